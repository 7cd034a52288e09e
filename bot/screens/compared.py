"""What a knee-to-wall test says beside the ones before it: with its error, and never a verdict."""

from collections.abc import Mapping
from itertools import pairwise

from bot.screens.checks import ALL, RESULTS
from bot.screens.screen import Row, Screen, escape, go, lines
from bot.screens.units import Units, exact, length
from bot.taps.wall import GoOnTap
from content import coach
from content.coach import Compared, State
from content.drill import Side
from content.events import Measured
from content.library import Library
from content.words import Check

OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
SAID: dict[Compared, str] = {
    "none": "not measured yet",
    "first": "your first test, something to come back to",
    "same": "the same as last time, within the error of a tape",
    "more": "more than last time; one test is not enough, so we look again",
    "less": "less than last time; the hour or a tight calf can do that",
    "better": "better: two tests in a row are clearly beyond your first",
}


def screen(
    library: Library,
    check: Check,
    reply: str,
    today: Mapping[Side, Measured],
    state: State,
    units: Units,
) -> Screen:
    """Answer what stopped the knee: ask for the other side, or compare both with earlier tests."""
    told = [
        f"{side.capitalize()} {length(today[side].centimetres, units)}: "
        f"{SAID[coach.compared(state, library, side)]}."
        for side in sorted(today)
    ]
    missing = [side for side in OTHER if side not in today]
    text = lines(escape(reply), "", *told, _error(library, state, today, units))
    if not missing:
        again = _apart(library, state, units) or f"Have another look in about {check.weeks} weeks."
        text = lines(text, "", _bands(library, today, units), "", again)
    return Screen(
        text,
        (
            *(_on(check, side, today) for side in missing if today),
            (ALL, RESULTS),
        ),
    )


def _apart(library: Library, state: State, units: Units) -> str | None:
    """Return what is to be said of the two sides, None where they are alike."""
    sides = coach.sides(state, library)
    if sides.verdict == "again":
        far = length(sides.apart, units)
        return f"The sides are {far} apart: measure again next week, then we know more."
    if sides.verdict == "tighter":
        return (
            f"The {sides.tighter} ankle was the tighter one on two tests: it goes first from now "
            "on, and both ankles keep to what suits it."
        )
    return None


def _error(
    library: Library, state: State, today: Mapping[Side, Measured], units: Units
) -> str | None:
    if all(coach.compared(state, library, side) != "same" for side in today):
        return None
    least = f"{exact(library.rules.wall.asymmetry, units)} {units}"
    return f"A change of less than {least} is within the error of measuring."


def _bands(library: Library, today: Mapping[Side, Measured], units: Units) -> str:
    """Return the band each side lies in, and how many adults lie in the middle one (12 ± 2.8)."""
    edges = library.rules.wall.bands
    names = [f"under {exact(edges[0], units)} {units}"]
    names += [
        f"{exact(low, units)} to {exact(high - 0.1, units)} {units}"
        for low, high in pairwise(edges)
    ]
    names.append(f"{exact(edges[-1], units)} {units} and more")
    where = {
        side: names[coach.band(one.centimetres, library)] for side, one in sorted(today.items())
    }
    told = ", ".join(f"{side} {band}" for side, band in where.items())
    if len(where) > 1 and len(set(where.values())) == 1:
        told = f"both {where['left']}"
    middle = f"between {exact(edges[1], units)} and {exact(edges[2] - 0.1, units)} {units}"
    return (
        f"Your bands: {told}. About 4 in 10 adults are {middle}, a little less from 60 "
        "on. No pass, no fail."
    )


def _on(check: Check, side: Side, today: Mapping[Side, Measured]) -> Row:
    """Return the button to the other side, once one is measured."""
    return (go(f"Now the {side}", GoOnTap(check.id, side)),) if OTHER[side] in today else ()
