"""The bot is ended by SIGTERM again and again in the middle of a rush: nobody notices."""

import asyncio
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.ops import webhook_command
from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from storage.db import Db
from tests.bench.contenders import START, environment
from tests.bench.databases import postgres
from tests.bench.process import Watched, first_poll, spawn, watch
from tests.bot.http_servers import closed_port
from tests.storage.full_database import fill, make_due, on_their_way

SEED = 20_261_127
ENDS, TALKERS, NUDGES = 6, 240, 240
FIRST_TALKER = 1_000_000
USEFUL = timedelta(minutes=10)  # until the deadline of every nudge
MAY_TAKE = 25.0  # s for an end


@dataclass
class Rolling:
    """A Telegram, a database with nudges that are due, and a bot that comes and goes."""

    telegram: Telegram
    watched: Watched
    settings: dict[str, str]
    db: Db
    folder: Path
    log: str = ""
    took: list[float] = field(default_factory=list)  # s for each end
    heard: Counter[int] = field(default_factory=Counter)  # messages in each chat

    @asynccontextmanager
    async def life(self) -> AsyncIterator[None]:
        """Let a bot live while the block lasts, then ask it to end."""
        self.watched.asked.clear()
        path = self.folder / f"life-{len(self.took)}.log"
        with path.open("wb") as file:
            process = await spawn(START, self.settings, self.telegram, file)
            try:
                await self._takes_updates(process)
                yield
                began = asyncio.get_running_loop().time()
                process.terminate()
                assert await asyncio.wait_for(process.wait(), MAY_TAKE) == 0
                self.took.append(asyncio.get_running_loop().time() - began)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        self.log += path.read_text()

    async def _takes_updates(self, process: Process) -> None:
        port = self.settings.get("DORSI_WEBHOOK_PORT")
        if port is None:
            await first_poll(process, self.watched)
            return
        async with asyncio.timeout(30):
            while True:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", int(port))
                except OSError:
                    await asyncio.sleep(0.02)
                else:
                    writer.close()
                    return

    def listen(self, chats: list[int]) -> None:
        """Count what the bot says in these chats."""
        for who in chats:
            chat = self.telegram.runner(who).chat
            chat.known = True
            chat.listeners.append(
                lambda what, message: self.heard.update(
                    [message.chat.chat_id] if what == "message" and message.from_bot else []
                )
            )

    async def talk(self, chance: Random) -> None:
        """Let people say something, each once, at any moment of what is to come."""
        for who in range(FIRST_TALKER, FIRST_TALKER + TALKERS):
            await self.telegram.runner(who).say("/help")
            await asyncio.sleep(chance.uniform(0, 0.1))


async def roll(intake: str, url: str, folder: Path) -> tuple[Rolling, list[int]]:
    """Let the bot end in a rush again and again; return what came of it, and who was to hear."""
    chance, now = Random(SEED), datetime.now(UTC)  # noqa: S311 - the same moments every time
    await fill(url, 3 * NUDGES, now)
    db, telegram = Db(url), Telegram(Clock(), lapse=4)
    planted = await db.transaction(make_due, now, [now + USEFUL] * NUDGES)
    watched = watch(telegram)
    one = Rolling(telegram, watched, environment(url, folder), db, folder)
    chats = [each.runner for each in planted] + [FIRST_TALKER + at for at in range(TALKERS)]
    one.listen(chats)
    await telegram.start()
    try:
        if intake == "webhook":
            await hook(one)
        talking = asyncio.create_task(one.talk(chance))
        for _ in range(ENDS):
            async with one.life():
                await asyncio.sleep(chance.uniform(0.1, 1.2))
            assert await db.transaction(on_their_way) == frozenset()
        async with one.life(), asyncio.timeout(120):
            await talking
            while len(one.heard) < len(chats):  # noqa: ASYNC110 - another process speaks
                await asyncio.sleep(0.1)
    finally:
        await telegram.stop()
        await db.close()
    return one, chats


async def hook(one: Rolling) -> None:
    """Set the webhook to a port that each life opens."""
    port = str(closed_port())
    url = f"http://127.0.0.1:{port}/hook"
    more = {"intake": "webhook", "webhook_port": port, "webhook_url": url}
    one.settings |= {f"DORSI_{name.upper()}": value for name, value in more.items()}
    chosen = Settings(token=one.telegram.token, api_url=one.telegram.url, **more)  # type: ignore[arg-type]
    told = await webhook_command.with_bot(chosen, lambda bot: webhook_command.put(bot, chosen))
    assert not told.wrong


def check(one: Rolling, chats: list[int]) -> None:
    """Hold a rush against what is promised, and print how long the ends took."""
    print(f"seed {SEED}: ends took {[round(took, 2) for took in one.took]} s")  # noqa: T201 - as above
    assert one.heard == Counter(chats), "each is reached, and nobody twice"
    assert "may come twice" not in one.log
    assert "ERROR" not in one.log
    assert "Traceback" not in one.log
    assert max(one.took) < MAY_TAKE


@pytest.mark.long
@pytest.mark.parametrize("intake", ["poll", "webhook"])
async def test_ends_in_a_rush_lose_and_double_nothing_on_sqlite(
    tmp_path: Path, intake: str
) -> None:
    check(*await roll(intake, f"sqlite:///{tmp_path}/dorsi.db", tmp_path))


@pytest.mark.long
async def test_ends_in_a_rush_lose_and_double_nothing_on_postgresql(tmp_path: Path) -> None:
    with postgres() as url:
        check(*await roll("webhook", url, tmp_path))
