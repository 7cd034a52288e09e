"""PostgreSQL's sessions: their limits, also behind a pooler, and what migrations may do."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from storage import postgresql, runners
from storage.db import engine
from tests.bot.http_servers import closed_port
from tests.storage.conftest import Server
from tests.storage.line import Line, db_at, new_runner

LIMITS = {
    "idle_in_transaction_session_timeout": "3s",
    "lock_timeout": "4s",
    "statement_timeout": "5s",
    "transaction_timeout": "10s",
    "TimeZone": "UTC",
}


def settings(conn: Connection) -> dict[str, str]:
    return {name: str(conn.scalar(text(f"SHOW {name}"))) for name in LIMITS}


async def test_every_session_has_its_limits(server: Server) -> None:
    async with db_at(server.url) as db:
        assert await db.transaction(settings) == LIMITS


async def test_a_lock_that_is_held_is_an_error_after_its_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.clear()
    monkeypatch.setitem(postgresql._LIMITS, "lock_timeout", "50ms")
    async with db_at(server.url) as db:
        await db.transaction(new_runner)
        with server.engine.begin() as conn:
            runners.lock(conn, 1)
            with pytest.raises(OperationalError, match="lock timeout"):
                await db.transaction(runners.lock, 1)


async def test_behind_a_pooler_each_transaction_brings_its_limits_and_leaves_none(
    line: Line,
) -> None:
    line.pooled = True

    def left(conn: Connection) -> dict[str, str]:
        driver: Any = conn.connection.dbapi_connection
        assert driver.prepare_threshold is None, "what is prepared would be another session's"
        driver.rollback()
        shown = {name: driver.execute(f"SHOW {name}").fetchone()[0] for name in LIMITS}
        return {name: value for name, value in shown.items() if name != "TimeZone"}

    async with db_at(line.url) as db:
        assert await db.transaction(settings) == LIMITS
        assert set((await db.transaction(left)).values()) == {"0"}


async def test_of_several_hosts_the_one_that_can_be_written_to_is_taken(server: Server) -> None:
    there = make_url(server.url)
    hosts = (f"127.0.0.1:{closed_port()}", f"{there.query['host']}:5432")
    url = there.set(query={"host": hosts}).render_as_string(hide_password=False)
    reading = text(f"ALTER DATABASE {there.database} SET default_transaction_read_only = on")
    both = text(f"ALTER DATABASE {there.database} RESET default_transaction_read_only")
    server.clear()
    async with db_at(url) as db:
        with server.engine.begin() as conn:
            conn.execute(reading)
        with pytest.raises(OperationalError, match="session is read-only"):
            await db.transaction(runners.ids)
        with server.engine.begin() as conn:
            conn.execute(both)
        await db.transaction(new_runner)


async def test_a_migration_may_take_its_time_but_waits_for_no_table_long(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgresql._LIMITS, "statement_timeout", "20ms")
    monkeypatch.setattr(postgresql, "_TABLE_WAITS", "40ms")
    server.clear()
    made = engine(server.url)
    with made.begin() as conn:
        postgresql.begin_migration(conn)
        conn.execute(text("SELECT pg_sleep(0.06)"))
        found = settings(conn)
        assert found == {**dict.fromkeys(LIMITS, "0"), "lock_timeout": "40ms", "TimeZone": "UTC"}
        with server.engine.begin() as other:
            new_runner(other)
            with pytest.raises(DBAPIError, match="lock timeout"):
                conn.execute(text("LOCK TABLE runners IN ACCESS EXCLUSIVE MODE"))
        conn.rollback()
    made.dispose()
    async with db_at(server.url) as db:
        assert (await db.transaction(settings))["statement_timeout"] == "20ms"


async def test_a_second_migration_waits_for_the_first(server: Server) -> None:
    order = []
    first, second = engine(server.url), engine(server.url)

    def another() -> None:
        with second.begin() as conn:
            postgresql.begin_migration(conn)
            order.append("second")

    with first.begin() as conn:
        postgresql.begin_migration(conn)
        waiting = asyncio.create_task(asyncio.to_thread(another))
        await asyncio.sleep(0.05)
        order.append("first")
    await waiting
    assert order == ["first", "second"]
    first.dispose()
    second.dispose()
