"""A rush: thousands of nudges due at once, while runners tap; what the taps wait beside it."""

import asyncio
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bench.contender import Running, running
from tests.bench.contenders import dorsi
from tests.bench.taps import tap
from tests.storage.full_database import Planted, fill, make_due

LIMIT = 30.0  # messages a second, Dorsi's default and Telegram's own limit
SEED = 645
SOONEST = 20.0  # seconds from the rush to the first deadline
SLACK = 1.1  # the last deadline comes so much later than the limit allows
PARTS = ("median", "p95", "p99", "worst")
REST = 3.0  # seconds after the rush that count neither as busy nor as calm


@dataclass(frozen=True, slots=True)
class Plan:
    """How many nudges, and how many runners tap how often (seconds); `calm` seconds each side."""

    nudges: int = 3000
    runners: int = 50
    every: float = 1.0
    calm: float = 50.0


@dataclass(slots=True)
class Figures:
    """Which nudges were due when, when each arrived, and when each tap waited how long (s)."""

    began: datetime
    nudges: dict[int, Planted]  # by runner
    arrived: list[tuple[int, datetime]] = field(default_factory=list)  # whose, in order
    taps: list[tuple[datetime, float]] = field(default_factory=list)

    @property
    def busy(self) -> list[float]:
        """What the taps during the rush waited, in seconds."""
        return [wait for at, wait in self.taps if self.began <= at <= self.arrived[-1][1]]

    @property
    def calm(self) -> list[float]:
        """What the taps before and after the rush waited, in seconds."""
        over = self.arrived[-1][1] + timedelta(seconds=REST)
        return [wait for at, wait in self.taps if at < self.began or at > over]

    @property
    def rate(self) -> float:
        """Nudges a second from the first to the last."""
        seconds = (self.arrived[-1][1] - self.arrived[0][1]).total_seconds()
        return (len(self.arrived) - 1) / seconds

    @property
    def late(self) -> int:
        """How many arrived at their deadline or after it."""
        return sum(at >= self.nudges[who].deadline for who, at in self.arrived)

    @property
    def inversions(self) -> int:
        """How many pairs arrived in the wrong order, the later deadline first."""
        seen: list[datetime] = []
        found = 0
        for who, _ in self.arrived:
            deadline = self.nudges[who].deadline
            found += len(seen) - bisect_right(seen, deadline)
            insort(seen, deadline)
        return found


async def measure(folder: Path, plan: Plan) -> Figures:
    """Let runners tap before, during and after a rush on a Dorsi of its own."""
    url = f"sqlite:///{folder}/dorsi.db"
    crowd = await fill(url, 4 * plan.nudges, datetime.now(UTC))
    async with running(dorsi(folder), plan.runners, after=crowd) as bot:
        began = datetime.now(UTC) + timedelta(seconds=plan.calm)
        figures = Figures(began, await _plant(url, plan, began))
        done = _watch(bot.telegram, figures)
        over = asyncio.Event()
        async with asyncio.TaskGroup() as tapping:
            for one in bot.runners:
                tapping.create_task(_go_on(bot, one, plan.every, figures, over))
            await done.wait()
            await asyncio.sleep(REST + plan.calm)
            over.set()
        if bot.telegram.refused:
            raise RuntimeError(str(bot.telegram.refused[0]))
        return figures


async def _plant(url: str, plan: Plan, began: datetime) -> dict[int, Planted]:
    """Let nudges be due when the rush begins; who has the earliest deadline is left to chance."""
    last = SOONEST + plan.nudges / LIMIT * SLACK
    chance = Random(SEED)  # noqa: S311 - the same rush every time
    seconds = [chance.uniform(SOONEST, last) for _ in range(plan.nudges)]
    db = Db(url)
    deadlines = [began + timedelta(seconds=each) for each in seconds]
    planted = await db.transaction(make_due, began, deadlines)
    await db.close()
    return {one.runner: one for one in planted}


def _watch(telegram: Telegram, figures: Figures) -> asyncio.Event:
    """Note what arrives at those who are nudged; the event is the arrival of the last."""
    done = asyncio.Event()

    def look(what: str, message: Any) -> None:
        if what == "message":
            figures.arrived.append((message.chat.chat_id, datetime.now(UTC)))
        if len(figures.arrived) == len(figures.nudges):
            done.set()

    for who in figures.nudges:
        chat = telegram.runner(who).chat
        chat.known = True
        chat.listeners.append(look)
    return done


async def _go_on(
    bot: Running, runner: Runner, every: float, figures: Figures, over: asyncio.Event
) -> None:
    """Let a runner tap about `every` so many seconds, until it is over."""
    chance = Random(runner.chat.chat_id)  # noqa: S311 - the same taps every time
    while not over.is_set():
        await bot.contender.ready(runner)
        wait: float | None = 0.0
        while wait is not None and not over.is_set():
            await asyncio.sleep(every * chance.uniform(0.5, 1.5))
            at = datetime.now(UTC)
            wait = await tap(bot, runner)
            if wait is not None:
                figures.taps.append((at, wait))


def table(figures: Figures) -> str:
    """Lay out how the nudges left, and what the taps waited beside them."""
    first = (figures.arrived[0][1] - figures.began).total_seconds()
    twice = len(figures.arrived) - len(figures.nudges)
    calm, busy = _waits(figures.calm), _waits(figures.busy)
    pairs = list(zip(calm, busy, strict=True))
    return "\n".join(
        [
            f"{len(figures.nudges):,} nudges at once: the first after {first:.2f} s",
            f"{figures.rate:.1f} a second, {figures.rate / LIMIT:.1%} of the limit; {twice} twice",
            f"{figures.inversions} pairs in the wrong order; {figures.late} late",
            "{:<28}{:>8}{:>12}{:>12}{:>12}{:>12}".format("the taps", "", *PARTS),
            f"{'without the rush':<28}{len(figures.calm):>8,}{_in_ms(calm)}",
            f"{'beside the rush':<28}{len(figures.busy):>8,}{_in_ms(busy)}",
            f"{'added':<36}{_in_ms([two - one for one, two in pairs])}",
            f"{'':<36}" + "".join(f"{two / one:>10.2f} ×" for one, two in pairs),
        ]
    )


def _waits(waits: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the PARTS of some waits."""
    parts = quantiles(waits, n=100)
    return median(waits), parts[94], parts[98], max(waits)


def _in_ms(waits: Sequence[float]) -> str:
    return "".join(f"{wait * 1000:>9.1f} ms" for wait in waits)
