"""Several whole Dorsis on one PostgreSQL and one sandbox, each as a process of its own has it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from storage import session
from tests.bot.world import MONDAY, World, refused, usual
from tests.storage.conftest import Server

Start = Callable[[int], Awaitable[list[World]]]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a session look again so soon that no test waits for it."""
    monkeypatch.setattr(session, "BEAT", 0.02)
    monkeypatch.setattr(session, "FIRST_PAUSE", 0.02)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    """Return the one Telegram; no call of any process may be refused."""
    made = Telegram(Clock(MONDAY))
    await made.start()
    yield made
    await made.stop()
    assert refused(made) == []


@pytest.fixture
async def start(server: Server, telegram: Telegram, tmp_path: Path) -> AsyncIterator[Start]:
    """Return what starts so many Dorsis; the first of them has the first turn to poll."""
    server.clear()
    async with AsyncExitStack() as stack:

        async def started(count: int) -> list[World]:
            worlds = []
            for number in range(count):
                own = {
                    "token": SecretStr(telegram.token),
                    "api_url": telegram.url,
                    "database_url": server.url,
                    "heartbeat": str(tmp_path / f"heartbeat-{number}"),
                }
                world = World(telegram, telegram.clock, usual().model_copy(update=own))
                await world.start()
                stack.push_async_callback(world.stop)
                while not number and world.running.source.stands_by:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
                worlds.append(world)
            return worlds

        yield started
