"""What is said of a report: at once, by the coach's reasons, and at the end, in the runner's words.

A sentence here is HTML: ready for a screen.
"""

from datetime import date

from bot.screens.screen import escape
from content import coach
from content.drill import Side
from content.events import Felt
from content.library import Library
from content.practice import Practice, Said

Sides = frozenset[Side]
BOTH: Sides = frozenset({"left", "right"})

LEFT_OUT = "The rest is left out today, so we stop here. That is enough."

# What a report was, by what was felt; {on} is where.
TOLD: dict[Felt, str] = {
    "pinch": "it pinched {on}",
    "sharp": "there was a sharp pull {on}",
    "ache": "it hurt {on}",
    "stiff": "it felt stiff {on}",
    "numb": "it went numb {on}",
}


def news(library: Library, practice: Practice, day: date) -> tuple[str, ...]:
    """Return what the last answer made smaller or took out, as the sentences at a screen's top."""
    said = coach.news(library, practice.news, day)
    return (escape(said),) if said else ()


def word(practice: Practice) -> str | None:
    """Return what stands between a report and the question after it, None where nothing must."""
    if practice.ask == "felt" and was_emptied(practice):
        return LEFT_OUT
    if practice.ask != "where" or not practice.about:
        return None
    at = practice.about[0]
    said, side = practice.said[at], practice.steps[at].side
    return _no_more(said, f"on the {side} " if side else "") if said.outcome == "stopped" else None


def _no_more(said: Said, here: str) -> str:
    """Return what is said to a report that ends a drill, `here` or on both ankles."""
    if said.strong:
        return "Thank you for saying so. No more of this drill today."
    if said.felt == "sharp":
        return "Stop there. No more of this drill today."
    if len(said.pinched) > 1:
        return f"It pinched again, so no more of this drill {here}today."
    return f"Stop there. No more of this drill {here}today."


def was_emptied(practice: Practice) -> bool:
    """Tell whether the last answer made the coach take out all that was left."""
    return bool(practice.news) and bool(practice.said[-1].left)


def troubles(practice: Practice) -> dict[tuple[str, Felt], Sides]:
    """Return what was told in a practice: the ankles by drill and by what was felt."""
    found: dict[tuple[str, Felt], Sides] = {}
    for step, said in zip(practice.steps, practice.said, strict=True):
        if said.felt in TOLD:
            side = step.side or said.side
            sides = BOTH if side is None else frozenset({side})
            key = (step.drill, said.felt)
            found[key] = found.get(key, frozenset()) | sides
    return found


def today(practice: Practice) -> str | None:
    """Return what was told in a practice in one sentence, with the ankles it was told of."""
    by_felt: dict[Felt, Sides] = {}
    for (_, felt), sides in troubles(practice).items():
        by_felt[felt] = by_felt.get(felt, frozenset()) | sides
    if not by_felt:
        return None
    parts = [TOLD[felt].format(on=on(sides)) for felt, sides in by_felt.items()]
    return f"You told me: {', and '.join(parts)}."


def on(sides: Sides) -> str:
    """Return where something was felt."""
    return "on both sides" if len(sides) == 2 else f"on the {next(iter(sides))}"
