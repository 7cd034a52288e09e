"""What a million stored nudges cost: an idle tick, a start, memory, and each claim."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from bot.reminders.dispatcher import ALONE, tick
from storage.db import Db
from storage.reminders import followups, outbox
from tests.bench.databases import another, postgres
from tests.bench.instant import services
from tests.bench.starting import start
from tests.storage.full_database import fill, make_due

LEASE = timedelta(minutes=10)  # longer than the claims that are counted take
KINDS = ("SQLite", "PostgreSQL")


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is stored and how often each thing is looked at; the sizes rise."""

    sizes: tuple[int, ...] = (0, 100_000, 1_000_000)
    looks: int = 600
    rounds: int = 6  # the looks are taken in turns, so that a busy second hits every size alike
    starts: int = 5
    settled: float = 2.0  # seconds from the first nudge until memory is looked at
    claimed: int = 20_000


@dataclass(slots=True)
class Figures:
    """What was measured of one database: seconds, MB, and nudges a second."""

    stored: int
    looks: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    rate: float = 0.0
    tended: float = 0.0

    @property
    def look(self) -> float:
        """Seconds of an idle tick, the median."""
        return median(self.looks)

    @property
    def p95(self) -> float:
        """Seconds of an idle tick that one in twenty exceeds."""
        return quantiles(self.looks, n=20)[-1]


async def measure(folder: Path, plan: Plan) -> tuple[list[Figures], list[Figures]]:
    """Measure SQLite files and PostgreSQL databases of every size, the smallest first."""
    files = {size: f"sqlite:///{folder}/stored-{size}.db" for size in plan.sizes}
    lite = await look_at(files, folder, plan)
    with postgres() as url:
        served = {size: another(url, f"stored-{size}") for size in plan.sizes}
        return lite, await look_at(served, folder, plan)


async def look_at(urls: Mapping[int, str], folder: Path, plan: Plan) -> list[Figures]:
    """Fill the databases and measure them, the smallest first."""
    now = datetime.now(UTC)
    found = {url: Figures(await fill(url, size, now)) for size, url in urls.items()}
    await _idle(found, plan)
    for _ in range(plan.starts):
        for url, figures in found.items():
            one = await start(url, folder, plan.settled)
            figures.starts.append(one.first)
            figures.memory.append(one.memory)
    for url, figures in found.items():
        if figures.stored > plan.claimed:
            figures.rate, figures.tended = await _claimed(url, plan.claimed)
    return list(found.values())


async def _idle(found: Mapping[str, Figures], plan: Plan) -> None:
    """Let ticks look for what is due where nothing is."""
    now = datetime.now(UTC)
    async with AsyncExitStack() as stack:
        houses = [await stack.enter_async_context(services(url, lambda: now)) for url in found]
        for _ in range(plan.rounds):
            for house, figures in zip(houses, found.values(), strict=True):
                for _ in range(plan.looks // plan.rounds):
                    began = perf_counter()
                    assert await tick(house) == 0
                    figures.looks.append(perf_counter() - began)


async def _claimed(url: str, size: int) -> tuple[float, float]:
    """Return how many nudges a second are claimed and noted, and looked after then."""
    db = Db(url)
    now = datetime.now(UTC)
    await db.transaction(make_due, now, [now + LEASE] * size)
    noted, began = 0, perf_counter()
    while due := (await db.transaction(outbox.claim, now, ALONE.batch, LEASE)).due:
        await db.transaction(outbox.mark_sent, [(nudge, 1) for nudge in due], now)
        noted += len(due)
    rate = noted / (perf_counter() - began)
    assert noted == size
    tended, began = 0, perf_counter()
    while some := await db.transaction(followups.tend, now, ALONE.batch):
        tended += some
    after = tended / (perf_counter() - began)
    await db.close()
    return rate, after


def table(lite: Sequence[Figures], served: Sequence[Figures]) -> str:
    """Lay both out, a column a size, with the ratios of the largest to those before."""
    parts = [_part(kind, found) for kind, found in zip(KINDS, (lite, served), strict=True)]
    ratios = ", ".join(
        f"{one.rate / other.rate:.1f} × at {one.stored:,}"
        for one, other in zip(lite, served, strict=True)
        if other.rate
    )
    return "\n\n".join([*parts, f"claimed and noted, SQLite ÷ PostgreSQL: {ratios}"])


def _part(kind: str, found: Sequence[Figures]) -> str:
    first, last = found[0], found[-1]
    sizes = "".join(f"{one.stored:>13,}" for one in found)
    added = median(last.memory) - median(first.memory)
    return "\n".join(
        [
            f"{f'{kind}, nudges to come':<28}{sizes}{'÷ one before':>15}{'÷ first':>11}",
            _line("idle tick, median", "ms", [one.look * 1000 for one in found]),
            _line("idle tick, p95", "ms", [one.p95 * 1000 for one in found]),
            _line("start → first nudge", "s", [median(one.starts) for one in found]),
            _line("memory", "MB", [median(one.memory) for one in found]),
            _line("claimed and noted", "/s", [one.rate for one in found]),
            _line("looked after", "/s", [one.tended for one in found]),
            f"memory added by the nudges: {added:.1f} MB",
        ]
    )


def _line(name: str, unit: str, values: Sequence[float]) -> str:
    digits = 0 if max(values) > 1000 else 2
    written = "".join(f"{f'{value:,.{digits}f} {unit}' if value else '':>13}" for value in values)
    ratios = [f"{values[-1] / one:.2f} ×" if one else "" for one in (values[-2], values[0])]
    return f"{name:<28}{written}{ratios[0]:>15}{ratios[1]:>11}"
