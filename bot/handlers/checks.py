"""Self-checks: observed ones by a tap, knee-to-wall in centimetres (`/check`)."""

from datetime import timedelta
from typing import cast, get_args

from bot.handlers import progress
from bot.reading import read_centimetres
from bot.screens import around, compared
from bot.screens import checks as screens
from bot.visit import Visit
from content.drill import Side
from content.history import Measured
from content.words import Check, StoppedBy
from storage import checks, reports

# A test may go on past midnight: until then it is the one that is answered about.
ONE_DAY = timedelta(days=1)


async def open_(visit: Visit) -> None:
    """List the self-checks."""
    await visit.show(screens.contents(visit.library))


async def tapped(visit: Visit) -> None:
    """Show a check, or take what was seen or measured."""
    name, what, value = visit.words
    check = visit.library.checks.get(name)
    if name == "results":
        await progress.open_(visit)
    elif name == "list":
        await open_(visit)
    elif check is None:
        await visit.show(around.old_button())
    elif not what:
        await visit.show(screens.check(visit.library, name))
    elif check.kind == "observed":
        await _seen(visit, check, what)
    else:
        await _measure(visit, check, what, value)


async def _seen(visit: Visit, check: Check, what: str) -> None:
    choice = next((one for one in check.choices if one.id == what), None)
    if choice is None:
        await visit.show(around.old_button())
        return
    answers = {"seen": choice.id}
    await visit.run(checks.add, visit.runner.id, check.id, answers, visit.now, visit.day)
    await visit.show(screens.noted(choice.reply, check.weeks))


async def _measure(visit: Visit, check: Check, what: str, value: str) -> None:
    """Adjust a length (`left`), keep it (`left_keep`), or say what stopped the knee (`left_by`)."""
    side, _, act = what.partition("_")
    if side not in get_args(Side):
        await visit.show(around.old_button())
    elif act == "by" and value in get_args(StoppedBy):
        await _stopped_by(visit, check, cast("Side", side), cast("StoppedBy", value))
    elif not value.isdecimal() or not screens.LEAST < int(value) / 2 <= screens.MOST:
        await visit.show(screens.check(visit.library, check.id))
    elif act == "keep":
        await _keep(visit, check, cast("Side", side), int(value) / 2)
    else:
        await visit.change(step=f"measure_{side}")
        await visit.show(screens.measuring(check.id, side, int(value) / 2, visit.runner.units))


async def _keep(visit: Visit, check: Check, side: Side, centimetres: float) -> None:
    event = Measured(visit.now, visit.day, side, centimetres)
    await visit.run(reports.add, visit.runner.id, event)
    await visit.change(step="home")
    await visit.show(screens.limited(visit.library, check.id, side))


async def _stopped_by(visit: Visit, check: Check, side: Side, by: StoppedBy) -> None:
    """Keep what stopped the knee, with the side's last length, and compare with earlier tests."""
    lately = [one for one in await progress.measured(visit) if visit.day - one.day <= ONE_DAY]
    lengths = {one.side: one for one in lately}
    if side in lengths:
        last = lengths[side]
        event = Measured(visit.now, last.day, side, last.centimetres, by)
        await visit.run(reports.add, visit.runner.id, event)
    choice = next(one for one in check.choices if one.id == by)
    state, units = await visit.state(), visit.runner.units
    await visit.show(compared.screen(check, choice.reply, lengths, state, units))


async def typed(visit: Visit, asked: str) -> None:
    """Take a typed length for `measure_<side>`."""
    centimetres = read_centimetres(visit.text, inches=visit.runner.units == "in")
    if centimetres is None or not screens.LEAST < centimetres <= screens.MOST:
        await visit.say(screens.out_of_range(visit.text))
        return
    side = asked.removeprefix("measure_")
    name = next(one.id for one in visit.library.checks.values() if one.kind == "measured")
    await visit.say(screens.measuring(name, side, centimetres, visit.runner.units))
