"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import time

from bot.handlers.overview import ask, keep, leave_question
from bot.reading import read_time
from bot.screens import reminders as screens
from bot.visit import Visit
from storage.runners import ScheduleFields

# What is said once a day, and the runner's field that holds its time.
DAILY: Mapping[str, Callable[[time | None], ScheduleFields]] = {
    "rest": lambda wall: {"rest_drill": wall},
    "desk": lambda wall: {"desk_break": wall},
}


async def _open(visit: Visit, *_: str) -> bool:
    await leave_question(visit)
    await visit.show(screens.reminders(visit.runner))
    return True


async def _lead(visit: Visit, value: str = "", *_: str) -> bool:
    if not value:
        await visit.show(screens.lead())
        return True
    if value not in map(str, screens.LEADS):
        return False
    await keep(visit, lead=int(value))
    return True


def _daily(kind: str) -> Callable[..., Awaitable[bool]]:
    async def take(visit: Visit, value: str = "", *_: str) -> bool:
        if not value:
            await ask(visit, kind, screens.daily(kind))
            return True
        wall = read_time(value)
        if wall is None and value != "off":
            return False
        await keep(visit, **DAILY[kind](wall))
        return True

    return take


TAPS: Mapping[str, Callable[..., Awaitable[bool]]] = {
    "reminders": _open,
    "lead": _lead,
    **{kind: _daily(kind) for kind in DAILY},
}
