"""Today's suggestion: which drills, how much, and why; and what is said where there is none."""

from collections import Counter
from datetime import date, datetime

from bot.screens.end import OVER
from bot.screens.running import NOW, Running
from bot.screens.screen import LONGEST, Button, Row, Screen, bold, escape, go, grid, lines, visible
from bot.screens.times import clock, minutes
from bot.taps.plan import PlanTap
from bot.taps.practice import ResumeTap
from bot.taps.safety import SafetyTap
from bot.taps.today import AfreshTap, GentleTap, GoTap, LookTap, PlacesTap, TodayTap
from content.coach import Plan, Reason, why
from content.drill import Moment, Place
from content.library import Library

MOMENTS: dict[Moment, str] = {
    "before": "Before your run",
    "after": "After your run",
    "rest": "For today",
    "desk": "At your desk",
}
# What else may be looked at, two of them at a time.
OTHERWISE: dict[Moment, str] = {
    "before": "Before a run",
    "after": "After a run",
    "rest": "Rest day",
}
PLACES: dict[Place, str] = {"mat": "Indoors, on a mat", "outdoors": "Outdoors", "desk": "At a desk"}
SET_ASIDE = (
    "I cannot open the practice you left any more, so I closed it. What you told me in it is kept."
)
AFRESH = AfreshTap("rest", "usual", "full")


def suggestion(
    library: Library, plan: Plan, today: date, run: datetime | None, zone: str, running: Running
) -> Screen:
    """Show the drills of a plan, each with its dose and its why, and the ways to begin.

    `running` is what today's answers mean for the run that follows.
    """
    head = MOMENTS[plan.moment]
    if run is not None and plan.moment == "before":
        head = f"Before your {clock(run, zone)} run"
    head = bold(f"{head} · {minutes(plan.seconds)}")
    after = f"\n{NOW[running]}" if plan.moment == "before" and running in NOW else None
    for whys in reversed(range(len(plan.drills) + 1)):
        text = lines(head, *_drills(library, plan, today, whys=whys), after)
        if visible(text) <= LONGEST:
            break
    return Screen(text, _ways_to_begin(plan))


def _drills(library: Library, plan: Plan, today: date, *, whys: int) -> list[str]:
    """Return the drills with so many of their reasons; what holds for several is said once."""
    reasons = [why(library, planned.reasons[0], today) for planned in plan.drills]
    often = Counter(reasons)
    parts = [escape(reason) for reason, times in often.items() if times > 1]
    for planned, reason in zip(plan.drills, reasons, strict=True):
        drill = library.drills[planned.drill]
        rung = drill.rungs[planned.rung]
        dose = f"{rung.told(planned.dose)} · {rung.name}"
        parts += ["", f"{bold(drill.name)}\n{escape(dose)}"]
        if often[reason] == 1 and whys > 0:
            parts.append(escape(reason))
            whys -= 1
    return parts


def _ways_to_begin(plan: Plan) -> tuple[Row, ...]:
    here = plan.moment, plan.place
    moments = [
        Button(label, LookTap(moment, plan.place, "full"))
        for moment, label in OTHERWISE.items()
        if moment != plan.moment
    ]
    return (
        (go("Start", GoTap(*here, "full")),),
        (
            Button("1 minute", GoTap(*here, "minute")),
            Button("Place", PlacesTap(*here, "full")),
        ),
        tuple(moments[:2]),
    )


def places(moment: Moment, chosen: Place) -> Screen:
    """Ask where the runner is."""
    buttons = [
        Button(("✓ " if place == chosen else "") + label, LookTap(moment, place, "full"))
        for place, label in PLACES.items()
    ]
    return Screen(bold("Where are you?"), grid(buttons, 1))


def blocked(library: Library, plan: Plan, today: date, *, gentle: bool) -> Screen:
    """Say why there is no drill now; `gentle` offers the seated circles a tier C flag leaves."""
    sentences = [escape(_why_not(library, plan, reason, today)) for reason in plan.reasons]
    rows = ((Button("What is paused", SafetyTap("list")),), (Button("My plan", PlanTap()),))
    circles = (Button("Gentle seated circles", GentleTap(plan.moment, "mat", "full")),)
    return Screen(
        lines(bold("No drills right now."), "", *dict.fromkeys(sentences)),
        (circles, *rows) if gentle else rows,
    )


def _why_not(library: Library, plan: Plan, reason: Reason, today: date) -> str:
    """Return a reason as it stands below the words that there are no drills."""
    flag = library.flags.get(reason.flag or "")
    if plan.blocked == "limit" and flag is not None:
        return f"You told me: {flag.label}. Please ask your doctor first."
    return why(library, reason, today)


def under_way(number: int, same_day: bool) -> Screen:
    """Offer to go on with a practice that was left."""
    if same_day:
        return Screen(
            bold("You have a practice under way."),
            (
                (go("Go on", ResumeTap(number)),),
                (Button("Start again", AFRESH),),
            ),
        )
    return Screen(
        bold("That practice was on another day."),
        (
            (go("Start again", AFRESH),),
            (Button("Go on with it", ResumeTap(number)),),
        ),
    )


def gone() -> Screen:
    """Answer a tap on a practice that is over or was never this runner's."""
    return Screen(OVER, ((go("What's for today", TodayTap()),),))


def set_aside() -> Screen:
    """Say that a practice cannot be gone on with, through no fault of the runner's."""
    return Screen(SET_ASIDE, ((go("What's for today", TodayTap()),),))
