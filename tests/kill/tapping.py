"""Runners who tap while nobody is there; the bot is killed while it takes what waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import Connection

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bench.contenders import AFRESH, HASTY, dorsi, environment
from tests.bench.process import Watched, first_poll, spawn, watch

LONGEST = 0.15  # seconds that a bot lives after its first getUpdates, at most
FOR_ALL = 60.0  # seconds in which all that waits is seen to in the end
TAPS = (":done", ":felt:nothing")


@dataclass(slots=True)
class Count:
    """What became of taps: how many there were, and of whom the last one changed nothing."""

    kills: int = 0
    taps: int = 0
    hit: int = 0  # kills after which taps still waited to be shown
    lost: list[int] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)  # whose screen is not of the turn they are at

    def __str__(self) -> str:
        """Return the counts as a line."""
        return (
            f"{self.kills} kills ({self.hit} in the middle), {self.taps} waiting taps: "
            f"{len(self.lost)} lost, {len(self.stale)} stale screens"
        )


@dataclass(slots=True)
class Crowd:
    """The runners, each with what their last tap should have changed."""

    telegram: Telegram
    watched: Watched
    settings: dict[str, str]
    runners: list[Runner]
    before: dict[int, str] = field(default_factory=dict)
    count: Count = field(default_factory=Count)

    @asynccontextmanager
    async def life(self) -> AsyncIterator[None]:
        """Let the bot live while the block lasts, then kill it."""
        self.watched.asked.clear()
        process = await spawn(HASTY, self.settings, self.telegram)
        try:
            await first_poll(process, self.watched)
            yield
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    @property
    def waiting(self) -> list[Runner]:
        """Return who looks at a screen that their tap did not change yet."""
        return [one for one in self.runners if self.before.get(one.user["id"]) == one.last.text]

    def tap(self) -> None:
        """Let everybody tap who sees what their last tap did."""
        late = self.waiting
        for one in self.runners:
            button = next((b for b in one.last.buttons if b.data.endswith(TAPS)), None)
            if one in late:
                continue
            self.before[one.user["id"]] = one.last.text
            self.count.taps += 1
            if button is None:
                one.forge_nowait(one.last, AFRESH)
            else:
                one.tap_nowait(one.last, button.data)


async def tap_and_kill(folder: Path, kills: int, runners: int, seed: int) -> Count:
    """Let runners tap while the bot is down, and kill it while it takes that; count the loss."""
    chance = Random(seed)  # noqa: S311 - the same moments every time
    telegram = Telegram(Clock())
    watched = watch(telegram)
    url = f"sqlite:///{folder}/dorsi.db"
    db = Db(url)
    await db.prepare()
    await telegram.start()
    one = dorsi(folder)
    people = [telegram.runner(number) for number in range(1, runners + 1)]
    crowd = Crowd(telegram, watched, environment(url, folder), people)
    telegram.faults.add(Fault(Kind.SLOW, seconds=0.01))
    try:
        async with crowd.life():
            for each in people:
                await one.enter(each)
                await one.ready(each)
        for _ in range(kills):
            crowd.tap()
            async with crowd.life():
                await asyncio.sleep(chance.uniform(0, LONGEST))
            crowd.count.kills += 1
            crowd.count.hit += bool(crowd.waiting)
        async with crowd.life():
            await _settled(crowd)
        crowd.count.lost = [each.user["id"] for each in crowd.waiting]
        turns = await db.transaction(_turns)
        crowd.count.stale = [
            each.user["id"] for each in people if not _shows(each, turns[each.user["id"]])
        ]
        return crowd.count
    finally:
        await telegram.stop()
        await db.close()


async def _settled(crowd: Crowd) -> None:
    """Wait until everybody sees what they tapped, as long as that may come."""
    try:
        async with asyncio.timeout(FOR_ALL):
            while crowd.waiting:  # noqa: ASYNC110 - another process draws the screens
                await asyncio.sleep(0.1)
    except TimeoutError:
        return


def _turns(conn: Connection) -> dict[int, tuple[int, int, bool]]:
    rows = conn.exec_driver_sql("SELECT runner, id, turn, open FROM practices ORDER BY id")
    return {row[0]: (row[1], row[2], bool(row[3])) for row in rows}


def _shows(runner: Runner, practice: tuple[int, int, bool]) -> bool:
    """Tell whether a runner's screen is of the turn their practice is at."""
    number, turn, is_open = practice
    data = [button.data for button in runner.last.buttons if button.data.startswith("d1:")]
    return any(one.startswith(f"d1:{number}:{turn}:") for one in data) if is_open else not data
