"""The jobs of the clock: nudges every second, a sign of life, limits that end, a day's upkeep."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from bot import rounds
from bot.intake import Intake
from bot.links.following import Following
from bot.ops.heartbeat import Heartbeat
from bot.ops.vitals import TICK_SECONDS, Vitals, age
from bot.reminders import dispatcher
from bot.services import Services
from scheduler.clock import Job
from storage.backlog import backlog

BEAT_SECONDS = 15.0
# Seconds after which another process goes on with what one died over.
MINUTE = 60.0


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
    keeping, follows = rounds.keeping(services), services.settings.calendar_links == "on"
    heartbeat, vitals = Heartbeat(Path(services.settings.heartbeat)), Vitals(services.db)

    async def nudge() -> None:
        await dispatcher.tick(services)
        services.meters.ticked()

    async def beat() -> None:
        moved = time.monotonic() - services.meters.moved_at
        checks = await vitals.checks() | {"reminders": age(moved, TICK_SECONDS)}
        await asyncio.to_thread(heartbeat.beat, answered_at(), unread(), checks)

    async def count() -> None:
        found = await services.db.transaction(backlog, services.now())
        services.meters.backlog(found.undone, found.age, found.untold, found.processes)

    async def forget() -> None:
        services.states.drop_unused()

    return (
        Job("nudges", nudge, seconds=1.0),
        Job("sweep", intake.sweep, seconds=1.0),
        *((Job("leases", intake.hold, seconds=1.0),) if services.db.is_shared else ()),
        Job("heartbeat", beat, seconds=BEAT_SECONDS),
        *((Job("backlog", count, seconds=BEAT_SECONDS),) if services.settings.http_port else ()),
        Job("states", forget, seconds=MINUTE),
        Job("zone rules", rounds.zone_rules(services).go_on, seconds=MINUTE),
        Job("holds", rounds.holds(services).go_on, seconds=MINUTE),
        Job("upkeep", rounds.upkeep(services).go_on, seconds=1.0),
        *((Job("links", Following(services).go_on, seconds=MINUTE),) if follows else ()),
        *((Job("keeping", keeping.go_on, seconds=1.0),) if keeping else ()),
    )
