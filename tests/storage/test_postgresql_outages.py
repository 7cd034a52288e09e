"""PostgreSQL that hangs, goes away or is replaced costs a tap a moment and no work twice."""

import asyncio
import time

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from storage import db as db_module
from storage import postgresql, runners
from storage.db import SilentDatabaseError
from tests.storage.conftest import Server
from tests.storage.line import Line, db_at, new_runner

SHORT = 0.36  # seconds for an answer, so that a test need not wait


def end_every_other(conn: Connection) -> None:
    conn.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    )


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an answer come within a moment; half as long for the first word of a connection."""
    monkeypatch.setattr(postgresql, "ANSWER", SHORT)
    monkeypatch.setattr(postgresql, "GREETING", SHORT / 2)
    monkeypatch.setattr(postgresql.Driver, "patience", SHORT / 2)


@pytest.mark.usefixtures("impatient")
async def test_a_server_that_hangs_is_given_up_within_the_patience(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db_module, "_TIME_TO_RETRY", SHORT / 2)
    async with db_at(line.url) as db:
        await db.transaction(runners.ids)
        line.hang()
        began = time.monotonic()
        with pytest.raises(OperationalError, match="no answer within"):
            await db.transaction(runners.ids)
        assert time.monotonic() - began < 3 * SHORT
        line.answer()
        await db.transaction(runners.ids)


async def test_whoever_waits_behind_those_that_hang_is_answered_too(line: Line) -> None:
    async with db_at(line.url, patience=SHORT) as db:
        await db.transaction(runners.ids)
        line.hang()
        taps = [db.transaction(runners.ids) for _ in range(30)]
        began = time.monotonic()
        ends = await asyncio.gather(*taps, return_exceptions=True)
        assert time.monotonic() - began < 3 * SHORT
        assert {type(end) for end in ends} == {SilentDatabaseError}
        line.answer()
        await db.transaction(runners.ids)


@pytest.mark.usefixtures("impatient")
async def test_a_connection_gone_silent_while_it_lay_idle_is_replaced(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "FRESH", 0.0)
    async with db_at(line.url) as db:
        await db.transaction(new_runner)
        line.hang()
        asyncio.get_running_loop().call_later(SHORT * 0.75, line.answer)
        assert await db.transaction(runners.ids) == (1,)
        assert line.made == 2


@pytest.mark.parametrize("fresh", [0.0, 60.0], ids=["idle", "just used"])
async def test_a_connection_that_was_ended_is_replaced_and_the_work_done_once(
    line: Line, server: Server, monkeypatch: pytest.MonkeyPatch, fresh: float
) -> None:
    monkeypatch.setattr(postgresql, "FRESH", fresh)
    async with db_at(line.url) as db:
        await db.transaction(runners.ids)
        with server.engine.begin() as conn:
            end_every_other(conn)
        await db.transaction(new_runner)
        assert await db.transaction(runners.ids) == (1,)
        assert line.made == 2


async def test_a_connection_lost_in_the_middle_is_tried_once_more_and_no_oftener(
    line: Line, server: Server
) -> None:
    tries = 0

    def unlucky(conn: Connection, losses: int) -> None:
        nonlocal tries
        tries += 1
        new_runner(conn, tries)
        if tries <= losses:
            with server.engine.begin() as other:
                end_every_other(other)
        conn.execute(text("SELECT 1"))

    async with db_at(line.url) as db:
        await db.transaction(unlucky, 1)
        assert await db.transaction(runners.ids) == (2,), "what the first try wrote is gone"
        tries = 0
        with pytest.raises(OperationalError):
            await db.transaction(unlucky, 9)
        assert tries == 2


async def test_a_commit_whose_answer_was_lost_is_not_said_again(line: Line) -> None:
    calls = 0
    loop = asyncio.get_running_loop()

    async def cut() -> None:
        line.cut()

    def last_word(conn: Connection) -> None:
        nonlocal calls
        calls += 1
        new_runner(conn, calls)
        asyncio.run_coroutine_threadsafe(cut(), loop).result()

    async with db_at(line.url) as db:
        with pytest.raises(OperationalError):
            await db.transaction(last_word)
        assert calls == 1, "it may have been kept"


async def test_a_row_held_by_a_line_that_went_dead_is_free_again_soon(
    line: Line, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql._LIMITS, "idle_in_transaction_session_timeout", "100ms")
    loop, hang = asyncio.get_running_loop(), [line.hang]

    def hold(conn: Connection) -> None:
        runners.lock(conn, 1)
        if hang:
            loop.call_soon_threadsafe(hang.pop())
        conn.execute(text("SELECT 1"))

    async with db_at(line.url) as cut_off, db_at(server.url) as other:
        await other.transaction(new_runner)
        held = asyncio.create_task(cut_off.transaction(hold))
        await asyncio.sleep(0.03)
        began = time.monotonic()
        await other.transaction(runners.lock, 1)
        assert time.monotonic() - began < 0.25
        line.answer()
        # The server had ended the first try; the second one went well.
        await held


async def test_a_server_that_may_only_be_read_from_now_on_is_left(line: Line) -> None:
    def demote(conn: Connection) -> None:
        conn.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))

    async with db_at(line.url) as db:
        await db.transaction(demote)
        await db.transaction(new_runner)
        assert line.made == 2
        assert await db.transaction(runners.ids) == (1,)


@pytest.mark.long
async def test_a_server_that_hangs_for_45_s_costs_a_tap_5_s_at_most(line: Line) -> None:
    async with db_at(line.url) as db:
        await db.transaction(new_runner)
        line.hang()
        loop = asyncio.get_running_loop()
        loop.call_later(45.0, line.answer)
        began, costs = loop.time(), []

        async def tap() -> None:
            asked = loop.time()
            with pytest.raises(SQLAlchemyError):
                await db.transaction(runners.ids)
            costs.append(loop.time() - asked)

        taps = []
        while loop.time() - began < 40.0:
            taps.append(asyncio.create_task(tap()))
            await asyncio.sleep(0.2)
        await asyncio.gather(*taps)
        assert max(costs) < 5.0
        await asyncio.sleep(max(0.0, 45.2 - (loop.time() - began)))
        began = loop.time()
        assert await db.transaction(runners.ids) == (1,)
        assert loop.time() - began < 5.0
