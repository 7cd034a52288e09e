"""How many nudges of one and the same minute are claimed, rendered and noted in a second."""

import gc
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, process_time

from bot.reminders.dispatcher import tick
from tests.bench.instant import services
from tests.bench.process import memory
from tests.storage.full_database import fill, make_due

USEFUL = timedelta(hours=1)  # until the deadline: longer than a burst takes


@dataclass(frozen=True, slots=True)
class Burst:
    """What a burst took: seconds of the clock and of the CPU, and MB before and after."""

    said: int
    seconds: float
    cpu: float
    before: float
    after: float


async def burst(folder: Path, size: int) -> Burst:
    """Say `size` nudges that are all due at the same time, and look after them."""
    url = f"sqlite:///{folder}/dorsi.db"
    now = datetime.now(UTC)
    await fill(url, 4 * size, now)
    async with services(url, lambda: now) as house:
        await house.db.transaction(make_due, now, [now + USEFUL] * size)
        gc.collect()
        before, began, cpu = memory(), perf_counter(), process_time()
        said = await tick(house)
        seconds, cpu = perf_counter() - began, process_time() - cpu
        gc.collect()
        return Burst(said, seconds, cpu, before, memory())


async def measure(folder: Path, size: int) -> str:
    """Measure a burst; return a line."""
    one = await burst(folder, size)
    return (
        f"{one.said:,} nudges at once, as fast as they can be said and looked after: "
        f"{one.said / one.seconds:.0f} a second, {one.said / one.cpu:.0f} a CPU second, "
        f"{one.before:.0f} → {one.after:.0f} MB"
    )
