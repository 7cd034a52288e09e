"""What every tick asks is answered from an index, however many nudges are stored."""

import json

import pytest
from sqlalchemy import ClauseElement, Connection, insert, text
from sqlalchemy.sql.compiler import SQLCompiler

from storage import runners
from storage import tables as rows
from storage.db import Db
from storage.reminders import followups, load_leveling, outbox
from tests.storage.passing_time import NOW, SECOND

MANY = 3000
DAY = NOW + 86_400 * SECOND


def fill(conn: Connection) -> None:
    """Store many settled nudges and a few that wait."""
    runners.get_or_create(conn, 1, 1, "Ada", NOW)
    settled = {
        "state": "answered",
        "snoozes": 0,
        "times_sent": 1,
        "sending": False,
        "claimable_at": None,
    }
    waiting = {**settled, "state": "waiting", "times_sent": 0, "claimable_at": DAY}
    new = [
        {"runner": 1, "kind": "rest", "slot": f"{n}", "due": NOW, "deadline": DAY}
        | (waiting if n % 100 == 0 else settled)
        for n in range(MANY)
    ]
    conn.execute(insert(rows.nudges), new)


def plan_of(conn: Connection, asked: ClauseElement, values: dict[str, object]) -> str:
    """Return how the database answers a query."""
    compiled = asked.compile(conn)
    assert isinstance(compiled, SQLCompiler)
    named = compiled.construct_params(values)
    if conn.dialect.name == "sqlite":
        places = tuple(str(named[name]) for name in compiled.positiontup or ())
        found = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", places).all()
    else:
        found = conn.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {compiled}", named).all()
    return json.dumps([list(row) for row in found])


@pytest.mark.parametrize(
    ("asked", "values", "index"),
    [
        (outbox._LOCK_DUE, {"due_by": NOW, "now": NOW, "limit": 100}, "ix_nudges_waiting"),
        (outbox._FIND_NEXT_DUE, {}, "ix_nudges_waiting"),
        (followups._LOCK_TO_TEND, {"now": NOW, "limit": 50}, "ix_nudges_to_tend"),
        (load_leveling._COUNT, {"since": NOW, "until": NOW + 60 * SECOND}, "ix_nudges_waiting"),
    ],
    ids=["claim", "next_due", "tend", "crowd"],
)
async def test_what_a_tick_asks_is_in_an_index(
    db: Db, asked: ClauseElement, values: dict[str, object], index: str
) -> None:
    await db.transaction(fill)
    if "postgresql" in str(db._engine.url):
        await db.transaction(lambda conn: conn.execute(text("ANALYZE")))
    assert index in await db.transaction(plan_of, asked, values)
