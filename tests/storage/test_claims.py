"""Claiming and noting: each to one caller, in order, at most once more after a crash, and told."""

import asyncio
import logging
from datetime import time, timedelta

import pytest
from sqlalchemy import Connection, select

from scheduler.kinds import kinds_that
from scheduler.recurrence import Rhythm, Start
from storage import activity, pauses, runners, runs
from storage import tables as rows
from storage.db import Db
from storage.reminders import followups, outbox, planner
from storage.runners import RunnerFields
from tests.storage.lease_time import LeaseTime
from tests.storage.passing_time import ADA, LEAD, NOW, SECOND, TUESDAY, look, play, set_up

DUE = TUESDAY - LEAD
DAY = timedelta(days=1)


def states(conn: Connection) -> list[tuple[str, str]]:
    found = conn.execute(select(rows.nudges).order_by(rows.nudges.c.due, rows.nudges.c.id))
    return [(row.kind, row.state) for row in found]


async def test_a_crash_between_claim_and_note_says_it_once_more_and_so_in_the_log(
    db: Db, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(db)
    time = LeaseTime(db, DUE)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    assert await db.transaction(outbox.mark_sending, first, DUE)
    assert not caplog.messages
    await time.goes_on(seconds=outbox.LEASE.total_seconds())
    (again,) = (await db.transaction(outbox.claim, time.now)).due
    assert await db.transaction(outbox.mark_sending, again, DUE)
    assert caplog.messages == [f"Nudge {first.id} was on its way before: it may come twice"]
    assert await db.transaction(outbox.mark_sent, [(again, 5)], time.now) == 1
    assert await db.transaction(outbox.mark_sent, [(first, 4)], time.now) == 0, "noted once"


async def test_one_given_back_is_no_crash(db: Db, caplog: pytest.LogCaptureFixture) -> None:
    await set_up(db)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    await db.transaction(outbox.mark_sending, first, DUE)
    await db.transaction(outbox.release, first.id, DUE + 20 * SECOND)
    (again,) = (await db.transaction(outbox.claim, DUE + 20 * SECOND)).due
    assert await db.transaction(outbox.mark_sending, again, DUE)
    assert not caplog.messages


async def test_one_that_was_called_off_after_its_claim_does_not_leave(db: Db) -> None:
    await set_up(db)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    assert first.run is not None
    await db.transaction(runs.cancel, ADA, first.run, DUE)
    assert not await db.transaction(outbox.mark_sending, first, DUE)


async def test_what_comes_too_late_is_dropped_with_a_line_in_the_log(
    db: Db, caplog: pytest.LogCaptureFixture
) -> None:
    for runner in (1, 2, 3):
        await set_up(db, runner)
    caplog.set_level(logging.WARNING)
    claim = await db.transaction(outbox.claim, TUESDAY)
    assert (claim.due, claim.settled) == ((), {("pre", "late"): 3})
    assert caplog.messages == ["3 nudges came too late to be useful and were dropped"]
    assert [state for kind, state in await db.transaction(states) if kind == "pre"] == ["late"] * 3


async def test_many_are_noted_at_once_and_each_gets_its_next(db: Db) -> None:
    for runner in range(1, 121):
        await set_up(db, runner, rest_drill=time(7, 30), plan=Rhythm())
    now = NOW + timedelta(hours=1, minutes=30)
    claimed = (await db.transaction(outbox.claim, now, 1000)).due
    assert await db.transaction(outbox.mark_sent, [(due, due.id) for due in claimed], now) == 120
    assert await db.transaction(outbox.mark_sent, [(due, due.id) for due in claimed], now) == 0
    assert await db.transaction(outbox.mark_sent, [], now) == 0
    looked_after = 0
    while count := await db.transaction(followups.tend, now, 50):
        assert count <= 50
        looked_after += count
    assert looked_after == 120
    tomorrow = (await db.transaction(outbox.claim, now + DAY, 1000)).due
    assert len({due.runner for due in tomorrow}) == 120


async def test_threads_that_claim_note_and_tend_at_once_say_everything_once(
    db: Db, home: str
) -> None:
    for runner in range(1, 101):
        await set_up(db, runner)
    doors = [db, *(Db(home) for _ in range(3))]
    said: list[int] = []

    async def work(door: Db) -> None:
        while claimed := (await door.transaction(outbox.claim, DUE, 7)).due:
            assert await door.transaction(
                outbox.mark_sent, [(due, 1) for due in claimed], DUE
            ) == len(claimed)
            said.extend(due.runner for due in claimed)
            await door.transaction(followups.tend, DUE, 5)

    await asyncio.gather(*(work(door) for door in doors))
    assert sorted(said) == list(range(1, 101))
    for door in doors[1:]:
        await door.close()


@pytest.mark.parametrize(
    "held", [{"stopped": True}, {"away": True}, {"resting_until": TUESDAY}, {"gone": True}]
)
async def test_what_is_not_wanted_any_more_is_left_out(db: Db, held: RunnerFields) -> None:
    await set_up(db)
    await db.transaction(runners.change, ADA, **held)
    assert await look(db, DUE) == []
    assert ("pre", "skipped") in await db.transaction(states)


async def test_a_rest_leaves_the_plan_running(db: Db) -> None:
    await set_up(db)
    await db.transaction(runners.change, ADA, resting_until=TUESDAY + DAY)
    said = await play(db, NOW, NOW + 4 * DAY)
    assert [f"{due.due:%a}" for due in said] == ["Thu", "Thu"]


async def test_a_left_out_session_is_noted_as_hushed(db: Db) -> None:
    await set_up(db, ignored=3, offered=True, reminded=NOW)
    assert await look(db, DUE) == []
    assert await db.transaction(states) == [("pre", "hushed"), ("over", "waiting")]


async def test_a_machine_off_for_a_day_says_what_is_still_of_use(db: Db) -> None:
    twice = Rhythm({day: (Start(time(6, 45)), Start(time(11, 45))) for day in range(7)})
    await set_up(db, plan=twice)
    await play(db, NOW, DUE - SECOND)
    back = DUE + DAY + timedelta(minutes=5)
    said = await look(db, back)
    assert [(due.kind, due.due) for due in said] == [("pre", DUE + DAY)]
    late = [(kind, state) for kind, state in await db.transaction(states) if state == "late"]
    assert late == [("pre", "late"), ("post", "late")] * 2
    later = await play(db, back, back + DAY)
    assert [due.kind for due in later] == ["post", "pre", "post", "pre"], "the plan goes on"


async def test_new_zone_rules_recompute_once_and_keep_what_was_said(db: Db) -> None:
    await set_up(db)
    await look(db, DUE)
    page = await db.transaction(planner.retime, DUE)
    while page is not None:
        page = await db.transaction(planner.retime, DUE, page)
    assert await db.transaction(planner.retime, DUE) is None
    assert [due.kind for due in await play(db, DUE, TUESDAY + DAY)] == ["post"]


async def test_a_pause_takes_back_the_card_of_the_run_under_way(db: Db) -> None:
    await set_up(db)
    await look(db, DUE)
    await db.transaction(pauses.pause, ADA, TUESDAY + 7 * DAY, TUESDAY + 10 * SECOND)
    assert await play(db, TUESDAY, TUESDAY + 6 * DAY) == []
    assert await db.transaction(runs.current, ADA, TUESDAY + timedelta(minutes=5)) is None


async def test_no_card_before_a_run_comes_in_the_pause_it_ends(db: Db) -> None:
    await set_up(db)
    await db.transaction(pauses.pause, ADA, DUE + 5 * SECOND, NOW)
    said = await play(db, NOW, TUESDAY + timedelta(hours=1))
    assert [due.kind for due in said] == ["post"]


async def test_the_next_run_is_there_before_a_long_one_without_a_reminder_ends(db: Db) -> None:
    night = Rhythm({2: (Start(time(3), 420), Start(time(6, 45)))})
    await set_up(db, plan=night)
    said = await play(db, NOW, TUESDAY + DAY)
    assert [(due.kind, due.start) for due in said] == [("pre", TUESDAY + DAY)]


def test_a_reminder_is_one_that_asks_for_drills() -> None:
    reminders = kinds_that(lambda rules: rules.asks_for_drills)
    assert set(reminders) == {"pre", "post", "rest", "desk"}
    assert activity.SEEN_EVERY < LEAD


async def test_a_claim_that_somebody_else_has_by_now_is_not_said(db: Db) -> None:
    await set_up(db)
    time = LeaseTime(db, DUE)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    await time.goes_on(seconds=outbox.LEASE.total_seconds())
    (other,) = (await db.transaction(outbox.claim, time.now)).due
    assert not await db.transaction(outbox.mark_sending, first, time.now)
    assert await db.transaction(outbox.mark_sending, other, time.now, 3 * outbox.LEASE)
    await time.goes_on(seconds=2 * outbox.LEASE.total_seconds())
    assert (await db.transaction(outbox.claim, time.now)).due == (), "its lease is longer"


async def test_one_in_doubt_is_claimed_as_such_until_it_is_given_back(db: Db) -> None:
    await set_up(db)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    assert await db.transaction(outbox.mark_sending, first, DUE)
    later = DUE + 10 * SECOND
    await db.transaction(outbox.release, first.id, later, in_doubt=True)
    assert (await db.transaction(outbox.claim, DUE)).due == ()
    await db.transaction(outbox.give_back, [first.id], DUE)
    (again,) = (await db.transaction(outbox.claim, DUE)).due
    assert again.sending
    await db.transaction(outbox.release, first.id, DUE)
    (known,) = (await db.transaction(outbox.claim, DUE)).due
    assert not known.sending


async def test_one_that_was_settled_is_not_given_back(db: Db) -> None:
    await set_up(db)
    (first,) = (await db.transaction(outbox.claim, DUE)).due
    await db.transaction(outbox.skip, [first.id], DUE)
    await db.transaction(outbox.give_back, [first.id], DUE)
    await db.transaction(outbox.give_back, [], DUE)
    assert (await db.transaction(outbox.claim, DUE)).due == ()
