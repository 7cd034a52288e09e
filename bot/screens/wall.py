"""The knee-to-wall test, try by try: typed or tapped, and what stopped the knee."""

from collections.abc import Callable, Sequence
from typing import get_args

from bot.screens.checks import ALL
from bot.screens.screen import Button, Row, Screen, bold, escape, go, grid, lines
from bot.screens.units import TAPES, TapeMark, Units, fits, length, number, step
from bot.taps.tap import Tap
from bot.taps.wall import (
    ChooseTap,
    GoOnTap,
    PinchTap,
    StoppedByTap,
    TouchedTap,
    TouchTap,
    Tries,
)
from content.drill import Side
from content.events import StoppedBy
from content.words import Check

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
    told = marked(tries, units)
    so_far = ", ".join(number(one, units) for one in tries)
    text = lines(
        bold(f"{side.capitalize()} ankle, {NUMBERS[len(tries)]} of three tries"),
        f"So far: {so_far} {units}." if tries else None,
        f"Last time it was {length(last, units)}." if last is not None and not tries else None,
        _ask(chosen, units),
    )
    back = (Button("One try back", GoOnTap(check.id, side, told[:-1] or None)),) if tries else ()
    rows = _lengths(chosen, units, lambda one: ChooseTap(check.id, side, (*told, one)))
    if chosen is not None:
        on = GoOnTap(check.id, side, (*told, TapeMark.at(chosen, units)))
        rows = (*rows, (go(f"That's it: {length(chosen, units)}", on),))
    pinch = Button("It pinched", PinchTap(check.id, side, told or None))
    return Screen(text, (*rows, (pinch, *back), (ALL,)))


def pinched(check: Check, side: Side, chosen: float | None, units: Units) -> Screen:
    """Ask for the last good touch before a pinch that came with the very first try."""
    text = lines(
        bold("Then this side is done for today."),
        f"How far was the big toe from the wall at the last touch without a pinch? "
        f"{_ask(chosen, units)}",
    )
    rows = _lengths(chosen, units, lambda one: TouchTap(check.id, side, one))
    if chosen is not None:
        touched = TouchedTap(check.id, side, TapeMark.at(chosen, units))
        rows = (*rows, (go(f"That's it: {length(chosen, units)}", touched),))
    none = Button("It pinched at the wall", TouchedTap(check.id, side, TapeMark.at(0, units)))
    return Screen(text, (*rows, (none,), (ALL,)))


def limited(
    check: Check, side: Side, tries: Sequence[float], middle: float, units: Units
) -> Screen:
    """Say the middle value of the three tries and ask what stopped the knee."""
    told = ", ".join(number(one, units) for one in tries)
    labels = {choice.id: choice.label for choice in check.choices}
    buttons = [
        Button(labels[by], StoppedByTap(check.id, side, by))
        for by in get_args(StoppedBy)
        if by in labels
    ]
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


def marked(tries: Sequence[float], units: Units) -> Tries:
    """Return tries as buttons and the question that is open name them."""
    return tuple(TapeMark.at(one, units) for one in tries)


def _ask(chosen: float | None, units: Units) -> str:
    like = TAPES[units].like
    if chosen is None:
        return f"Tap about how far the big toe was from the wall, or type it, like {like}."
    return f"{length(chosen, units)}? Change it here, or type it, like {like}."


def _lengths(chosen: float | None, units: Units, tap: Callable[[TapeMark], Tap]) -> tuple[Row, ...]:
    """Return the buttons that choose a length: the grid, or the steps from the one chosen."""
    tape = TAPES[units]
    if chosen is None:
        buttons = (Button(str(one), tap(TapeMark.at(one * tape.size, units))) for one in tape.grid)
        return grid(buttons, 4)
    near = [(step(one, units), chosen + one * tape.size) for one in tape.steps]
    return (
        tuple(
            Button(label, tap(TapeMark.at(one, units))) for label, one in near if fits(one, units)
        ),
    )
