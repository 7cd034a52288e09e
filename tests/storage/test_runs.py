"""A run card and its nudges are one: moved, cancelled and planned on together."""

from datetime import UTC, datetime, time, timedelta

import pytest

from scheduler.recurrence import Rhythm
from storage import runners, runs
from storage.db import Db
from storage.reminders import outbox, planner, snoozing
from tests.storage.passing_time import ADA, LEAD, NOW, THURSDAY, TUESDAY, kinds, play, set_up

HOUR = timedelta(hours=1)


async def only(db: Db, now: datetime = NOW) -> runs.Run:
    (run,) = await db.transaction(runs.upcoming, ADA, now)
    return run


@pytest.mark.usefixtures("ada")
async def test_the_next_planned_run_is_always_there(db: Db) -> None:
    run = await only(db)
    assert (run.start, run.planned, run.end) == (TUESDAY, "2026-03-03", TUESDAY + HOUR * 2 / 3)
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await only(db) == run


@pytest.mark.usefixtures("ada")
async def test_moving_a_run_moves_both_its_nudges(db: Db) -> None:
    run = await only(db)
    moved = await db.transaction(runs.move, ADA, run.id, TUESDAY + HOUR, NOW)
    assert moved is not None
    assert (moved.start, moved.moved) == (TUESDAY + HOUR, True)
    said = await play(db, NOW, TUESDAY + 3 * HOUR)
    assert kinds(said) == [("pre", "Tue 06:25"), ("post", "Tue 07:25")]


@pytest.mark.usefixtures("ada")
async def test_a_run_moved_after_its_nudge_is_announced_again(db: Db) -> None:
    run = await only(db)
    assert len(await play(db, NOW, TUESDAY - LEAD)) == 1
    await db.transaction(runs.move, ADA, run.id, TUESDAY + HOUR, TUESDAY - LEAD)
    said = await play(db, TUESDAY - LEAD, TUESDAY + 3 * HOUR)
    assert kinds(said) == [("pre", "Tue 06:25"), ("post", "Tue 07:25")]


@pytest.mark.usefixtures("ada")
async def test_no_run_cancels_both_and_plans_the_next(db: Db) -> None:
    run = await only(db)
    cancelled = await db.transaction(runs.cancel, ADA, run.id, NOW)
    assert cancelled is not None
    assert cancelled.state == "cancelled"
    assert (await only(db)).start == THURSDAY
    await db.transaction(planner.reconcile, ADA, NOW)
    assert (await only(db)).start == THURSDAY, "what was called off is not planned again"
    assert await play(db, NOW, THURSDAY - HOUR) == []


@pytest.mark.usefixtures("ada")
async def test_im_back_ends_the_run_and_takes_its_nudges_off(db: Db) -> None:
    run = await only(db)
    await play(db, NOW, TUESDAY)
    back = TUESDAY + timedelta(minutes=25)
    assert await db.transaction(runs.current, ADA, back) == run
    await db.transaction(runs.finished, ADA, run.id, back)
    assert await db.transaction(runs.current, ADA, back) is None
    assert (await only(db, back)).start == THURSDAY
    assert await play(db, back, back + 4 * HOUR) == []


@pytest.mark.usefixtures("ada")
async def test_a_second_im_back_says_nothing_new(db: Db) -> None:
    run = await only(db)
    await db.transaction(runs.finished, ADA, run.id, TUESDAY)
    assert await db.transaction(runs.finished, ADA, run.id, TUESDAY) is None
    assert await db.transaction(runs.cancel, ADA, run.id, TUESDAY) is None
    assert await db.transaction(runs.move, ADA, run.id, THURSDAY, TUESDAY) is None
    assert await play(db, TUESDAY, TUESDAY + HOUR) == []


@pytest.mark.usefixtures("ada")
async def test_a_run_today_put_there_twice_is_one(db: Db) -> None:
    start = NOW + 2 * HOUR
    first = await db.transaction(runs.add, ADA, start, NOW)
    second = await db.transaction(runs.add, ADA, start + timedelta(minutes=2), NOW)
    assert first is not None
    assert second is not None
    assert first.id == second.id
    assert kinds(await play(db, NOW, NOW + 4 * HOUR)) == [
        ("pre", "Mon 06:42"),
        ("post", "Mon 07:42"),
    ]


@pytest.mark.usefixtures("ada")
async def test_a_run_in_15_minutes_has_only_its_post_run_nudge(db: Db) -> None:
    await db.transaction(runs.add, ADA, NOW + timedelta(minutes=15), NOW)
    assert kinds(await play(db, NOW, NOW + 4 * HOUR)) == [("post", "Mon 05:55")]


@pytest.mark.usefixtures("ada")
async def test_another_runners_run_is_nobodys(db: Db) -> None:
    run = await only(db)
    await set_up(db, 2)
    assert await db.transaction(runs.get, 2, run.id) is None
    assert await db.transaction(runs.cancel, 2, run.id, NOW) is None
    assert await db.transaction(runs.move, 2, run.id, THURSDAY, NOW) is None
    assert await only(db) == run


