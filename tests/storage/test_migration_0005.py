"""The fifth schema forgets a practice's message and nothing else, and can be left again."""

from typing import Any

import pytest
from sqlalchemy import Connection, delete, text

from content.library import load
from content.practice import Practice, Said, Step
from storage import export, practices, tables
from storage.db import Db
from storage.practices import Kept
from tests.storage.passing_time import ADA, NOW, answered, set_up

LIBRARY = load()
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own: the schema is what is tested."""
    return changing


def rows(conn: Connection) -> Rows:
    """Return the practices and their reports with every column the database has now."""
    orders = {"practices": "SELECT * FROM practices", "events": "SELECT * FROM events"}
    return {
        name: [dict(row) for row in conn.execute(text(order)).mappings()]
        for name, order in orders.items()
    }


async def begun(db: Db) -> Kept:
    dose = LIBRARY.drills["seated_rotation"].rungs[2].dose
    steps = (Step("seated_rotation", 2, "left", dose, 2),)
    practice = Practice("after", "mat", False, steps, (Said(2, 2, dose),))
    return await db.transaction(practices.begin, ADA, practice, NOW, NOW.date())


async def test_up_only_the_message_goes_and_what_was_told_stays(db: Db) -> None:
    await set_up(db)
    kept = await begun(db)
    await db.transaction(answered, LIBRARY, ADA, kept.id, 0, "pinch", NOW)
    await db.migrate("0004")
    await db.transaction(
        lambda conn: conn.execute(text("UPDATE practices SET message = 77")).rowcount
    )
    before = await db.transaction(rows)
    assert [row.pop("message") for row in before["practices"]] == [77]
    assert [row["practice"] for row in before["events"]] == [kept.id]
    await db.migrate("0005")
    assert await db.transaction(rows) == before
    await db.migrate()
    opened = (await db.transaction(export.everything, ADA))["practices"]
    assert [(row["id"], "message" in row) for row in opened] == [(kept.id, False)]


async def test_down_and_up_again_nothing_is_lost_and_the_message_is_unknown(db: Db) -> None:
    await set_up(db)
    kept = await begun(db)
    before = await db.transaction(rows)
    await db.migrate("0004")
    assert [row["message"] for row in (await db.transaction(rows))["practices"]] == [None]
    await db.migrate("0005")
    assert await db.transaction(rows) == before
    assert await db.transaction(practices.get, ADA, kept.id) == kept


async def test_no_practice_gets_a_number_that_was_given_before(db: Db) -> None:
    await set_up(db)
    old = await begun(db)
    await db.transaction(lambda conn: conn.execute(delete(tables.practices)).rowcount)
    await db.migrate("0004")
    await db.migrate("0005")
    assert (await begun(db)).id > old.id
