"""The knee-to-wall test: three tries a side, their middle value kept, and what stopped the knee."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import cast, get_args

from bot.handlers import progress
from bot.reading import read_centimetres
from bot.screens import around, checks, compared
from bot.screens import wall as screens
from bot.screens.units import decode, fits
from bot.visit import Visit
from content import coach
from content.drill import Side
from content.history import Measured, StoppedBy
from content.words import Check

# A test may go on past midnight: until then it is the one that is answered about.
ONE_DAY = timedelta(days=1)
# What the buttons did that had half centimetres in them and no tries.
OLD = ("", "keep")
TOUCH = "touch"  # the open question after a pinch at the first try


async def tapped(visit: Visit, check: Check, what: str, value: str) -> None:
    """Take a tap of the test: `<side>_<act>`, with the tries so far, a length or an answer."""
    name, _, act = what.partition("_")
    if name not in get_args(Side):
        await visit.show(around.old_button())
        return
    side = cast("Side", name)
    if act == "by" and value in get_args(StoppedBy):
        await _stopped_by(visit, check, side, cast("StoppedBy", value))
    elif act in OLD and value.isdecimal():
        await visit.show(
            checks.check(visit.library, check.id, visit.runner.units).after(checks.ANEW)
        )
    elif not await _measure(visit, check, side, act, value):
        await visit.show(checks.check(visit.library, check.id, visit.runner.units))


async def _measure(visit: Visit, check: Check, side: Side, act: str, value: str) -> bool:
    """Choose a length, keep a try, or stop at a pinch; False for a button that cannot be."""
    told, _, last = value.rpartition("_") if act == "at" else (value, "", "")
    tries, chosen = _read(told), decode(last)
    if act == "touch" and (length := decode(value)) is not None:
        await _ask_touch(visit, check, side, length)
    elif act == "touched" and (length := decode(value)) is not None:
        await _keep(visit, check, side, (length,), coach.PINCHED)
    elif tries is None or len(tries) > screens.TRIES:
        return False
    elif act == "at" and chosen is not None and len(tries) < screens.TRIES:
        await _ask(visit, check, side, tries, chosen)
    elif act == "on" and len(tries) < screens.TRIES:
        await _ask(visit, check, side, tries)
    elif act == "on":
        await _keep(visit, check, side, tries)
    elif act == "pinch" and tries:
        await _keep(visit, check, side, tries, coach.PINCHED)
    elif act == "pinch":
        await _ask_touch(visit, check, side, None)
    else:
        return False
    return True


async def typed(visit: Visit, asked: str) -> None:
    """Take a typed length for `measure_<side>`, after the tries that follow it."""
    name, _, told = asked.removeprefix("measure_").partition("_")
    side, units = cast("Side", name), visit.runner.units
    check = next(one for one in visit.library.checks.values() if one.kind == "measured")
    centimetres = read_centimetres(visit.text, inches=units == "in")
    tries = _read("" if told == TOUCH else told) or ()
    if centimetres is None or not fits(centimetres, units):
        await visit.say(screens.out_of_range(visit.text, units))
    elif told == TOUCH:
        await _keep(visit, check, side, (centimetres,), coach.PINCHED)
    elif len(tries) + 1 < screens.TRIES:
        await _ask(visit, check, side, (*tries, centimetres))
    else:
        await _keep(visit, check, side, (*tries[: screens.TRIES - 1], centimetres))


async def _ask(
    visit: Visit, check: Check, side: Side, tries: Sequence[float], chosen: float | None = None
) -> None:
    """Ask for the next try; it begins where the one before it was, or the last test of the side."""
    units = visit.runner.units
    await visit.change(step=f"measure_{side}_{screens.coded(tries, units)}".rstrip("_"))
    before = [one.centimetres for one in await progress.measured(visit) if one.side == side]
    last = before[-1] if before else None
    start = tries[-1] if tries else last or None  # a pinch at the wall is no place to begin
    chosen = start if chosen is None else chosen
    await visit.show(screens.trying(check, side, tries, chosen, units, last))


async def _ask_touch(visit: Visit, check: Check, side: Side, chosen: float | None) -> None:
    await visit.change(step=f"measure_{side}_{TOUCH}")
    await visit.show(screens.pinched(check, side, chosen, visit.runner.units))


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
    await visit.change(step="home")
    if by is None:
        await visit.show(screens.limited(check, side, tries, middle, visit.runner.units))
    else:
        await _compare(visit, check, by)


async def _stopped_by(visit: Visit, check: Check, side: Side, by: StoppedBy) -> None:
    """Keep what stopped the knee, with the side's last length."""
    last = (await _lately(visit)).get(side)
    if last is not None:
        event = Measured(visit.now, last.day, side, last.centimetres, by, last.tries)
        await visit.record(event)
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


def _read(words: str) -> tuple[float, ...] | None:
    """Return the tries that a button or an open question names, None where they are none."""
    found = [decode(word) for word in words.split("-")] if words else []
    known = [one for one in found if one is not None]
    return tuple(known) if len(known) == len(found) else None
