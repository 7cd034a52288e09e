"""A rush of nudges in which the bot is killed again and again; what arrived is counted."""

import asyncio
import re
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bench.contenders import START, environment
from tests.bench.process import Watched, first_poll, spawn, watch
from tests.storage.full_database import Planted, fill, make_due, on_their_way

LONGEST = 0.9  # seconds that a bot lives after its first getUpdates, at most
USEFUL = timedelta(minutes=10)  # until the deadline of everything
FAST = "300"  # messages a second in the end, when nobody is killed any more

_TWICE = re.compile(r"Nudge (\d+) .*may come twice")

Claims = frozenset[int]  # nudges on their way


@dataclass(slots=True)
class Toll:
    """What a rush with kills came to; a life is the time from one start of the bot to its end."""

    nudges: dict[int, Planted]  # by runner
    arrived: list[tuple[int, int, datetime]] = field(default_factory=list)  # life, whose, when
    claimed: list[Claims] = field(default_factory=list)  # what each kill left in doubt
    logged: list[Counter[int]] = field(default_factory=list)  # what each life said of doubles

    @property
    def lost(self) -> set[int]:
        """Return the runners whose nudge did not arrive before its deadline."""
        in_time = {who for _, who, at in self.arrived if at < self.nudges[who].deadline}
        return self.nudges.keys() - in_time

    @property
    def doubles(self) -> list[tuple[int, int]]:
        """Return who was nudged once more, each with the life in which it was said before."""
        before: dict[int, int] = {}
        found = []
        for life, who, _ in self.arrived:
            if who in before:
                found.append((who, before[who]))
            before[who] = life
        return found

    @property
    def most_at_once(self) -> int:
        """Return how many doubles a single kill caused at most."""
        kills = Counter(life for _, life in self.doubles)
        return max(kills.values(), default=0)

    def may_come_twice(self, life: int) -> set[int]:
        """Return the nudges in doubt when this life began that it said again."""
        after = self.claimed[life] if life < len(self.claimed) else frozenset()
        return set(self.claimed[life - 1] - after) if life else set()

    def __str__(self) -> str:
        """Return the counts as a line."""
        words = sum(len(one) for one in self.logged)
        return (
            f"{len(self.claimed)} kills, {len(self.nudges)} nudges: {len(self.lost)} lost, "
            f"{len(self.doubles)} doubles, at most {self.most_at_once} by one kill; "
            f"{words} times the log said that one may come twice"
        )


@dataclass(slots=True)
class Rush:
    """The Telegram, the database and the bot in between that is started and killed."""

    telegram: Telegram
    watched: Watched
    settings: dict[str, str]
    db: Db
    folder: Path
    toll: Toll
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def life(self, **more: str) -> AsyncIterator[Process]:
        """Let the bot live while the block lasts, then kill it."""
        self.watched.asked.clear()
        log = self.folder / f"life-{len(self.toll.logged)}.log"
        with log.open("wb") as file:
            process = await spawn(START, {**self.settings, **more}, self.telegram, file)
            try:
                await first_poll(process, self.watched)
                yield process
            finally:
                if process.returncode is None:
                    process.kill()
                await process.wait()
        self.toll.logged.append(Counter(map(int, _TWICE.findall(log.read_text()))))

    def listen(self) -> None:
        """Note whatever arrives, in which life."""
        listen(self.telegram, self.toll, lambda: len(self.toll.logged), self.done)


def listen(telegram: Telegram, toll: Toll, life: Callable[[], int], done: asyncio.Event) -> None:
    """Note which of the nudges arrive in which life; `done` once each has."""
    waiting = set(toll.nudges)

    def look(what: str, message: Any) -> None:
        if what == "message":
            who = message.chat.chat_id
            toll.arrived.append((life(), who, datetime.now(UTC)))
            waiting.discard(who)
        if not waiting:
            done.set()

    for who in toll.nudges:
        chat = telegram.runner(who).chat
        chat.known = True
        chat.listeners.append(look)


async def rush(url: str, folder: Path, size: int, kills: int, seed: int) -> Toll:
    """Let `size` nudges be due now and kill the bot in between, each time at a random moment."""
    chance = Random(seed)  # noqa: S311 - the same moments every time
    async with planted_rush(url, folder, size) as one:
        for _ in range(kills):
            async with one.life():
                await asyncio.sleep(chance.uniform(0, LONGEST))
            one.toll.claimed.append(await one.db.transaction(on_their_way))
        async with one.life(DORSI_PER_SECOND=FAST):
            async with asyncio.timeout(USEFUL.total_seconds()):
                await one.done.wait()
            await _settled(one)
        return one.toll


async def _settled(one: Rush) -> None:
    """Wait until the last lease is over, so that every double there will be is there."""
    async with asyncio.timeout(USEFUL.total_seconds()):
        while await one.db.transaction(on_their_way):  # noqa: ASYNC110 - another process settles them
            await asyncio.sleep(0.2)


@asynccontextmanager
async def planted_rush(url: str, folder: Path, size: int) -> AsyncIterator[Rush]:
    """Let `size` nudges be due now on a database of their own, with no bot there yet."""
    now = datetime.now(UTC)
    await fill(url, 3 * size, now)
    db = Db(url)
    planted = await db.transaction(make_due, now, [now + USEFUL] * size)
    telegram = Telegram(Clock())
    watched = watch(telegram)
    toll = Toll({one.runner: one for one in planted})
    one = Rush(telegram, watched, environment(url, folder), db, folder, toll)
    one.listen()
    await telegram.start()
    try:
        yield one
    finally:
        await telegram.stop()
        await db.close()
