"""One Dorsi on SQLite that polls: runners tap while nobody is there, and it is killed over that."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from bot.sandbox.clock import Clock
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bench.contenders import START, environment
from tests.bench.process import Watched, first_poll, python, spawn, watch
from tests.scale.candidates import dorsi
from tests.scale.crowd import Crowd
from tests.scale.judge import Verdict, judge

LONGEST = 0.4  # seconds that a bot lives after its first getUpdates, at most
FOR_ALL = 120.0  # seconds in which all that waits is seen to in the end
NOTING = python("-m", "tests.scale.noting_syncs")


@dataclass(slots=True)
class Polled:
    """What a run of kills needs, and what it came to; `dropped` are bytes that power cuts took."""

    telegram: Telegram
    watched: Watched
    crowd: Crowd
    folder: Path
    url: str
    cuts: bool
    hit: int = 0  # kills after which something waited
    dropped: list[int] = field(default_factory=list)

    @asynccontextmanager
    async def life(self) -> AsyncIterator[None]:
        """Let the bot live while the block lasts, then kill it."""
        self.watched.asked.clear()
        settings = environment(self.url, self.folder)
        settings["DORSI_SYNCED"] = str(self.folder / "synced")
        command = NOTING if self.cuts else START
        with (self.folder / "bot.log").open("ab") as log:
            process = await spawn(command, settings, self.telegram, log)
        try:
            await first_poll(process, self.watched)
            yield
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    def cut_the_power(self) -> None:
        """Take what no sync had put on the disk by the time of the kill out of the log."""
        log, index = (self.folder / f"dorsi.db-{end}" for end in ("wal", "shm"))
        synced = int((self.folder / "synced").read_text())
        size = log.stat().st_size
        with log.open("r+b") as file:
            file.truncate(min(size, synced))
        index.unlink(missing_ok=True)
        self.dropped.append(size - min(size, synced))

    async def verdict(self) -> Verdict:
        """Judge what there is so far; opened for this look only, as files are cut in between."""
        db = Db(self.url)
        effects = await db.transaction(dorsi().effects)
        await db.close()
        return judge(self.crowd.record, effects, dorsi().modulus)


async def tap_and_kill(
    folder: Path, kills: int, taps: int, seed: int, *, cuts: bool = False
) -> tuple[Polled, Verdict]:
    """Let `taps` taps wait for each life, kill it while it takes them, and judge the end."""
    chance = Random(seed)  # noqa: S311 - the same moments every time
    telegram = Telegram(Clock())
    watched = watch(telegram)
    crowd = Crowd(telegram, dorsi(), 4 * taps, seed)
    url = f"sqlite:///{folder}/dorsi.db"
    await dorsi().prepare(url, crowd.numbers)
    await telegram.start()
    telegram.faults.add(Fault(Kind.SLOW, seconds=0.01))
    one = Polled(telegram, watched, crowd, folder, url, cuts)
    try:
        for _ in range(kills):
            for who in chance.choices(crowd.runners, k=taps):
                crowd.tap(who)
            async with one.life():
                await asyncio.sleep(chance.uniform(0, LONGEST))
            one.hit += bool((await one.verdict()).faults[0]) if not cuts else 0
            if cuts:
                one.cut_the_power()
        async with one.life():
            verdict = await _settled(one)
        return one, verdict
    finally:
        await telegram.stop()


async def _settled(one: Polled) -> Verdict:
    """Wait until all is well, as long as that may come, and judge that."""
    clock = asyncio.get_running_loop().time
    ends = clock() + FOR_ALL
    while True:
        verdict = await one.verdict()
        if (verdict.clean and not one.telegram.waiting) or clock() > ends:
            return verdict
        await asyncio.sleep(0.5)
