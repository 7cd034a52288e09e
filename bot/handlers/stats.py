"""Numbers for the host (`/stats`); for anyone else there is no such command."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.interaction import Interaction
from bot.screens import stats as screens
from bot.screens.screen import Screen
from bot.services import Services
from storage import stats
from storage.backlog import backlog

Count = Callable[[Connection, datetime, int], stats.Part]


def open_(interaction: Interaction) -> None:
    """Have it counted how many runners there are and what became of the reminders."""
    interaction.work("stats")


async def counted(services: Services, _: int) -> Screen:
    """Count over everyone, in pieces, and return what a host is shown."""
    now = services.now()
    crowd = await _whole(services, stats.count_runners, now)
    said = await _whole(services, stats.count_reminders, now)
    soon = await services.db.transaction(stats.due_until, now + timedelta(hours=1))
    size = await services.db.transaction(stats.size)
    left = await services.db.transaction(backlog, now)
    return screens.overview(crowd, said, soon, size, left)


async def _whole(services: Services, count: Count, now: datetime) -> Counter[str]:
    """Count slice by slice, so that nobody's tap waits for the whole."""
    total: Counter[str] = Counter()
    after: int | None = 0
    while after is not None:
        found, after = await services.db.transaction(count, now, after)
        total += found
    return total
