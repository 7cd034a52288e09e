"""The end of a practice: what was done and told, how to finish, and what comes next time."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.screens import told
from bot.screens.screen import LONGEST, Button, Row, Screen, bold, escape, lines, visible
from bot.taps.flags import FlagsTap
from bot.taps.today import TodayTap
from bot.taps.why import WhyTap
from content.coach import Plan, Reason, names_drill, next_told, why
from content.events import Felt
from content.library import Library
from content.practice import Practice

OVER = "This practice is over."
NUMB = (
    "If the numb feeling is still there in an hour, or the foot feels weak, tap /stop. I ask about "
    "it before the next drills."
)
# What both ankles told, where a reason of the coach could name but one.
BOTH: dict[Felt, str] = {
    "pinch": "it pinched on both sides",
    "sharp": "there was a sharp pull on both sides",
    "ache": "both ankles hurt",
    "stiff": "both ankles felt stiff",
}


def end(
    library: Library, practice: Practice, next_time: str | None, news: tuple[str, ...]
) -> Screen:
    """Say what was done and told and, in a line, what comes next time; `news` are HTML."""
    done: dict[str, bool] = {}
    for step, said in zip(practice.steps, practice.said, strict=True):
        if said.left:
            continue  # said already, with its reason
        done[step.drill] = done.get(step.drill, True) and said.outcome == "done"
    whole = [name for name, whole in done.items() if whole]
    numb = any(said.felt == "numb" for said in practice.said)
    finish = library.drills[whole[-1]].finish if whole and not numb else ""
    parts: dict[str, str | None] = {
        "head": bold("That's it for now."),
        "news": "".join(f"\n{sentence}" for sentence in news) or None,
        "done": "".join(f"\n{line}" for line in _listed(library, done)),
        "told": f"\n{word}" if (word := told.today(practice)) else "",
        "numb": NUMB if numb else None,
        "left": told.LEFT_OUT if told.was_emptied(practice) and not numb else None,
        "finish": escape(finish) if finish else None,
        "next": f"Next time: {escape(next_time)}" if next_time else None,
    }
    for name in ("finish", "next", "done"):
        if visible(lines(*parts.values())) > LONGEST:
            del parts[name]
    stopped = any(said.outcome == "stopped" for said in practice.said)
    wrong: tuple[Row, ...] = ((Button("Something is wrong", FlagsTap()),),) if stopped else ()
    rows = (*wrong, (Button("What's for today", TodayTap()),), (Button("Why?", WhyTap("open")),))
    return Screen(lines(*parts.values()), rows)


def _listed(library: Library, done: Mapping[str, bool]) -> Iterator[str]:
    for name, whole in done.items():
        yield f"{'✓' if whole else '·'} {escape(library.drills[name].name)}"


def next_time(library: Library, practice: Practice, plan: Plan, today: date) -> str | None:
    """Return what comes next time, by a drill's name: the most telling reason not told yet.

    `plan` is tomorrow's; the days in its reasons are told as of `today`.
    """
    here = {step.drill for step in practice.steps}
    reason = next_told(plan, (*practice.told, *practice.news), here)
    if reason is None:
        return None
    sentence = _of_both(practice, plan, reason) or why(library, reason, today)
    drill = library.drills.get(reason.drill or "")
    if drill is None or names_drill(reason):
        return sentence  # it names no drill, or itself
    return f"{drill.name}: {sentence}"


def _of_both(practice: Practice, plan: Plan, reason: Reason) -> str | None:
    """Return why a drill stays or gets smaller where both ankles told the same; else None."""
    told_of = {
        felt: sides
        for (drill, felt), sides in told.troubles(practice).items()
        if drill == reason.drill
    }
    felt = next((felt for felt, sides in told_of.items() if len(sides) == 2 and felt in BOTH), None)
    coming = next((one for one in plan.drills if one.drill == reason.drill), None)
    was = [step.judged for step in practice.steps if step.drill == reason.drill]
    if felt is None or coming is None or not was or reason.side is None:
        return None
    size = "a smaller size" if coming.judged < max(was) else "the same size"
    return f"{size}, because {BOTH[felt]} today."
