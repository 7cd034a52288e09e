"""The third schema keeps what the second one held, and can be left again."""

import json
from datetime import time
from typing import Any

import pytest
from sqlalchemy import Connection, delete, text

from scheduler.calendars import PlannedRun
from scheduler.recurrence import Rhythm, Start
from storage import imports, runners, runs
from storage import tables as now_as
from storage.db import Db
from storage.reminders import followups, forecast, planner
from tests.storage.passing_time import ADA, LEAD, NOW, THURSDAY, TUESDAY, look, play, set_up

Rows = list[dict[str, Any]]
AT = time(6, 45)
WEEKLY = Rhythm.weekly({1: AT, 3: AT})
AFTERNOON, EVENING = THURSDAY.replace(hour=15), THURSDAY.replace(hour=18)


def rows(conn: Connection, table: str) -> Rows:
    found = conn.execute(text(f"SELECT * FROM {table} ORDER BY id"))  # noqa: S608
    return [dict(row) for row in found.mappings()]


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own: the schema is what is tested."""
    return changing


@pytest.fixture
async def before(db: Db) -> dict[str, Rows]:
    """Return the rows of a second schema: a card that was said, one that waits, a run by hand."""
    await set_up(db, plan=WEEKLY)
    await look(db, TUESDAY - LEAD)
    await db.transaction(runs.add, ADA, AFTERNOON, TUESDAY)
    await db.migrate("0002")
    return {table: await db.transaction(rows, table) for table in ("runners", "runs", "nudges")}


async def test_every_row_is_kept_on_the_way_up(db: Db, before: dict[str, Rows]) -> None:
    await db.migrate("0003")
    assert before["runners"][0].pop("plan") == '{"1": "06:45", "3": "06:45"}'
    for table, kept in before.items():
        now = await db.transaction(rows, table)
        pairs = zip(now, kept, strict=True)
        assert [{name: row[name] for name in old} for row, old in pairs] == kept
    found = await db.transaction(rows, "nudges")
    assert [(row["state"], row["said"]) for row in found if row["kind"] == "pre"] == [
        ("sent", 1),
        ("waiting", 0),
    ]
    assert not any(row["leaving"] or row["tend_at"] for row in found)


@pytest.mark.usefixtures("before")
async def test_the_runner_reads_as_before_and_is_reminded_on(db: Db) -> None:
    await db.migrate()
    kept = await db.transaction(runners.get, ADA)
    assert kept is not None
    assert kept.plan == WEEKLY
    assert (kept.follow_up, kept.summary, kept.quiet.early, kept.ignored) == (True, True, False, 0)
    await db.transaction(planner.reconcile, ADA, TUESDAY)
    said = await play(db, TUESDAY, THURSDAY.replace(hour=20))
    assert [(due.kind, due.start) for due in said] == [
        ("post", TUESDAY),
        ("pre", THURSDAY),
        ("post", THURSDAY),
        ("pre", AFTERNOON),
        ("post", AFTERNOON),
    ]


async def test_no_id_is_given_again(db: Db, before: dict[str, Rows]) -> None:
    card = before["runs"][-1]["id"]
    nudge = before["nudges"][-1]["id"]
    await db.transaction(lambda conn: conn.execute(delete(now_as.runs)).rowcount)
    await db.migrate()
    made = await db.transaction(runs.add, ADA, EVENING, TUESDAY)
    assert made is not None
    assert made.id > card
    coming = await db.transaction(forecast.of, ADA, NOW)
    assert min(due.id for due in coming if due.run == made.id) > nudge


async def test_what_the_older_schema_cannot_hold_is_left_out_on_the_way_down(db: Db) -> None:
    twice = WEEKLY.with_day(1, Start(AT), Start(time(18), 30))
    await set_up(db, plan=twice, summary=True)
    await set_up(db, 2, plan=Rhythm.alternate(NOW.date(), Start(AT)))
    await db.transaction(imports.keep, ADA, [PlannedRun("a", EVENING, None, "Run", False)], NOW)
    await db.transaction(imports.apply, ADA, NOW)
    (card,) = await look(db, TUESDAY - LEAD)
    await db.transaction(followups.answered, ADA, card.id, TUESDAY)
    await db.migrate("0002")
    plans = [json.loads(row["plan"]) for row in await db.transaction(rows, "runners")]
    assert plans == [{"1": "06:45", "3": "06:45"}, {}], "a day's first run"
    found = await db.transaction(rows, "nudges")
    assert "week" not in {row["kind"] for row in found}
    assert {row["state"] for row in found} == {"waiting", "sent", "late"}
    await db.migrate()
    kept = await db.transaction(runners.get, ADA)
    assert kept is not None
    assert kept.plan == WEEKLY
