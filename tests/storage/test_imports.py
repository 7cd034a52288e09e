"""Runs from a calendar: once by their uid, in the place of the plan's, updated and called off."""

from datetime import datetime, timedelta

import pytest

from scheduler.calendars import PlannedRun
from scheduler.recurrence import Rhythm
from storage import imports, pauses, runners, runs, tables
from storage.db import Db
from storage.imports import Applied
from storage.reminders import planner
from tests.storage.passing_time import ADA, NOW, THURSDAY, TUESDAY, kinds, play

pytestmark = pytest.mark.usefixtures("ada")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FRIDAY = THURSDAY + DAY


def entry(
    uid: str, start: datetime, minutes: int | None = None, *, cancelled: bool = False
) -> PlannedRun:
    return PlannedRun(uid, start, minutes, "Easy run", cancelled)


async def bring(db: Db, *found: PlannedRun, now: datetime = NOW) -> Applied:
    await db.transaction(imports.keep, ADA, found, now)
    assert await db.transaction(imports.waiting, ADA) == found
    done = await db.transaction(imports.apply, ADA, now)
    assert await db.transaction(imports.waiting, ADA) == ()
    return done


async def cards(db: Db, now: datetime = NOW) -> list[tuple[str | None, str | None, datetime]]:
    return [
        (run.uid, run.planned, run.start) for run in await db.transaction(runs.upcoming, ADA, now)
    ]


async def test_a_new_run_is_a_card_with_its_reminders(db: Db) -> None:
    assert await bring(db, entry("a", FRIDAY, 90)) == Applied(added=1)
    said = await play(db, THURSDAY + DAY / 2, FRIDAY + 4 * HOUR)
    assert kinds(said) == [("pre", "Fri 05:25"), ("post", "Fri 07:15")]


async def test_it_takes_the_place_of_the_plans_run_of_that_day(db: Db) -> None:
    assert await bring(db, entry("a", TUESDAY + 5 * HOUR)) == Applied(added=1)
    assert await cards(db) == [
        ("a", "2026-03-03", TUESDAY + 5 * HOUR),
        (None, "2026-03-05", THURSDAY),
    ]
    said = await play(db, NOW, THURSDAY - DAY)
    assert kinds(said) == [("pre", "Tue 10:25"), ("post", "Tue 11:25")]


async def test_it_takes_a_place_the_plan_has_not_come_to_yet(db: Db) -> None:
    later = THURSDAY + 14 * DAY + HOUR
    await bring(db, entry("a", later), entry("b", later + 9 * HOUR))
    said = await play(db, later - DAY, later + DAY)
    assert [due.start for due in said if due.kind == "pre"] == [later, later + 9 * HOUR]


async def test_sending_it_again_updates_and_never_doubles(db: Db) -> None:
    await bring(db, entry("a", FRIDAY), entry("b", FRIDAY + DAY, 60))
    assert await bring(db, entry("a", FRIDAY), entry("b", FRIDAY + DAY, 60)) == Applied()
    changed = (entry("a", FRIDAY + HOUR), entry("b", FRIDAY + DAY, 75))
    assert await bring(db, *changed) == Applied(updated=2)
    assert [card for card in await cards(db) if card[0]] == [
        ("a", None, FRIDAY + HOUR),
        ("b", None, FRIDAY + DAY),
    ]
    said = await play(db, FRIDAY - HOUR, FRIDAY + DAY + 3 * HOUR)
    assert kinds(said) == [
        ("pre", "Fri 06:25"),
        ("post", "Fri 07:25"),
        ("pre", "Sat 05:25"),
        ("post", "Sat 07:00"),
    ]


async def test_what_the_calendar_calls_off_is_called_off(db: Db) -> None:
    await bring(db, entry("a", TUESDAY), entry("b", FRIDAY))
    off = (entry("a", TUESDAY, cancelled=True), entry("new", FRIDAY, cancelled=True))
    assert await bring(db, *off) == Applied(cancelled=1)
    assert await cards(db) == [(None, "2026-03-05", THURSDAY), ("b", None, FRIDAY)]
    assert await bring(db, entry("a", TUESDAY)) == Applied(), "what is off stays off"


async def test_what_the_runner_called_off_stays_off(db: Db) -> None:
    await bring(db, entry("a", FRIDAY))
    (run,) = [run for run in await db.transaction(runs.upcoming, ADA, NOW) if run.uid]
    await db.transaction(runs.cancel, ADA, run.id, NOW)
    assert await bring(db, entry("a", FRIDAY + HOUR)) == Applied()
    assert "a" not in {uid for uid, *_ in await cards(db)}


