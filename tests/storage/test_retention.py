"""What is long settled is forgotten in small portions, and nothing that is still needed."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from content.events import Flagged
from scheduler.calendars import PlannedRun
from storage import events, imports, retention, runs
from storage import tables as rows
from storage.db import Db
from storage.reminders import forecast, outbox, snoozing
from storage.retention import FILES_KEPT, KEPT
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, play, set_up

DAY = timedelta(days=1)


async def pruned(db: Db, now: datetime, limit: int = 20) -> int:
    """Prune until all is done; return in how many portions."""
    portions, after = 0, await db.transaction(retention.prune, now, 0, limit)
    while after is not None:
        portions, after = portions + 1, await db.transaction(retention.prune, now, after, limit)
    return portions


def left(conn: Connection) -> list[datetime]:
    return sorted(conn.scalars(select(rows.nudges.c.due)))


def cards(conn: Connection) -> list[datetime]:
    return sorted(conn.scalars(select(rows.runs.c.start)))


@pytest.mark.usefixtures("ada")
async def test_what_was_settled_90_days_ago_is_forgotten_with_its_runs(db: Db) -> None:
    await play(db, NOW, NOW + 14 * DAY)
    now = NOW + KEPT + 7 * DAY
    await pruned(db, now)
    assert min(await db.transaction(left)) >= now - KEPT - DAY
    assert min(await db.transaction(cards)) >= now - KEPT - DAY
    assert len(await db.transaction(cards)) == 3, "the second week's and the next"


@pytest.mark.usefixtures("ada")
async def test_what_waits_or_is_looked_after_is_kept_however_old(db: Db) -> None:
    (claimed,) = (await db.transaction(outbox.claim, TUESDAY - LEAD)).due
    before = await db.transaction(left), await db.transaction(cards)
    await pruned(db, NOW + 400 * DAY)
    assert (await db.transaction(left), await db.transaction(cards)) == before
    await db.transaction(outbox.mark_sent, [(claimed, 1)], TUESDAY - LEAD)
    await pruned(db, NOW + 400 * DAY)
    assert (await db.transaction(left), await db.transaction(cards)) == before


@pytest.mark.usefixtures("ada")
async def test_the_plan_the_preview_and_the_export_go_on(db: Db) -> None:
    now = NOW + 100 * DAY
    await play(db, NOW, now)
    await db.transaction(events.add, ADA, Flagged(NOW, NOW.date(), "RB1"))
    shown = await db.transaction(forecast.until, ADA, now, now + 7 * DAY)
    await pruned(db, now)
    assert await db.transaction(forecast.until, ADA, now, now + 7 * DAY) == shown
    assert len(await play(db, now, now + 7 * DAY)) == len(shown) > 0
    assert len(await db.transaction(events.history, ADA)) == 1, "reports are kept for good"


@pytest.mark.usefixtures("ada")
async def test_a_run_without_a_reminder_is_forgotten_and_a_far_one_kept(db: Db) -> None:
    soon = await db.transaction(runs.add, ADA, NOW + timedelta(minutes=15), NOW)
    assert soon is not None
    await db.transaction(runs.finished, ADA, soon.id, NOW)
    far = PlannedRun("far", NOW + 300 * DAY, None, "Race", False)
    await db.transaction(imports.keep, ADA, [far], NOW)
    await db.transaction(imports.apply, ADA, NOW)
    await pruned(db, NOW + 100 * DAY)
    assert await db.transaction(runs.get, ADA, soon.id) is None
    assert far.start in await db.transaction(cards)


async def test_it_is_done_in_small_portions(db: Db) -> None:
    for runner in range(1, 6):
        await set_up(db, runner)
    await play(db, NOW, NOW + 3 * DAY)
    assert await pruned(db, NOW + KEPT + 7 * DAY, limit=2) == 3
    assert len(await db.transaction(cards)) == 5, "each runner's next"


async def test_a_button_on_a_forgotten_card_leads_nowhere(db: Db) -> None:
    await set_up(db)
    said = await play(db, NOW, NOW + 7 * DAY)
    later = NOW + KEPT + 8 * DAY
    await pruned(db, later)
    assert await db.transaction(forecast.card, ADA, said[0].id) is None
    assert await db.transaction(snoozing.snooze, ADA, said[0].id, later) is None
    await set_up(db, 2)
    newest = await db.transaction(forecast.of, 2, NOW)
    assert min(due.id for due in newest) > max(due.id for due in said), "no id is given again"


@pytest.mark.usefixtures("ada")
async def test_a_calendar_file_nobody_said_yes_to_goes_after_a_week(db: Db) -> None:
    run = PlannedRun("long", NOW + 200 * DAY, None, "Long run", cancelled=False)
    await db.transaction(imports.keep, ADA, [run], NOW)
    await pruned(db, NOW + FILES_KEPT)
    assert await db.transaction(imports.waiting, ADA) == (run,)
    await pruned(db, NOW + FILES_KEPT + DAY)
    assert await db.transaction(imports.waiting, ADA) == ()
