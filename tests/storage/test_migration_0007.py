"""The seventh schema calls the columns of reminders by other names, and can be left again."""

from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from storage.db import Db
from storage.reminders import outbox
from tests.storage.passing_time import LEAD, TUESDAY, set_up

NEWER = {"claimable_at", "sending", "review_at", "times_sent"}
SINCE = {"leased_until"}


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own, as its schema changes."""
    return changing


def rows(conn: Connection) -> list[list[Any]]:
    """Return the values of all reminders, whatever their columns are called then."""
    found = conn.execute(text("SELECT * FROM nudges ORDER BY id")).mappings()
    return [[value for name, value in row.items() if name not in SINCE] for row in found]


def columns(conn: Connection) -> set[str]:
    return {column["name"] for column in inspect(conn).get_columns("nudges")}


async def test_down_and_up_again_every_row_is_as_it_was_and_is_claimed(db: Db) -> None:
    await set_up(db)
    before = await db.transaction(rows)
    assert before
    await db.migrate("0006")
    assert await db.transaction(rows) == before
    assert not await db.transaction(columns) & NEWER
    await db.migrate()
    assert await db.transaction(rows) == before
    assert await db.transaction(columns) > NEWER
    assert (await db.transaction(outbox.claim, TUESDAY - LEAD)).due


async def test_what_waits_still_needs_a_time_from_which_it_may_be_claimed(db: Db) -> None:
    await set_up(db)
    await db.migrate("0006")
    await db.migrate()
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        await db.transaction(
            lambda conn: conn.execute(text("UPDATE nudges SET claimable_at = NULL")).rowcount
        )
