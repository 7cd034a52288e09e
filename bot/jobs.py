"""The jobs of the clock: nudges every second, a sign of life, limits that end, a day's upkeep."""

import asyncio
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.intake import Intake
from bot.ops.heartbeat import Heartbeat
from bot.ops.vitals import TICK_SECONDS, Vitals, age
from bot.reminders import dispatcher
from bot.services import Services
from scheduler.clock import Job
from storage import inbox, recording, retention
from storage.reminders import planner

BEAT_SECONDS = 15.0
HOUR_SECONDS = 3_600.0
DAY_SECONDS = 86_400.0
# Seconds of each second that are spent on forgetting; taps wait behind no more than one page.
SHARE = 0.1


def jobs(
    services: Services,
    intake: Intake,
    answered_at: Callable[[], float | None],
    unread: Callable[[], float] = lambda: 0.0,
) -> tuple[Job, ...]:
    """Return the jobs; `answered_at` is when Telegram last answered, in epoch seconds.

    It is None where Telegram calls us. `unread` is how many seconds updates that are there have
    not been read.
    """
    heartbeat, vitals = Heartbeat(Path(services.settings.heartbeat)), Vitals(services.db)

    async def nudge() -> None:
        await dispatcher.tick(services)
        services.meters.ticked()

    async def beat() -> None:
        moved = time.monotonic() - services.meters.moved_at
        checks = await vitals.checks() | {"reminders": age(moved, TICK_SECONDS)}
        await asyncio.to_thread(heartbeat.beat, answered_at(), unread(), checks)

    async def retime() -> None:
        last: int | None = 0
        while last is not None:
            last = await services.db.transaction(planner.retime, services.now(), last)

    async def holds() -> None:
        last: int | None = 0
        while last is not None:
            last = await services.db.transaction(
                recording.refresh, services.states, services.now(), last
            )

    return (
        Job("nudges", nudge, seconds=1.0),
        Job("sweep", intake.sweep, seconds=1.0),
        Job("heartbeat", beat, seconds=BEAT_SECONDS),
        Job("zone rules", retime, seconds=DAY_SECONDS),
        Job("holds", holds, seconds=HOUR_SECONDS),
        Job("upkeep", Upkeep(services).go_on, seconds=1.0),
    )


class Upkeep:
    """One round a day through all runners, to forget what is long over; a little at a time."""

    def __init__(self, services: Services) -> None:
        self._dorsi = services
        self._after: int | None = 0
        self._done_on: date | None = None

    async def go_on(self) -> None:
        """Go on where the last look ended, for a moment; nothing once today's round is done."""
        clock, now = asyncio.get_running_loop().time, self._dorsi.now()
        if self._done_on == now.date():
            return
        until = clock() + SHARE
        while await self._dorsi.db.transaction(inbox.prune, now) and clock() < until:
            pass
        while self._after is not None and clock() < until:
            self._after = await self._dorsi.db.transaction(retention.prune, now, self._after)
        if self._after is None:
            self._after, self._done_on = 0, now.date()
