"""The door itself: whole transactions, every URL, and what outlives a power cut."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from content.events import Flagged
from storage import events, runners
from storage.db import Db, SilentDatabaseError, engine

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


async def test_a_function_that_fails_changes_nothing(db: Db) -> None:
    def half(conn: Connection) -> None:
        runners.get_or_create(conn, 1, 1, "Ada", NOW)
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        await db.transaction(half)
    assert await db.transaction(runners.ids) == ()


async def test_a_foreign_key_is_kept(db: Db) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await db.transaction(events.add, 404, Flagged(NOW, NOW.date(), "RB1"))


async def test_a_value_the_tables_forbid_is_refused(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    miles: Any = "miles"
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        await db.transaction(runners.change, 1, units=miles)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_psycopg(scheme: str) -> None:
    made = engine(f"{scheme}://user:secret@example.org/dorsi")
    assert (made.dialect.name, made.driver) == ("postgresql", "psycopg")


@pytest.mark.parametrize("url", ["mysql://x/y", "oracle://x/y"])
def test_another_database_is_refused_with_what_there_is(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite:///"):
        engine(url)


async def test_the_folder_of_the_file_is_made(tmp_path: Path) -> None:
    db = Db(f"sqlite:///{tmp_path}/deep/er/dorsi.db")
    await db.prepare()
    await db.prepare()
    await db.close()
    assert (tmp_path / "deep/er/dorsi.db").exists()


async def test_a_flag_is_on_the_disk_before_it_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "dorsi.db"
    db = Db(f"sqlite:///{path}")
    await db.prepare()
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    await db.transaction(events.add, 1, Flagged(NOW, NOW.date(), "RB1"))
    # The main file alone, as if the log had not been written: the checkpoint put it there.
    alone = tmp_path / "alone.db"
    alone.write_bytes(path.read_bytes())
    other = Db(f"sqlite:///{alone}")
    assert [
        event.flag
        for event in await other.transaction(events.history, 1)
        if isinstance(event, Flagged)
    ] == ["RB1"]
    await other.close()
    await db.close()


async def test_a_locked_file_is_an_error_and_not_a_lost_write(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dorsi.db"
    db = Db(url)
    await db.prepare()
    await db.transaction(lambda conn: conn.execute(text("PRAGMA busy_timeout=1")).all())
    with engine(url).begin(), pytest.raises(OperationalError, match="locked"):
        await db.transaction(runners.ids)
    assert await db.transaction(runners.ids) == ()
    await db.close()


async def test_nobody_waits_in_line_behind_a_locked_file_longer_than_their_patience(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/dorsi.db"
    db = Db(url, patience=0.1)
    await db.migrate()
    await db.transaction(lambda conn: conn.execute(text("PRAGMA busy_timeout=150")).all())
    with engine(url).begin():
        began = time.monotonic()
        taps = (db.transaction(runners.ids) for _ in range(12))
        ends = await asyncio.gather(*taps, return_exceptions=True)
        assert time.monotonic() - began < 0.25
        assert {type(end) for end in ends} == {SilentDatabaseError}
    await asyncio.sleep(0.06)
    assert await db.transaction(runners.ids) == (), "and none of them still waits in the thread"
    await db.close()


async def test_an_error_of_time_of_the_function_itself_stays_what_it_is(db: Db) -> None:
    def late(_: Connection) -> None:
        raise TimeoutError("of its own")

    with pytest.raises(TimeoutError, match="of its own"):
        await db.transaction(late)
