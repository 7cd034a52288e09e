"""When runs begin: each run of the plan, one more on a day, or all of them at once."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import time

from bot.handlers.overview import ask, keep, leave_question, open_
from bot.reading import read_time
from bot.screens import starts as screens
from bot.screens.screen import Screen
from bot.visit import Visit
from scheduler import edits
from scheduler.rhythm import MOST_A_DAY, Rhythm, Start

ALL, FIRST, NEW = "all", "first", "new"


async def _times(visit: Visit, *_: str) -> bool:
    await leave_question(visit)
    await visit.show(screens.times(visit.runner.plan))
    return True


async def _time(visit: Visit, name: str, old: str = "", *_: str) -> bool:
    """Ask for the time of a run, of one more, or of all."""
    plan = visit.runner.plan
    if name == ALL:
        await ask(visit, f"set:{ALL}:{FIRST}", screens.time_of_all())
    elif old.startswith(NEW):
        return await _ask_another(visit, plan, name)
    elif found := run_of(plan, name, old):
        await ask(visit, f"set:{name}:{old}", screens.time_of(plan, *found))
    else:
        return await gone(visit, old)
    return True


async def _ask_another(visit: Visit, plan: Rhythm, name: str) -> bool:
    day = _day(plan, name)
    if day is None:
        return False
    if len(plan.days[day]) >= MOST_A_DAY:
        await _show_runs(visit, screens.full_day())
    else:
        await ask(visit, f"set:{name}:{screens.new(plan, day)}", screens.another(plan, day))
    return True


async def _set(visit: Visit, name: str, old: str = "", new: str = "", *_: str) -> bool:
    """Give a run another time, add one, or bring all days to one time."""
    plan, wall = visit.runner.plan, read_time(new)
    if wall is None:
        return False
    if name == ALL:
        await _keep(visit, edits.all_at(plan, wall), screens.time_of_all(), wall)
    elif old.startswith(NEW):
        return await _add(visit, plan, name, old, wall)
    elif found := run_of(plan, name, old):
        day, start = found
        changed = edits.changed(plan, day, start.wall, replace(start, wall=wall))
        await _keep(visit, changed, screens.time_of(plan, day, start), wall)
    elif run_of(plan, name, new):
        await open_(visit)  # a second tap: it is done
    else:
        return await gone(visit, old)
    return True


async def _add(visit: Visit, plan: Rhythm, name: str, new: str, wall: time) -> bool:
    """Add a run to a day; `new` names how many there were when it was asked for."""
    day = _day(plan, name)
    if day is None:
        return False
    if new != screens.new(plan, day) and edits.find(plan, day, wall):
        await open_(visit)  # a second tap: it is done
    elif len(plan.days[day]) >= MOST_A_DAY:
        await _show_runs(visit, screens.full_day())
    else:
        added = edits.added(plan, day, Start(wall))
        await _keep(visit, added, screens.another(plan, day), wall)
    return True


async def _drop(visit: Visit, name: str, old: str = "", *_: str) -> bool:
    """Take a run out of the plan; one that is out already stays out."""
    if read_time(old) is None:
        return False
    plan = visit.runner.plan
    if found := run_of(plan, name, old):
        day, start = found
        await keep(visit, plan=edits.without(plan, day, start.wall))
    else:
        await open_(visit)
    return True


def run_of(plan: Rhythm, name: str, old: str) -> tuple[int, Start] | None:
    """Return the day and start of the run a button names, None if it is not in the plan."""
    day, wall = _day(plan, name), read_time(old)
    start = edits.find(plan, day, wall) if day is not None and wall is not None else None
    return (day, start) if day is not None and start is not None else None


async def gone(visit: Visit, old: str) -> bool:
    """Show the runs that are there; False where the word never was the time of a run."""
    if read_time(old) is None:
        return False
    await _show_runs(visit, screens.gone())
    return True


def _day(plan: Rhythm, name: str) -> int | None:
    """Return the run day a button names, None if the plan has no such day (any more)."""
    return next((day for day in plan.days if screens.named(plan, day) == name), None)


async def _keep(visit: Visit, plan: Rhythm | None, question: Screen, wall: time) -> None:
    """Keep the changed plan; where two runs of a day would begin at once, ask again."""
    if plan is None:
        await visit.show(question.after(screens.same_time(wall)))
    else:
        await keep(visit, plan=plan)


async def _show_runs(visit: Visit, sentence: str) -> None:
    await leave_question(visit)
    await visit.show(screens.times(visit.runner.plan).after(sentence))


TAPS: Mapping[str, Callable[..., Awaitable[bool]]] = {
    "times": _times,
    "time": _time,
    "set": _set,
    "drop": _drop,
}
