"""How many taps a second a Telegram takes that is far away, of one process and of three."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bot.sandbox.faults import Fault, Kind
from tests.bench import taps
from tests.bench.contender import running
from tests.bench.contenders import HASTY, dorsi
from tests.bench.databases import postgres
from tests.scale import candidates
from tests.scale.scene import Plan, scene

WARM_UP = 5  # taps of each runner before anything is counted
AT_ONCE = {0.06: 96, 0.2: 192}  # runners who tap as fast as they see something, by the round trip


@dataclass(frozen=True, slots=True)
class Far:
    """What was measured at one distance, in seconds to and fro, by so many processes."""

    distance: float
    processes: int
    rate: float
    p50: float
    p95: float


async def alone(folder: Path, distance: float, count: int) -> Far:
    """Measure one process on SQLite that polls."""
    runners = AT_ONCE[distance]
    async with running(dorsi(folder), runners) as bot:
        await taps.tap_all(bot, WARM_UP * runners)
        with bot.telegram.faults.during(Fault(Kind.SLOW, seconds=distance)):
            busy = await taps.tap_all(bot, count)
            waits = sorted(await taps.tap_alone(bot, 40))
    return Far(distance, 1, busy.taps / busy.seconds, waits[20], waits[38])


async def together(folder: Path, distance: float, processes: int, seconds: float) -> Far:
    """Measure so many processes on PostgreSQL behind a load balancer, each tap a new practice."""
    plan = Plan(AT_ONCE[distance], processes)
    with postgres() as url:
        async with scene(candidates.dorsi(HASTY), url, folder, plan) as one:
            await one.crowd.go_on(100, 4, doubles=0)
            with one.telegram.faults.during(Fault(Kind.SLOW, seconds=distance)):
                before, began = (await one.settled()).taps, perf_counter()
                await one.crowd.go_on(2000, seconds, doubles=0)
                took = perf_counter() - began
                verdict = await one.settled()
    if not verdict.clean:
        raise RuntimeError(str(verdict))
    rate = (verdict.taps - before) / took
    return Far(distance, processes, rate, verdict.part(50), verdict.part(95))


async def measure(folder: Path, count: int, seconds: float) -> list[Far]:
    """Measure one process at both distances, and one and three behind a webhook at the nearer."""
    found = []
    for distance in AT_ONCE:
        own = folder / f"{distance:g}"
        own.mkdir()
        found.append(await alone(own, distance, count))
    for processes in (1, 3):
        own = folder / f"{processes}"
        own.mkdir()
        found.append(await together(own, min(AT_ONCE), processes, seconds))
    return found


def table(found: Sequence[Far]) -> str:
    """Lay the figures out."""
    lines = [f"{'':<44}{'taps/s':>8}{'p50':>11}{'p95':>11}"]
    for at, one in enumerate(found):
        how = "polls, SQLite" if at < len(AT_ONCE) else "webhook, PostgreSQL"
        name = f"{one.processes} × Dorsi ({how}), {one.distance * 1000:.0f} ms away"
        lines.append(
            f"{name:<44}{one.rate:>8.0f}{one.p50 * 1000:>8.0f} ms{one.p95 * 1000:>8.0f} ms"
        )
    single, several = found[-2:]
    lines.append(f"three processes take {several.rate / single.rate:.2f} × as many as one")
    return "\n".join(lines)
