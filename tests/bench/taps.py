"""How long from a tap to its screen, how many taps a second, and what each costs the bot."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from bot.sandbox.runner import Runner
from tests.bench.contender import Contender, Running, running

WARM_UP = 10  # taps of each runner before anything is counted
PATIENCE = 20.0  # seconds for one tap; a bot that needs more is broken, not slow


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: in each round one runner's taps one by one, then `runners` at once."""

    rounds: int = 12
    one_by_one: int = 120
    at_once: int = 576
    runners: int = 32  # so many that each has a few months of history in the end, not years


@dataclass(frozen=True, slots=True)
class Round:
    """What was measured of one bot in one round; `wait` is from the tap to its screen."""

    wait: float  # seconds, the median
    p95: float  # seconds, of the same waits
    rate: float  # taps a second
    cost: float  # CPU seconds a tap
    ours: float  # cores that this process needed beside it


@dataclass(slots=True)
class Figures:
    """What was measured of one bot: its start in seconds, memory in MB, idle and in the end."""

    started: float
    idle: float
    memory: float = 0.0
    rounds: list[Round] = field(default_factory=list)

    def median(self, what: str) -> float:
        """Return the median of one figure over all rounds."""
        return float(median(getattr(one, what) for one in self.rounds))

    def ratio(self, what: str, other: "Figures") -> float:
        """Return the median ratio to another bot, round by round: the machine's load cancels."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        ratios = (getattr(mine, what) / getattr(theirs, what) for mine, theirs in pairs)
        return float(median(ratios))


@dataclass(slots=True)
class Busy:
    """What taps took while many runners tapped: all in seconds, `ours` is this process's CPU."""

    taps: int = 0
    seconds: float = 0.0
    cpu: float = 0.0
    ours: float = 0.0


async def tap(bot: Running, runner: Runner) -> float | None:
    """Tap once and return the seconds until the bot changed what the runner sees.

    None when there is nothing to be tapped until the runner is made ready again.
    """
    shown: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def look(what: str, subject: Any) -> None:
        if what == "message" and subject.from_bot and not shown.done():
            shown.set_result(perf_counter())

    runner.chat.listeners.append(look)
    try:
        async with asyncio.timeout(PATIENCE):
            began = perf_counter()
            query = bot.contender.tap(runner)
            if query is None:
                return None
            ended = await shown
            await query.answer
    finally:
        runner.chat.listeners.remove(look)
    return ended - began


async def tap_alone(bot: Running, taps: int) -> list[float]:
    """Let one runner at a time tap, `taps` times in all; return the waits.

    They take turns, so that nobody's history grows as it never would in life.
    """
    waits: list[float] = []
    turns = cycle(bot.runners)
    while len(waits) < taps:
        runner = next(turns)
        await bot.contender.ready(runner)
        while len(waits) < taps and (wait := await tap(bot, runner)) is not None:
            waits.append(wait)
    return waits


async def tap_all(bot: Running, taps: int) -> Busy:
    """Let all runners tap as fast as the bot answers, `taps` times in all.

    What makes them ready again is left out of the time and the cost.
    """
    busy = Busy()
    while busy.taps < taps:
        await asyncio.gather(*(bot.contender.ready(runner) for runner in bot.runners))
        left = iter(range(taps - busy.taps))
        began, cpu, ours = perf_counter(), bot.cpu(), process_time()
        made = await asyncio.gather(*(_go_on(bot, runner, left) for runner in bot.runners))
        busy.taps += sum(made)
        busy.seconds += perf_counter() - began
        busy.cpu += bot.cpu() - cpu
        busy.ours += process_time() - ours
    return busy


async def _go_on(bot: Running, runner: Runner, left: Iterator[int]) -> int:
    """Let one runner tap while there is something to tap; return how often."""
    made = 0
    for _ in left:
        if await tap(bot, runner) is None:
            break
        made += 1
    return made


async def one_round(bot: Running, plan: Plan) -> Round:
    """Measure one bot while the others only poll."""
    waits = await tap_alone(bot, plan.one_by_one)
    busy = await tap_all(bot, plan.at_once)
    if bot.telegram.refused:
        raise RuntimeError(f"{bot.contender.name}: {bot.telegram.refused[0]}")
    return Round(
        wait=median(waits),
        p95=quantiles(waits, n=20)[-1],
        rate=busy.taps / busy.seconds,
        cost=busy.cpu / busy.taps,
        ours=busy.ours / busy.seconds,
    )


async def compare(contenders: Sequence[Contender], plan: Plan) -> dict[str, Figures]:
    """Measure all bots in turns, so that a busy minute of the machine hits them alike."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(running(each, plan.runners)) for each in contenders]
        found = {bot.contender.name: Figures(bot.started, bot.idle) for bot in bots}
        for bot in bots:
            await tap_all(bot, WARM_UP * plan.runners)
        for number in range(plan.rounds):
            for bot in bots if number % 2 == 0 else reversed(bots):
                found[bot.contender.name].rounds.append(await one_round(bot, plan))
        for bot in bots:
            found[bot.contender.name].memory = bot.memory()
    return found


def table(found: dict[str, Figures]) -> str:
    """Lay the figures out; below each bot but the first, its ratio to the first."""
    head = ("", "tap → screen", "p95", "taps/s", "CPU/tap", "start", "idle", "then", "our core")
    lines = ["{:<28}{:>13}{:>10}{:>9}{:>10}{:>9}{:>9}{:>9}{:>10}".format(*head)]
    first = next(iter(found.values()))
    for name, one in found.items():
        lines.append(
            f"{name:<28}{one.median('wait') * 1000:>10.2f} ms{one.median('p95') * 1000:>7.2f} ms"
            f"{one.median('rate'):>9.0f}{one.median('cost') * 1000:>7.2f} ms"
            f"{one.started:>7.2f} s{one.idle:>6.0f} MB{one.memory:>6.0f} MB"
            f"{one.median('ours'):>10.0%}"
        )
        if one is not first:
            times = [one.ratio(what, first) for what in ("wait", "p95", "rate", "cost")]
            lines.append("{:<28}{:>11.2f} ×{:>8.2f} ×{:>7.2f} ×{:>8.2f} ×".format("", *times))
    lines.append(f"{os.cpu_count()} cores; the server and the runners share one process with this.")
    return "\n".join(lines)
