"""The knee-to-wall test: three tries a side, their middle value kept, and what stopped the knee."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from statistics import median
from typing import TypeVar

from bot.handlers import fallbacks, progress
from bot.interaction import Interaction
from bot.parsing import read_centimetres
from bot.screens import checks, compared
from bot.screens import wall as screens
from bot.screens.units import fits
from bot.taps.asked import AskedTouch, AskedWall
from bot.taps.wall import (
    TRIES,
    ChooseTap,
    GoOnTap,
    OneTryTap,
    PinchTap,
    StoppedByTap,
    TouchedTap,
    TouchTap,
    Tries,
    WallTap,
)
from content import coach
from content.drill import Side
from content.events import Measured, StoppedBy
from content.words import Check

# A test may go on past midnight: until then it is the one that is answered about.
ONE_DAY = timedelta(days=1)
K = TypeVar("K", bound=WallTap)


def _of_test(
    take: Callable[[Interaction, Check, K], None],
) -> Callable[[Interaction, K], None]:
    """Return a handler that brings the measured check its button names."""

    @wraps(take)
    def handle(interaction: Interaction, tap: K) -> None:
        check = interaction.library.checks.get(tap.check)
        if check is None or check.kind != "measured":
            fallbacks.old_button(interaction)
        else:
            take(interaction, check, tap)

    return handle


@_of_test
def go_on(interaction: Interaction, check: Check, tap: GoOnTap) -> None:
    """Ask for the next try, or keep all three."""
    _tried(interaction, check, tap.side, _lengths(tap.tries))


@_of_test
def choose(interaction: Interaction, check: Check, tap: ChooseTap) -> None:
    """Change the length of the next try."""
    _ask(interaction, check, tap.side, _lengths(tap.tries), tap.chosen.centimetres)


@_of_test
def pinched(interaction: Interaction, check: Check, tap: PinchTap) -> None:
    """Stop at a pinch: keep the tries so far, or ask for the last good touch where none was."""
    if tap.tries:
        _keep(interaction, check, tap.side, _lengths(tap.tries), coach.PINCHED)
    else:
        _ask_touch(interaction, check, tap.side, None)


@_of_test
def choose_touch(interaction: Interaction, check: Check, tap: TouchTap) -> None:
    """Change the length of the last good touch."""
    _ask_touch(interaction, check, tap.side, tap.chosen.centimetres)


@_of_test
def touched(interaction: Interaction, check: Check, tap: TouchedTap) -> None:
    """Keep the last good touch before a pinch."""
    _keep(interaction, check, tap.side, (tap.length.centimetres,), coach.PINCHED)


@_of_test
def stopped_by(interaction: Interaction, check: Check, tap: StoppedByTap) -> None:
    """Keep what stopped the knee, with the side's last length."""
    last = (_lately(interaction)).get(tap.side)
    if last is not None:
        event = Measured(interaction.now, last.day, tap.side, last.centimetres, tap.by, last.tries)
        interaction.record(event)
    _compare(interaction, check, tap.by)


@_of_test
def begin_anew(interaction: Interaction, check: Check, _: OneTryTap) -> None:
    """Answer a button of before there were tries."""
    interaction.show(
        checks.check(interaction.library, check.id, interaction.runner.units).after(checks.ANEW)
    )


def typed(interaction: Interaction, asked: AskedWall) -> None:
    """Take the typed length of the next try."""
    if (length := _typed_length(interaction)) is not None:
        tries = (*_lengths(asked.tries), length)
        _tried(interaction, _measured_check(interaction), asked.side, tries)


def typed_touch(interaction: Interaction, asked: AskedTouch) -> None:
    """Take the typed length of the last good touch before a pinch."""
    if (length := _typed_length(interaction)) is not None:
        _keep(interaction, _measured_check(interaction), asked.side, (length,), coach.PINCHED)


def _typed_length(interaction: Interaction) -> float | None:
    """Return the length that was typed, in cm; words that are none are answered here."""
    units = interaction.runner.units
    centimetres = read_centimetres(interaction.text, inches=units == "in")
    if centimetres is None or not fits(centimetres, units):
        interaction.say(screens.out_of_range(interaction.text, units))
        return None
    return centimetres


def _measured_check(interaction: Interaction) -> Check:
    return next(one for one in interaction.library.checks.values() if one.kind == "measured")


def _tried(interaction: Interaction, check: Check, side: Side, tries: Sequence[float]) -> None:
    """Ask for the next try after these, or keep them where they are all."""
    if len(tries) < TRIES:
        _ask(interaction, check, side, tries)
    else:
        _keep(interaction, check, side, tries)


def _ask(
    interaction: Interaction,
    check: Check,
    side: Side,
    tries: Sequence[float],
    chosen: float | None = None,
) -> None:
    """Ask for the next try; it begins where the one before it was, or the last test of the side."""
    units = interaction.runner.units
    before = [one.centimetres for one in progress.measured(interaction) if one.side == side]
    last = before[-1] if before else None
    start = tries[-1] if tries else last or None  # a pinch at the wall is no place to begin
    chosen = start if chosen is None else chosen
    asked = AskedWall(side, screens.marked(tries, units) or None)
    interaction.ask(asked, screens.trying(check, side, tries, chosen, units, last))


def _ask_touch(interaction: Interaction, check: Check, side: Side, chosen: float | None) -> None:
    interaction.ask(
        AskedTouch(side), screens.pinched(check, side, chosen, interaction.runner.units)
    )


def _keep(
    interaction: Interaction,
    check: Check,
    side: Side,
    tries: Sequence[float],
    by: StoppedBy | None = None,
) -> None:
    """Keep a side's middle value; a pinch is what stopped the knee, so nothing more is asked."""
    middle = round(median(tries), 3)
    there = (_lately(interaction)).get(side)
    if there is None or (there.day, there.tries) != (interaction.day, tuple(tries)) or by:
        event = Measured(interaction.now, interaction.day, side, middle, by, tuple(tries))
        interaction.record(event)
    interaction.at_home()
    if by is None:
        interaction.show(screens.limited(check, side, tries, middle, interaction.runner.units))
    else:
        _compare(interaction, check, by)


def _compare(interaction: Interaction, check: Check, by: StoppedBy) -> None:
    """Answer what stopped the knee, and compare what was measured with earlier tests."""
    choice = next(one for one in check.choices if one.id == by)
    lately, state = _lately(interaction), interaction.state()
    library, units = interaction.library, interaction.runner.units
    interaction.show(compared.screen(library, check, choice.reply, lately, state, units))


def _lately(interaction: Interaction) -> dict[Side, Measured]:
    """Return the lengths of the test that is going on."""
    measured = progress.measured(interaction)
    return {one.side: one for one in measured if interaction.day - one.day <= ONE_DAY}


def _lengths(tries: Tries | None) -> tuple[float, ...]:
    return tuple(one.centimetres for one in tries or ())
