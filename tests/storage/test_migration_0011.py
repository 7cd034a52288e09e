"""The eleventh schema keeps links to calendars, and can be left again."""

import pytest
from sqlalchemy import Connection, inspect

from storage import links, runs
from storage.db import Db
from tests.storage.passing_time import ADA, NOW, set_up


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own, as its schema changes."""
    return changing


def columns(conn: Connection) -> set[str]:
    seen = inspect(conn)
    return {one["name"] for one in seen.get_columns("links")} if seen.has_table("links") else set()


async def test_down_links_are_forgotten_and_runs_stay_and_up_they_are_kept_again(db: Db) -> None:
    await set_up(db)
    await db.transaction(links.give, ADA, "https://plans.example/x.ics", NOW)
    before = await db.transaction(runs.upcoming, ADA, NOW)
    await db.migrate("0010")
    assert await db.transaction(columns) == set()
    await db.migrate()
    assert await db.transaction(columns) >= {"address", "digest", "next_at", "seen", "news"}
    assert await db.transaction(runs.upcoming, ADA, NOW) == before
    number = await db.transaction(links.give, ADA, "https://plans.example/x.ics", NOW)
    assert await db.transaction(links.get, ADA, number) is not None
