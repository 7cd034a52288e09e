"""The session hears what is said, has the turn to poll alone, and knows soon if it is lost."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text

from storage import session as sessions
from storage import signals
from storage.db import Db
from storage.session import Session
from storage.signals import PoolerError
from tests.storage.conftest import Server
from tests.storage.line import Line


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a session look again so soon that no test waits for it."""
    monkeypatch.setattr(sessions, "BEAT", 0.02)
    monkeypatch.setattr(sessions, "ANSWER", 0.1)
    monkeypatch.setattr(sessions, "FIRST_PAUSE", 0.02)


@dataclass(slots=True)
class Ears:
    """What a session heard, and whether it was there."""

    heard: list[str] = field(default_factory=list)
    there: list[bool] = field(default_factory=list)


@asynccontextmanager
async def living(url: str, ears: Ears | None = None) -> AsyncIterator[Session]:
    ears = ears or Ears()
    session = Session(url, {"dorsi_forget": ears.heard.append}, ears.there.append)
    await session.open()
    task = asyncio.create_task(session.run())
    try:
        yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(3):
        while not what():  # noqa: ASYNC110 - no event
            await asyncio.sleep(0.005)


async def say(url: str, payload: str) -> None:
    db = Db(url)
    await db.transaction(signals.send, "dorsi_forget", payload)
    await db.close()


async def test_what_is_said_is_heard_by_every_process_also_after_a_lost_connection(
    server: Server,
) -> None:
    first, second = Ears(), Ears()
    async with living(server.url, first), living(server.url, second):
        await until(lambda: bool(first.there and second.there))
        await say(server.url, "7")
        await until(lambda: first.heard == second.heard == ["7"])
        with server.engine.connect() as conn:
            conn.execute(text(f"{END} WHERE application_name = '{sessions.NAME}'"))
        await until(lambda: first.there == second.there == [True, False, True])
        await say(server.url, "8")
        await until(lambda: first.heard == second.heard == ["7", "8"])


END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"


async def test_what_cannot_be_heeded_ends_nothing(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[int] = []
    session = Session(server.url, {"dorsi_forget": lambda said: heard.append(int(said))}, print)
    await session.open()
    task = asyncio.create_task(session.run())
    await until(lambda: session._line is not None)
    await asyncio.sleep(0.05)
    await say(server.url, "nonsense")
    await say(server.url, "9")
    await until(lambda: heard == [9])
    assert "cannot be heeded" in caplog.text
    task.cancel()


async def test_one_has_the_turn_and_the_next_gets_it_when_that_one_ends(server: Server) -> None:
    async with living(server.url) as second, living(server.url) as first:
        await until(lambda: first.mine.is_set() or second.mine.is_set())
        await asyncio.sleep(0.1)
        assert first.mine.is_set() != second.mine.is_set()
        has = first if first.mine.is_set() else second
        waits = second if has is first else first
        has.polls = False
        await until(waits.mine.is_set)
        assert has.lost.is_set()
        assert not has.mine.is_set()


async def test_a_line_that_goes_silent_is_noticed_and_its_turn_taken_by_another(
    line: Line, server: Server
) -> None:
    ears = Ears()
    async with living(line.url, ears) as first:
        await until(first.mine.is_set)
        async with living(server.url) as second:
            line.hang()
            await until(first.lost.is_set)
            assert not first.mine.is_set()
            line.cut()  # what the server's own keepalives come to
            await until(second.mine.is_set)
            line.answer()
            await until(lambda: ears.there == [True, False, True])
            assert not first.mine.is_set()


async def test_a_pooler_in_between_is_refused_with_a_sentence(line: Line) -> None:
    line.pooled = True
    with pytest.raises(PoolerError, match="DORSI_SESSION_URL"):
        await Session(line.url, {}, print).open()
