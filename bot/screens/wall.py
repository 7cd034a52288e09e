"""The knee-to-wall test, try by try: typed or tapped, and what stopped the knee."""

from collections.abc import Callable, Sequence

from bot.screens.checks import ALL
from bot.screens.screen import Button, Row, Screen, bold, escape, go, grid, lines
from bot.screens.units import TAPES, Units, code, fits, length, number, step
from content.drill import Side
from content.words import Check

TRIES = 3
NUMBERS = ("first", "second", "third")


def trying(
    check: Check,
    side: Side,
    tries: Sequence[float],
    chosen: float | None,
    units: Units,
    last: float | None = None,
) -> Screen:
    """Ask for one try of a side, from what is `chosen`, or from a coarse grid where nothing is.

    `last` is the side's length of an earlier test.
    """
    data = f"check:{check.id}:{side}"
    told = coded(tries, units)
    so_far = ", ".join(number(one, units) for one in tries)
    text = lines(
        bold(f"{side.capitalize()} ankle, {NUMBERS[len(tries)]} of three tries"),
        f"So far: {so_far} {units}." if tries else None,
        f"Last time it was {length(last, units)}." if last is not None and not tries else None,
        _ask(chosen, units),
    )
    back = (Button("One try back", _on(data, tries[:-1], units)),) if tries else ()
    rows = _lengths(chosen, units, lambda one: f"{data}_at:{told}_{code(one, units)}")
    if chosen is not None:
        rows = (
            *rows,
            (go(f"That's it: {length(chosen, units)}", _on(data, (*tries, chosen), units)),),
        )
    pinch = Button("It pinched", f"{data}_pinch:{told}" if told else f"{data}_pinch")
    return Screen(text, (*rows, (pinch, *back), (ALL,)))


def pinched(check: Check, side: Side, chosen: float | None, units: Units) -> Screen:
    """Ask for the last good touch before a pinch that came with the very first try."""
    data = f"check:{check.id}:{side}"
    text = lines(
        bold("Then this side is done for today."),
        f"How far was the big toe from the wall at the last touch without a pinch? "
        f"{_ask(chosen, units)}",
    )
    rows = _lengths(chosen, units, lambda one: f"{data}_touch:{code(one, units)}")
    if chosen is not None:
        kept = code(chosen, units)
        rows = (*rows, (go(f"That's it: {length(chosen, units)}", f"{data}_touched:{kept}"),))
    none = Button("It pinched at the wall", f"{data}_touched:{code(0, units)}")
    return Screen(text, (*rows, (none,), (ALL,)))


def limited(
    check: Check, side: Side, tries: Sequence[float], middle: float, units: Units
) -> Screen:
    """Say the middle value of the three tries and ask what stopped the knee."""
    told = ", ".join(number(one, units) for one in tries)
    buttons = [Button(c.label, f"check:{check.id}:{side}_by:{c.id}") for c in check.choices]
    text = lines(
        f"{side.capitalize()}: {told} {units}. The middle value of your three is "
        f"{bold(length(middle, units))}.",
        "",
        bold(check.question),
    )
    return Screen(text, grid(buttons, 1))


def out_of_range(text: str, units: Units) -> Screen:
    """Answer a length that cannot be."""
    tape = TAPES[units]
    return Screen(
        f"I can't use “{escape(text[:30])}”. Type the distance from toe to wall, like {tape.like} "
        f"(up to {tape.most} {units})."
    )


def coded(tries: Sequence[float], units: Units) -> str:
    """Return tries as they stand in a button's data and in the question that is open."""
    return "-".join(code(one, units) for one in tries)


def _on(data: str, tries: Sequence[float], units: Units) -> str:
    """Return the data of a button that goes on with these tries."""
    return f"{data}_on:{coded(tries, units)}" if tries else f"{data}_on"


def _ask(chosen: float | None, units: Units) -> str:
    like = TAPES[units].like
    if chosen is None:
        return f"Tap about how far the big toe was from the wall, or type it, like {like}."
    return f"{length(chosen, units)}? Change it here, or type it, like {like}."


def _lengths(chosen: float | None, units: Units, data: Callable[[float], str]) -> tuple[Row, ...]:
    """Return the buttons that choose a length: the grid, or the steps from the one chosen."""
    tape = TAPES[units]
    if chosen is None:
        return grid((Button(str(one), data(one * tape.size)) for one in tape.grid), 4)
    near = [(step(one, units), chosen + one * tape.size) for one in tape.steps]
    return (tuple(Button(label, data(one)) for label, one in near if fits(one, units)),)
