"""What the clock runs: nudges every second, a sign of life, and the upkeep of a day."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot import nudges
from bot.dorsi import Dorsi
from bot.heartbeat import Heartbeat
from scheduler.clock import Job
from storage import plan, upkeep

BEAT_SECONDS = 15.0
DAY_SECONDS = 86_400.0


def jobs(dorsi: Dorsi, answered_at: Callable[[], float]) -> tuple[Job, ...]:
    """Return the jobs; `answered_at` is when Telegram last answered, in epoch seconds."""
    heartbeat = Heartbeat(Path(dorsi.settings.heartbeat))

    async def nudge() -> None:
        await nudges.tick(dorsi)
        dorsi.meters.ticked()

    async def beat() -> None:
        await asyncio.to_thread(heartbeat.beat, answered_at())

    async def keep_up() -> None:
        for task in (plan.retime, upkeep.prune):
            last: int | None = 0
            while last is not None:
                last = await dorsi.db.run(task, dorsi.now(), last)

    return (
        Job("nudges", nudge, seconds=1.0),
        Job("heartbeat", beat, seconds=BEAT_SECONDS),
        Job("upkeep", keep_up, seconds=DAY_SECONDS),
    )
