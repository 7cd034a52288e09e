"""The tenth schema keeps when a break begins, and can be left again."""

from datetime import timedelta

import pytest
from sqlalchemy import Connection, inspect, text

from storage import pauses, runners
from storage.db import Db
from tests.storage.passing_time import ADA, NOW, set_up

DAY = timedelta(days=1)


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own, as its schema changes."""
    return changing


def columns(conn: Connection) -> set[str]:
    return {column["name"] for column in inspect(conn).get_columns("runners")}


def until(conn: Connection) -> object:
    return conn.scalar(text("SELECT paused_until FROM runners"))


async def test_down_and_up_again_a_break_that_is_on_is_as_it_was(db: Db) -> None:
    await set_up(db)
    await db.transaction(pauses.pause, ADA, NOW + 9 * DAY, NOW)
    before = await db.transaction(until)
    await db.migrate("0009")
    assert "paused_from" not in await db.transaction(columns)
    assert await db.transaction(until) == before
    await db.migrate()
    who = await db.transaction(runners.get, ADA)
    assert who is not None
    assert who.is_paused(NOW + DAY)


async def test_a_break_that_has_not_begun_is_left_out_on_the_way_down(db: Db) -> None:
    await set_up(db)
    far = NOW.replace(year=NOW.year + 50)
    await db.transaction(pauses.pause, ADA, far + 9 * DAY, NOW, far)
    await db.migrate("0009")
    assert await db.transaction(until) is None
    await db.migrate()
