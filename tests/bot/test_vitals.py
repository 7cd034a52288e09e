"""What the bot stands on: a database that is locked, full or read-only is told apart."""

import shutil
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.jobs import jobs
from bot.ops import heartbeat, vitals
from bot.ops.heartbeat import Heartbeat
from bot.ops.vitals import Vitals
from storage.db import Db
from tests.bot.world import World, migrated

WELL = {"database": "ok", "disk": "ok"}


async def pragma(db: Db, setting: str) -> None:
    def set_it(conn: Connection) -> None:
        conn.exec_driver_sql(f"PRAGMA {setting}")

    await db.transaction(set_it)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Db]:
    shutil.copy(migrated(), tmp_path / "dorsi.db")
    there = Db(f"sqlite:///{tmp_path}/dorsi.db", patience=0.3)
    yield there
    await there.close()


async def test_all_is_well(db: Db) -> None:
    asked = Vitals(db)
    assert await asked.checks() == WELL
    assert await asked.checks() == WELL


async def fill(db: Db) -> None:
    """Fill a database whose file may not grow, down to the last byte a row could take."""
    statement = "INSERT INTO facts VALUES (hex(randomblob(4)), hex(zeroblob(?)))"

    def add(conn: Connection, size: int) -> None:
        conn.exec_driver_sql(statement, (size,))

    await pragma(db, "max_page_count=1")  # that is, as many as there are by now
    for size in (999, 99, 9, 0):
        with suppress(OperationalError):
            while True:
                await db.transaction(add, size)


async def test_a_full_disk_is_named(db: Db) -> None:
    await fill(db)
    assert (await Vitals(db).checks())["database"] == "the disk is full"


async def test_a_database_that_cannot_be_written_to_is_named(db: Db) -> None:
    await pragma(db, "query_only=1")
    assert (await Vitals(db).checks())["database"] == "it cannot be written to"


async def test_a_database_locked_by_another_program_does_not_answer(
    db: Db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vitals, "DATABASE_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "dorsi.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert (await Vitals(db).checks())["database"] == "no answer within 1 s"
    other.close()


async def test_little_room_on_the_disk_is_said_before_it_is_full(
    db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "SCARCE", 10**18)
    assert (await Vitals(db).checks())["disk"].startswith("only ")


async def test_it_writes_once_a_minute_and_reads_in_between(db: Db) -> None:
    def take_out(conn: Connection) -> int:
        return conn.exec_driver_sql("DELETE FROM facts WHERE name = 'alive'").rowcount

    now = 0.0
    asked = Vitals(db, lambda: now)
    taken = []
    for now in (0.0, 59.0, 60.0, 61.0):  # noqa: B007 - the clock above
        assert await asked.checks() == WELL
        taken.append(await db.transaction(take_out))
    assert taken == [1, 0, 1, 0]


async def test_the_bot_beats_what_is_not_well(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (beat,) = (
        job
        for job in jobs(world.services, world.running.intake, time.time)
        if job.name == "heartbeat"
    )
    heart = Heartbeat(Path(world.settings.heartbeat))
    await beat.run()
    assert heart.ill() is None
    monkeypatch.setattr(vitals, "DATABASE_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "dorsi.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await beat.run()
    other.close()
    assert heart.ill() == "database: no answer within 1 s"
