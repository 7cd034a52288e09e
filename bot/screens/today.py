"""Today's suggestion: which drills, how much, and why; the two gates before them; the end."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.screens.screen import Button, Screen, bold, escape, go, grid, lines, stop
from bot.screens.times import clock, minutes
from content.coach import Plan, why
from content.drill import Moment
from content.library import Library
from content.practice import Practice

MOMENTS: dict[Moment, str] = {
    "before": "Before your run",
    "after": "After your run",
    "rest": "For today",
    "desk": "At your desk",
}
OVER = "This practice is over."
PLACES = {"mat": "Indoors, on a mat", "outdoors": "Outdoors", "desk": "At a desk"}


def suggestion(
    library: Library, plan: Plan, today: date, run: datetime | None, zone: str
) -> Screen:
    """Show the drills of a plan, each with its dose and its why, and the ways to begin."""
    here = f"{plan.moment}:{plan.place}"
    head = MOMENTS[plan.moment]
    if run is not None and plan.moment == "before":
        head = f"Before your {clock(run, zone)} run"
    parts = [bold(f"{head} · {minutes(plan.seconds)}")]
    for planned in plan.drills:
        drill = library.drills[planned.drill]
        rung = drill.rungs[planned.rung]
        dose = f"{rung.told(planned.dose)} · {rung.name}"
        parts += ["", f"{bold(drill.name)}\n{escape(dose)}"]
        parts += [escape(why(library, reason, today)) for reason in planned.reasons[:1]]
    moments = [
        Button(label, f"today:look:{moment}:{plan.place}:full")
        for moment, label in (
            ("before", "Before a run"),
            ("after", "After a run"),
            ("rest", "Rest day"),
        )
        if moment != plan.moment
    ]
    return Screen(
        lines(*parts),
        (
            (go("Start", f"today:go:{here}:full"),),
            (
                Button("1-min version", f"today:go:{here}:minute"),
                Button("Place", f"today:place:{here}:full"),
            ),
            tuple(moments[:2]),
        ),
    )


def places(moment: str, chosen: str) -> Screen:
    """Ask where the runner is."""
    buttons = [
        Button(("✓ " if place == chosen else "") + label, f"today:look:{moment}:{place}:full")
        for place, label in PLACES.items()
    ]
    return Screen(bold("Where are you?"), grid(buttons, 1))


def walking(here: str) -> Screen:
    """Ask, before a run, about pain while walking."""
    scores = (("No, or up to 2", "0"), ("3 to 5", "4"), ("6 or more", "6"), ("I'm limping", "limp"))
    first, *others = [Button(label, f"today:walk:{here}:{score}") for label, score in scores]
    return Screen(
        lines(
            bold("Any pain when you walk right now?"), "0 is none, 10 the worst you can think of."
        ),
        ((go(first.label, first.data),), tuple(others[:2]), tuple(others[2:])),
    )


def calf(here: str) -> Screen:
    """Ask about the calf before any rolling."""
    return Screen(
        bold("Is one calf swollen, hot or red today?"),
        ((go("No", f"today:calf:{here}:no"),), (stop("Yes", "flags:tap:RB5:0"),)),
    )


def blocked(library: Library, plan: Plan, today: date, *, gentle: bool) -> Screen:
    """Say why there is no drill now; `gentle` offers the seated circles a tier C flag leaves."""
    sentences = [escape(why(library, reason, today)) for reason in plan.reasons]
    rows = ((Button("What is paused", "safety:list"),), (Button("My plan", "plan:open"),))
    circles = (Button("Gentle seated circles", f"today:gentle:{plan.moment}:mat:full"),)
    return Screen(
        lines(bold("No drills right now."), "", *dict.fromkeys(sentences)),
        (circles, *rows) if gentle else rows,
    )


def under_way(number: int, same_day: bool) -> Screen:
    """Offer to go on with a practice that was left."""
    if same_day:
        return Screen(
            bold("You have a practice under way."),
            (
                (go("Go on", f"d1:{number}:resume"),),
                (Button("Start afresh", "today:afresh:rest:usual:full"),),
            ),
        )
    return Screen(
        bold("That practice was on another day."),
        (
            (go("Start afresh", "today:afresh:rest:usual:full"),),
            (Button("Go on with it", f"d1:{number}:resume"),),
        ),
    )


def end(library: Library, practice: Practice, next_time: Sequence[str]) -> Screen:
    """Say what was done and, in a line, what comes next time."""
    done: dict[str, bool] = {}
    for step, said in zip(practice.steps, practice.said, strict=True):
        done[step.drill] = done.get(step.drill, True) and said.outcome == "done"
    listed = [
        f"{'✓' if whole else '·'} {escape(library.drills[name].name)}"
        for name, whole in done.items()
    ]
    finish = next((library.drills[name].finish for name, whole in done.items() if whole), "")
    stopped = any(said.outcome == "stopped" for said in practice.said)
    wrong = ((Button("Something is wrong", "flags:open"),),) if stopped else ()
    return Screen(
        lines(
            bold("That's it for now."),
            "",
            *listed,
            "",
            escape(finish) if finish else None,
            *(f"Next time: {escape(sentence)}" for sentence in next_time[:1]),
        ),
        (*wrong, (Button("What's for today", "today"),), (Button("Why?", "why:open"),)),
    )


def gone() -> Screen:
    """Answer a tap on a practice that is over or was never this runner's."""
    return Screen(OVER, ((go("What's for today", "today"),),))
