"""The knee-to-wall test: three tries a side, their middle value kept, and what stopped the knee."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import wraps
from statistics import median
from typing import TypeVar

from bot.asked import AskedTouch, AskedWall
from bot.handlers import fallbacks, progress
from bot.interaction import Visit
from bot.parsing import read_centimetres
from bot.screens import checks, compared
from bot.screens import wall as screens
from bot.screens.units import fits
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
    take: Callable[[Visit, Check, K], Awaitable[None]],
) -> Callable[[Visit, K], Awaitable[None]]:
    """Return a handler that brings the measured check its button names."""

    @wraps(take)
    async def handle(visit: Visit, tap: K) -> None:
        check = visit.library.checks.get(tap.check)
        if check is None or check.kind != "measured":
            await fallbacks.old_button(visit)
        else:
            await take(visit, check, tap)

    return handle


@_of_test
async def go_on(visit: Visit, check: Check, tap: GoOnTap) -> None:
    """Ask for the next try, or keep all three."""
    await _tried(visit, check, tap.side, _lengths(tap.tries))


@_of_test
async def choose(visit: Visit, check: Check, tap: ChooseTap) -> None:
    """Change the length of the next try."""
    await _ask(visit, check, tap.side, _lengths(tap.tries), tap.chosen.centimetres)


@_of_test
async def pinched(visit: Visit, check: Check, tap: PinchTap) -> None:
    """Stop at a pinch: keep the tries so far, or ask for the last good touch where none was."""
    if tap.tries:
        await _keep(visit, check, tap.side, _lengths(tap.tries), coach.PINCHED)
    else:
        await _ask_touch(visit, check, tap.side, None)


@_of_test
async def choose_touch(visit: Visit, check: Check, tap: TouchTap) -> None:
    """Change the length of the last good touch."""
    await _ask_touch(visit, check, tap.side, tap.chosen.centimetres)


@_of_test
async def touched(visit: Visit, check: Check, tap: TouchedTap) -> None:
    """Keep the last good touch before a pinch."""
    await _keep(visit, check, tap.side, (tap.length.centimetres,), coach.PINCHED)


@_of_test
async def stopped_by(visit: Visit, check: Check, tap: StoppedByTap) -> None:
    """Keep what stopped the knee, with the side's last length."""
    last = (await _lately(visit)).get(tap.side)
    if last is not None:
        event = Measured(visit.now, last.day, tap.side, last.centimetres, tap.by, last.tries)
        await visit.record(event)
    await _compare(visit, check, tap.by)


@_of_test
async def begin_anew(visit: Visit, check: Check, _: OneTryTap) -> None:
    """Answer a button of before there were tries."""
    await visit.show(checks.check(visit.library, check.id, visit.runner.units).after(checks.ANEW))


async def typed(visit: Visit, asked: AskedWall) -> None:
    """Take the typed length of the next try."""
    if (length := await _typed_length(visit)) is not None:
        tries = (*_lengths(asked.tries), length)
        await _tried(visit, _measured_check(visit), asked.side, tries)


async def typed_touch(visit: Visit, asked: AskedTouch) -> None:
    """Take the typed length of the last good touch before a pinch."""
    if (length := await _typed_length(visit)) is not None:
        await _keep(visit, _measured_check(visit), asked.side, (length,), coach.PINCHED)


async def _typed_length(visit: Visit) -> float | None:
    """Return the length that was typed, in cm; words that are none are answered here."""
    units = visit.runner.units
    centimetres = read_centimetres(visit.text, inches=units == "in")
    if centimetres is None or not fits(centimetres, units):
        await visit.say(screens.out_of_range(visit.text, units))
        return None
    return centimetres


def _measured_check(visit: Visit) -> Check:
    return next(one for one in visit.library.checks.values() if one.kind == "measured")


async def _tried(visit: Visit, check: Check, side: Side, tries: Sequence[float]) -> None:
    """Ask for the next try after these, or keep them where they are all."""
    if len(tries) < TRIES:
        await _ask(visit, check, side, tries)
    else:
        await _keep(visit, check, side, tries)


async def _ask(
    visit: Visit, check: Check, side: Side, tries: Sequence[float], chosen: float | None = None
) -> None:
    """Ask for the next try; it begins where the one before it was, or the last test of the side."""
    units = visit.runner.units
    before = [one.centimetres for one in await progress.measured(visit) if one.side == side]
    last = before[-1] if before else None
    start = tries[-1] if tries else last or None  # a pinch at the wall is no place to begin
    chosen = start if chosen is None else chosen
    asked = AskedWall(side, screens.marked(tries, units) or None)
    await visit.ask(asked, screens.trying(check, side, tries, chosen, units, last))


async def _ask_touch(visit: Visit, check: Check, side: Side, chosen: float | None) -> None:
    await visit.ask(AskedTouch(side), screens.pinched(check, side, chosen, visit.runner.units))


async def _keep(
    visit: Visit,
    check: Check,
    side: Side,
    tries: Sequence[float],
    by: StoppedBy | None = None,
) -> None:
    """Keep a side's middle value; a pinch is what stopped the knee, so nothing more is asked."""
    middle = round(median(tries), 3)
    there = (await _lately(visit)).get(side)
    if there is None or (there.day, there.tries) != (visit.day, tuple(tries)) or by:
        event = Measured(visit.now, visit.day, side, middle, by, tuple(tries))
        await visit.record(event)
    await visit.at_home()
    if by is None:
        await visit.show(screens.limited(check, side, tries, middle, visit.runner.units))
    else:
        await _compare(visit, check, by)


async def _compare(visit: Visit, check: Check, by: StoppedBy) -> None:
    """Answer what stopped the knee, and compare what was measured with earlier tests."""
    choice = next(one for one in check.choices if one.id == by)
    lately, state = await _lately(visit), await visit.state()
    library, units = visit.library, visit.runner.units
    await visit.show(compared.screen(library, check, choice.reply, lately, state, units))


async def _lately(visit: Visit) -> dict[Side, Measured]:
    """Return the lengths of the test that is going on."""
    measured = await progress.measured(visit)
    return {one.side: one for one in measured if visit.day - one.day <= ONE_DAY}


def _lengths(tries: Tries | None) -> tuple[float, ...]:
    return tuple(one.centimetres for one in tries or ())