@pytest.mark.usefixtures("ada")
async def test_a_changed_plan_changes_the_card(db: Db) -> None:
    await db.transaction(runners.change, ADA, plan=Rhythm.weekly({1: time(7, 15)}), lead=30)
    await db.transaction(planner.reconcile, ADA, NOW)
    run = await only(db)
    assert run.start == TUESDAY + HOUR / 2
    assert await db.transaction(outbox.next_due) == TUESDAY
    await db.transaction(runners.change, ADA, plan=Rhythm())
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await db.transaction(runs.upcoming, ADA, NOW) == ()
    assert await db.transaction(outbox.next_due) is None


@pytest.mark.usefixtures("ada")
async def test_an_earlier_day_in_the_plan_comes_first(db: Db) -> None:
    every_day = Rhythm.weekly(dict.fromkeys(range(7), time(7)))
    await db.transaction(runners.change, ADA, plan=every_day)
    await db.transaction(planner.reconcile, ADA, NOW)
    ahead = await db.transaction(runs.upcoming, ADA, NOW)
    assert [run.planned for run in ahead] == ["2026-03-02", "2026-03-03"], "a day and a half"


@pytest.mark.usefixtures("ada")
async def test_a_run_moved_far_does_not_stand_in_the_way_of_the_next(db: Db) -> None:
    run = await only(db)
    await db.transaction(runs.move, ADA, run.id, THURSDAY + 9 * HOUR, NOW)
    ahead = await db.transaction(runs.upcoming, ADA, NOW)
    assert [card.start for card in ahead] == [THURSDAY, THURSDAY + 9 * HOUR]


@pytest.mark.usefixtures("ada")
async def test_a_changed_plan_repeats_nothing_that_was_said(db: Db) -> None:
    await play(db, NOW, TUESDAY - LEAD)
    for weekly in ({2: time(9)}, {1: time(6, 45)}, {1: time(6, 50)}):
        await db.transaction(runners.change, ADA, plan=Rhythm.weekly(weekly))
        await db.transaction(planner.reconcile, ADA, TUESDAY - LEAD)
    assert [d.due for d in await play(db, TUESDAY - LEAD, TUESDAY + 4 * HOUR)] == []


@pytest.mark.usefixtures("ada")
async def test_a_new_zone_keeps_the_wall_clock(db: Db) -> None:
    await db.transaction(runners.change, ADA, zone="America/New_York")
    await db.transaction(planner.reconcile, ADA, NOW)
    assert (await only(db)).start == datetime(2026, 3, 3, 11, 45, tzinfo=UTC)


@pytest.mark.usefixtures("ada")
async def test_a_moved_run_keeps_its_time_through_other_changes(db: Db) -> None:
    run = await only(db)
    await db.transaction(runs.move, ADA, run.id, TUESDAY + HOUR, NOW)
    await db.transaction(runners.change, ADA, lead=10)
    await db.transaction(planner.reconcile, ADA, NOW)
    kept, _ = await db.transaction(runs.upcoming, ADA, NOW)
    assert (kept.id, kept.start) == (run.id, TUESDAY + HOUR)
    assert await db.transaction(outbox.next_due) == TUESDAY + HOUR - timedelta(minutes=10)


async def test_both_clock_changes_keep_the_wall_clock(db: Db) -> None:
    every_day = Rhythm.weekly(dict.fromkeys(range(7), time(6, 45)))
    await set_up(db, plan=every_day)
    for around in (datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 10, 22, tzinfo=UTC)):
        await db.transaction(planner.reconcile, ADA, around)
        await db.transaction(outbox.claim, around)
        said = await play(db, around, around + timedelta(days=6))
        starts = [due.start.astimezone() for due in said if due.kind == "pre" and due.start]
        assert len(starts) == 6
        hours = [start.astimezone(UTC).hour for start in starts]
        assert sorted(set(hours)) == [4, 5], "06:45 in Berlin is 05:45 or 04:45 UTC"


@pytest.mark.usefixtures("ada")
async def test_new_zone_rules_recompute_once(db: Db) -> None:
    page = await db.transaction(planner.retime, NOW)
    assert page == ADA
    assert await db.transaction(planner.retime, NOW, page) is None
    assert await db.transaction(planner.retime, NOW) is None
    assert await db.transaction(outbox.next_due) == TUESDAY - LEAD


@pytest.mark.usefixtures("ada")
async def test_back_after_a_snoozed_card_brings_no_other(db: Db) -> None:
    later = TUESDAY + 2 * HOUR
    *_, post = await play(db, NOW, later)
    assert post.run is not None
    assert await db.transaction(snoozing.snooze, ADA, post.id, later + HOUR)
    assert await db.transaction(runs.finished, ADA, post.run, later)
    assert (await db.transaction(outbox.claim, later + HOUR)).due == ()