async def test_what_has_begun_or_is_over_stays_as_it_is(db: Db) -> None:
    await bring(db, entry("a", FRIDAY))
    begun = FRIDAY + HOUR / 2
    assert await bring(db, entry("a", FRIDAY + 3 * HOUR), now=begun) == Applied()
    assert await bring(db, entry("late", FRIDAY), now=begun) == Applied(), "it is past"
    current = await db.transaction(runs.current, ADA, begun)
    assert current is not None
    assert (current.uid, current.start) == ("a", FRIDAY)


async def test_a_run_the_runner_moved_keeps_its_own_card(db: Db) -> None:
    (run,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.move, ADA, run.id, TUESDAY + 2 * HOUR, NOW)
    await bring(db, entry("a", TUESDAY + 8 * HOUR))
    assert [start for *_, start in await cards(db)] == [
        TUESDAY + 2 * HOUR,
        TUESDAY + 8 * HOUR,
        THURSDAY,
    ]


async def test_an_imported_run_outlives_a_changed_plan(db: Db) -> None:
    await bring(db, entry("a", TUESDAY + HOUR))
    await db.transaction(runners.change, ADA, plan=Rhythm())
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await cards(db) == [("a", "2026-03-03", TUESDAY + HOUR)]


async def test_another_runner_may_have_the_same_file(db: Db) -> None:
    await bring(db, entry("a", FRIDAY))
    await db.transaction(runners.get_or_create, 2, 2, "Bob", NOW)
    await db.transaction(imports.keep, 2, [entry("a", FRIDAY)], NOW)
    assert await db.transaction(imports.apply, 2, NOW) == Applied(), "no zone, no times"
    await db.transaction(runners.change, 2, zone="UTC")
    await db.transaction(imports.keep, 2, [entry("a", FRIDAY)], NOW)
    assert await db.transaction(imports.apply, 2, NOW) == Applied(added=1)


async def test_what_waits_is_replaced_and_forgotten(db: Db) -> None:
    await db.transaction(imports.keep, ADA, [entry("a", FRIDAY)], NOW)
    await db.transaction(imports.keep, ADA, [entry("b", FRIDAY)], NOW)
    assert [one.uid for one in await db.transaction(imports.waiting, ADA)] == ["b"]
    await db.transaction(imports.drop, ADA)
    assert await db.transaction(imports.apply, ADA, NOW) == Applied()


async def test_a_run_that_comes_to_a_day_of_the_plan_takes_its_place_there(db: Db) -> None:
    await bring(db, entry("a", TUESDAY + HOUR))
    await bring(db, entry("a", THURSDAY + HOUR))
    assert await cards(db) == [
        (None, "2026-03-03", TUESDAY),
        ("a", "2026-03-05", THURSDAY + HOUR),
    ]
    await bring(db, entry("a", FRIDAY))
    said = await play(db, NOW, FRIDAY + HOUR)
    assert kinds(said)[::2] == [("pre", "Tue 05:25"), ("pre", "Thu 05:25"), ("pre", "Fri 05:25")]


async def test_nothing_is_imported_into_a_pause(db: Db) -> None:
    await db.transaction(pauses.pause, ADA, FRIDAY + HOUR, NOW)
    assert await bring(db, entry("a", FRIDAY), entry("b", FRIDAY + DAY)) == Applied(1, paused=1)
    assert [uid for uid, *_ in await cards(db) if uid] == ["b"]
    await db.transaction(pauses.resume, ADA, NOW)
    assert await bring(db, entry("a", FRIDAY)) == Applied(added=1)


async def test_a_run_that_comes_into_a_pause_is_taken_back(db: Db) -> None:
    await bring(db, entry("a", FRIDAY + DAY))
    await db.transaction(pauses.pause, ADA, FRIDAY + HOUR, NOW)
    assert await bring(db, entry("a", FRIDAY)) == Applied(paused=1)
    assert [uid for uid, *_ in await cards(db) if uid] == []


async def test_what_waited_before_all_day_entries_were_told_apart_still_opens(db: Db) -> None:
    await db.transaction(imports.keep, ADA, [entry("a", FRIDAY, 40)], NOW)
    older = '[{"uid": "a", "start": "%s", "minutes": 40, "title": "Easy run", "cancelled": false}]'
    change = tables.imports.update().values(body=older % FRIDAY.isoformat())
    await db.transaction(lambda conn: conn.execute(change).rowcount)
    assert await db.transaction(imports.waiting, ADA) == (entry("a", FRIDAY, 40),)
    assert await db.transaction(imports.waits, ADA, imports.mark([entry("a", FRIDAY, 40)]))
    assert not await db.transaction(imports.waits, ADA, imports.mark([entry("a", FRIDAY, 45)]))
