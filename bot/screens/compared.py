"""What a knee-to-wall test says beside the ones before it: with its error, and never a verdict."""

from collections.abc import Mapping
from itertools import pairwise

from bot.screens.checks import code, length, numbers
from bot.screens.screen import Button, Row, Screen, escape, go, lines
from content import coach
from content.coach import Compared, State
from content.coach.rules import load
from content.drill import Side
from content.history import Measured
from content.words import Check

OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
SAID: dict[Compared, str] = {
    "none": "not measured yet",
    "first": "your first test, something to come back to",
    "same": "the same as last time, as far as a tape can tell",
    "more": "more than last time; one test can be luck, so we look again",
    "less": "less than last time; the hour or a tight calf can do that",
    "better": "better: two tests running are clearly beyond your first",
}


def screen(
    check: Check, reply: str, today: Mapping[Side, Measured], state: State, units: str
) -> Screen:
    """Answer what stopped the knee: ask for the other side, or compare both with earlier tests."""
    told = [sentence(state, side, today[side].centimetres, units) for side in sorted(today)]
    missing = [side for side in OTHER if side not in today]
    text = lines(escape(reply), "", *told, _error(state, today, units))
    if not missing:
        again = apart(state, units) or f"Have another look in about {check.weeks} weeks."
        text = lines(text, "", _bands(today, units), "", f"Kept. {again}")
    return Screen(
        text,
        (
            *(_on(check, side, today) for side in missing if today),
            (Button("All checks", "check:list"), Button("My results", "check:results")),
        ),
    )


def sentence(state: State, side: Side, centimetres: float, units: str) -> str:
    """Return how a side's last test compares with the ones before it."""
    said = SAID[coach.compared(state, side)]
    return f"{side.capitalize()} {length(centimetres, units)}: {said}."


def apart(state: State, units: str) -> str | None:
    """Return what is to be said of the two sides, None where they are alike."""
    sides = coach.sides(state)
    if sides.verdict == "again":
        far = length(sides.apart, units)
        return f"The sides are {far} apart: measure again next week, then we know more."
    if sides.verdict == "tighter":
        return (
            f"The {sides.tighter} ankle was the tighter one on two tests: it leads the way from "
            "now on, and both ankles keep to what suits it."
        )
    return None


def _error(state: State, today: Mapping[Side, Measured], units: str) -> str | None:
    if all(coach.compared(state, side) != "same" for side in today):
        return None
    least = length(load().wall.asymmetry, units)
    return f"A change of less than {least} is within the error of measuring."


def _bands(today: Mapping[Side, Measured], units: str) -> str:
    """Return the bands of section 6 in a line, and the one each side lies in."""
    edges = load().wall.bands
    names = [f"under {numbers(edges[0], units)}"]
    names += [
        f"{numbers(low, units)}–{numbers(high - 0.1, units)}" for low, high in pairwise(edges)
    ]
    names.append(f"{numbers(edges[-1], units)} and more")
    where = [f"{side} {names[coach.band(one.centimetres)]}" for side, one in sorted(today.items())]
    return (
        f"Your bands: {', '.join(where)} {units}. Most people are at {names[2]}, a little less "
        "from 60 on. No pass, no fail."
    )


def _on(check: Check, side: Side, today: Mapping[Side, Measured]) -> Row:
    begin = code(today[OTHER[side]].centimetres)
    return (go(f"Now the {side}", f"check:{check.id}:{side}:{begin}"),)
