"""On a journey everything that was set by a clock keeps its day and hour by the clock there."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.calendars import PlannedRun
from storage import imports, pauses, runners, runs, zone_change
from storage.db import Db
from storage.runners import UNTIL_I_SAY
from tests.storage.passing_time import ADA, NOW, THURSDAY, TUESDAY, kinds, play

pytestmark = pytest.mark.usefixtures("ada")

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# From Berlin; NOW is Monday 06:00 there.
TO_TOKYO, TO_NEW_YORK = -8 * HOUR, 6 * HOUR


async def starts(db: Db, now: datetime = NOW) -> list[datetime]:
    return [run.start for run in await db.transaction(runs.upcoming, ADA, now)]


async def test_a_moved_an_imported_and_an_added_run_keep_their_hour(db: Db) -> None:
    (planned,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.move, ADA, planned.id, TUESDAY + HOUR, NOW)
    await db.transaction(runs.add, ADA, TUESDAY + 12 * HOUR, NOW)
    await db.transaction(
        imports.keep, ADA, [PlannedRun("a", THURSDAY + DAY, 60, "Run", False)], NOW
    )
    await db.transaction(imports.apply, ADA, NOW)
    before = await starts(db)
    await db.transaction(zone_change.arrive, ADA, "America/New_York", NOW)
    assert await starts(db) == [start + TO_NEW_YORK for start in before]
    said = await play(db, NOW, TUESDAY + DAY)
    shifted = [due.start for due in said if due.kind == "pre"]
    assert shifted == [TUESDAY + HOUR + TO_NEW_YORK, TUESDAY + 12 * HOUR + TO_NEW_YORK]
    assert all(due.deadline < due.start for due in said if due.kind == "pre" and due.start)


async def test_a_run_within_the_hour_begins_when_it_was_to(db: Db) -> None:
    await db.transaction(runs.add, ADA, NOW + HOUR, NOW)
    await db.transaction(zone_change.arrive, ADA, "Asia/Tokyo", NOW)
    assert (await starts(db))[0] == NOW + HOUR


async def test_a_run_whose_hour_has_passed_there_is_taken_back(db: Db) -> None:
    await db.transaction(runs.add, ADA, NOW + 5 * HOUR, NOW)
    await db.transaction(zone_change.arrive, ADA, "Asia/Tokyo", NOW)
    assert await starts(db) == [TUESDAY + TO_TOKYO]
    said = await play(db, NOW, NOW + 8 * HOUR)
    assert kinds(said) == []


@pytest.mark.parametrize(
    ("zone", "shift"), [("Asia/Tokyo", TO_TOKYO), ("America/New_York", TO_NEW_YORK)]
)
async def test_a_pause_ends_on_the_same_day_there(db: Db, zone: str, shift: timedelta) -> None:
    midnight = datetime(2026, 3, 4, 23, tzinfo=UTC)
    await db.transaction(pauses.pause, ADA, midnight, NOW)
    there = await db.transaction(zone_change.arrive, ADA, zone, NOW)
    assert there is not None
    assert there.paused_until == midnight + shift
    assert (await starts(db))[0] == THURSDAY + shift


async def test_a_pause_without_an_end_stays_without(db: Db) -> None:
    await db.transaction(pauses.pause, ADA, UNTIL_I_SAY, NOW)
    there = await db.transaction(zone_change.arrive, ADA, "Asia/Tokyo", NOW)
    assert there is not None
    assert there.paused_until == UNTIL_I_SAY


async def test_whoever_has_no_zone_yet_arrives_nowhere(db: Db) -> None:
    await db.transaction(runners.get_or_create, 2, 2, "Bob", NOW)
    assert await db.transaction(zone_change.arrive, 2, "Asia/Tokyo", NOW) is None
    assert await db.transaction(zone_change.arrive, 3, "Asia/Tokyo", NOW) is None
