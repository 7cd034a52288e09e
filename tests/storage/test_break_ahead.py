"""A break planned ahead: what lies in it is taken back, what lies beside it stays."""

from datetime import datetime, time, timedelta

from scheduler.wall_clock import instant, local_day
from storage import pauses, runners, runs, zone_change
from storage.db import Db
from storage.reminders import forecast, planner
from tests.storage.passing_time import ADA, NOW, set_up

DAY = timedelta(days=1)
# From Thursday's to Monday's midnight in Vienna; NOW is Monday morning.
SINCE = instant(local_day(NOW + 3 * DAY, "Europe/Vienna"), time(), "Europe/Vienna")
UNTIL = SINCE + 4 * DAY


async def due(db: Db) -> list[datetime]:
    """Return when everything of the next two weeks is said."""
    coming = await db.transaction(forecast.until, ADA, NOW, NOW + 14 * DAY)
    return [one.due for one in coming]


async def test_nothing_comes_within_and_everything_else_does(db: Db) -> None:
    await set_up(db, rest_drill=time(12), desk_break=time(15))
    before = await due(db)
    assert [at for at in before if SINCE <= at < UNTIL]
    await db.transaction(pauses.pause, ADA, UNTIL, NOW, SINCE)
    assert await due(db) == [at for at in before if not SINCE <= at < UNTIL]
    await db.transaction(pauses.resume, ADA, NOW)
    assert await due(db) == before


async def test_a_run_set_for_the_break_is_taken_back_and_one_set_later_is_served(db: Db) -> None:
    await set_up(db)
    start = SINCE + timedelta(hours=12)
    await db.transaction(runs.add, ADA, start, NOW)
    await db.transaction(pauses.pause, ADA, UNTIL, NOW, SINCE)
    assert start - timedelta(minutes=20) not in await due(db)
    await db.transaction(runs.add, ADA, start, NOW)
    await db.transaction(planner.reconcile, ADA, NOW)
    assert start - timedelta(minutes=20) in await due(db)


async def test_a_break_keeps_its_days_on_a_journey(db: Db) -> None:
    await set_up(db)
    await db.transaction(pauses.pause, ADA, UNTIL, NOW, SINCE)
    who = await db.transaction(zone_change.arrive, ADA, "Asia/Tokyo", NOW)
    assert who is not None
    assert who.paused_from == SINCE - timedelta(hours=8)
    assert who.paused_until == UNTIL - timedelta(hours=8)


async def test_a_break_is_on_between_its_two_ends(db: Db) -> None:
    await set_up(db)
    await db.transaction(pauses.pause, ADA, UNTIL, NOW, SINCE)
    who = await db.transaction(runners.get, ADA)
    assert who is not None
    inside = (SINCE, UNTIL - timedelta(seconds=1))
    assert all(map(who.is_paused, inside))
    assert not any(map(who.is_paused, (NOW, SINCE - timedelta(seconds=1), UNTIL)))
