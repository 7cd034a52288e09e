"""What the benches fill a database with is what Dorsi itself would have written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from storage.db import Db
from storage.reminders import outbox
from storage.tables import nudges as rows
from storage.tables import runs
from tests.storage.full_database import fill, make_due

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)


def _cards(conn: Connection) -> set[tuple[int, int, int, str]]:
    """Return every nudge with its runner, the runner of its run, and its run's slot."""
    joined = rows.join(runs, runs.c.id == rows.c.run)
    asked = select(rows.c.id, rows.c.runner, runs.c.runner, runs.c.id, rows.c.slot)
    found = conn.execute(asked.select_from(joined)).all()
    assert all(slot == f"run {run}" for _, _, _, run, slot in found)
    return {(number, whose, of, slot) for number, whose, of, _, slot in found}


async def test_every_copied_nudge_belongs_to_its_own_runner_and_run(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dorsi.db"
    assert await fill(url, 240, NOW) == 240
    db = Db(url)
    found = await db.transaction(_cards)
    await db.close()
    assert len(found) == 240
    assert all(whose == of for _, whose, of, _ in found)
    assert len({whose for _, whose, _, _ in found}) == 120


async def test_nothing_is_due_but_what_is_made_due(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/dorsi.db"
    await fill(url, 40, NOW)
    db = Db(url)
    assert (await db.transaction(outbox.claim, NOW + timedelta(days=1))).due == ()
    ends = [NOW + timedelta(minutes=minute) for minute in (9, 7, 8)]
    planted = await db.transaction(make_due, NOW, ends)
    due = (await db.transaction(outbox.claim, NOW)).due
    await db.close()
    assert [each.deadline for each in due] == sorted(ends)
    assert {each.id for each in due} == {each.id for each in planted}
