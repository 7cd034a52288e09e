"""How long runs are: the usual one, one of the plan, and the long run with its day and time."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.handlers.overview import ask, keep, leave_question
from bot.handlers.starts import gone, run_of
from bot.reading import WEEKDAY_DIGITS, read_minutes, read_time
from bot.screens import lengths as screens
from bot.visit import Visit
from scheduler import edits
from scheduler.rhythm import WEEK, Start


async def _length(visit: Visit, value: str = "", *_: str) -> bool:
    minutes = read_minutes(value)
    if not value:
        await ask(visit, "length", screens.length())
    elif minutes is not None:
        await keep(visit, run_minutes=minutes)
    else:
        return False
    return True


async def _minutes(visit: Visit, name: str, old: str = "", value: str = "", *_: str) -> bool:
    """Ask how long one run is, or keep it."""
    plan, usual = visit.runner.plan, visit.runner.run_minutes
    found = run_of(plan, name, old)
    if found is None:
        return await gone(visit, old)
    day, start = found
    minutes = read_minutes(value)
    if not value:
        question = screens.minutes_of(plan, day, start, usual)
        await ask(visit, f"minutes:{name}:{old}", question)
    elif minutes is None and value != screens.USUAL:
        return False
    else:
        starts = edits.changed(plan, day, start.wall, replace(start, minutes=minutes))
        await keep(visit, plan=starts or plan)
    return True


async def _long(visit: Visit, value: str = "", old: str = "", length: str = "", *_: str) -> bool:
    """Ask for the day, the time and the length of the long run, one after the other."""
    plan, usual = visit.runner.plan, visit.runner.run_minutes
    wall, minutes = read_time(old), read_minutes(length)
    if plan.cycle != WEEK or (old and wall is None) or (length and minutes is None):
        return False
    if not value:
        await leave_question(visit)
        await visit.show(screens.long_days(plan, usual))
    elif value == "none":
        await keep(visit, plan=edits.shortened(plan, usual))
    elif value not in WEEKDAY_DIGITS:
        return False
    elif wall is None:
        await ask(visit, f"long:{value}", screens.long_time(int(value)))
    elif minutes is None:
        question = screens.long_minutes(int(value), wall)
        await ask(visit, f"long:{value}:{wall:%H%M}", question)
    else:
        start = Start(wall, minutes)
        await keep(visit, plan=edits.with_long_run(plan, usual, int(value), start))
    return True


TAPS: Mapping[str, Callable[..., Awaitable[bool]]] = {
    "length": _length,
    "minutes": _minutes,
    "long": _long,
}
