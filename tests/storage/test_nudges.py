"""What is due is said once, in time or not at all, and the next is always there."""

from datetime import time, timedelta

import pytest

from scheduler.recurrence import Rhythm
from storage import pauses, runners, runs
from storage.db import Db
from storage.reminders import followups, outbox
from storage.runners import RunnerFields
from tests.storage.lease_time import LeaseTime
from tests.storage.passing_time import ADA, LEAD, NOW, THURSDAY, TUESDAY, kinds, play, set_up


@pytest.mark.usefixtures("ada")
async def test_a_week_is_said_once_each(db: Db) -> None:
    said = await play(db, NOW, NOW + timedelta(days=7))
    assert kinds(said) == [
        ("pre", "Tue 05:25"),
        ("post", "Tue 06:25"),
        ("pre", "Thu 05:25"),
        ("post", "Thu 06:25"),
    ]
    assert (said[0].chat, said[0].zone, said[0].start, said[0].minutes) == (
        ADA + 100,
        "Europe/Berlin",
        TUESDAY,
        40,
    )


@pytest.mark.usefixtures("ada")
async def test_nothing_comes_before_its_time(db: Db) -> None:
    due = TUESDAY - LEAD
    assert await db.transaction(outbox.next_due) == due
    assert (await db.transaction(outbox.claim, due - timedelta(microseconds=1))).due == ()
    assert len((await db.transaction(outbox.claim, due)).due) == 1


@pytest.mark.usefixtures("ada")
async def test_a_claimed_nudge_comes_back_only_after_its_lease(db: Db) -> None:
    time = LeaseTime(db, TUESDAY - LEAD)
    first = (await db.transaction(outbox.claim, time.now)).due
    await time.goes_on(seconds=outbox.LEASE.total_seconds() - 1)
    assert (await db.transaction(outbox.claim, time.now)).due == ()
    await time.goes_on(seconds=1)
    (again,) = (await db.transaction(outbox.claim, time.now)).due
    assert again.id == first[0].id


@pytest.mark.usefixtures("ada")
async def test_a_failed_one_is_tried_again(db: Db) -> None:
    due = TUESDAY - LEAD
    (first,) = (await db.transaction(outbox.claim, due)).due
    await db.transaction(outbox.release, first.id, due + timedelta(seconds=5))
    assert (await db.transaction(outbox.claim, due + timedelta(seconds=4))).due == ()
    assert len((await db.transaction(outbox.claim, due + timedelta(seconds=5))).due) == 1


@pytest.mark.usefixtures("ada")
async def test_a_settled_one_never_comes_back(db: Db) -> None:
    (first,) = (await db.transaction(outbox.claim, TUESDAY - LEAD)).due
    assert await db.transaction(outbox.mark_sent, [(first, 5)], NOW) == 1
    assert await db.transaction(outbox.mark_sent, [(first, 5)], NOW) == 0
    assert await db.transaction(outbox.skip, [first.id], NOW) == 0
    await db.transaction(outbox.release, first.id, NOW)
    assert (await db.transaction(outbox.claim, TUESDAY)).due == ()


@pytest.mark.usefixtures("ada")
async def test_a_pre_run_nudge_never_arrives_after_the_run_began(db: Db) -> None:
    assert (await db.transaction(outbox.claim, TUESDAY)).due == ()
    assert kinds(await play(db, TUESDAY, THURSDAY)) == [
        ("post", "Tue 06:25"),
        ("pre", "Thu 05:25"),
    ]


@pytest.mark.usefixtures("ada")
async def test_after_a_week_off_only_what_is_useful_is_said(db: Db) -> None:
    back = NOW + timedelta(days=8, hours=1)
    assert (await db.transaction(outbox.claim, back)).due == ()
    assert await db.transaction(followups.tend, back) == 2, "the plan goes on"
    (ahead,) = await db.transaction(runs.upcoming, ADA, back)
    assert ahead.start > back
    assert kinds(await play(db, back, ahead.start + timedelta(hours=1)))[0][0] == "pre"


async def test_the_earliest_deadline_goes_first(db: Db) -> None:
    for runner, minute in ((1, 45), (2, 30), (3, 35)):
        await set_up(db, runner, plan=Rhythm.weekly({1: time(6, minute)}), lead=30)
    claimed = (await db.transaction(outbox.claim, TUESDAY - timedelta(minutes=20), 2)).due
    assert [due.runner for due in claimed] == [2, 3]


@pytest.mark.parametrize("state", [{"away": True}, {"stopped": True}])
@pytest.mark.usefixtures("ada")
async def test_nobody_is_nudged_who_is_away_or_flagged(db: Db, state: RunnerFields) -> None:
    await db.transaction(runners.change, ADA, **state)
    assert await play(db, NOW, NOW + timedelta(days=9)) == []
    assert await db.transaction(outbox.next_due) is None
    later = NOW + timedelta(days=9)
    await db.transaction(runners.change, ADA, stopped=False)
    await db.transaction(pauses.resume, ADA, later)
    assert kinds(await play(db, later, later + timedelta(days=2)))[0][0] == "pre"


@pytest.mark.usefixtures("ada")
async def test_a_pause_is_silent_and_ends_by_itself(db: Db) -> None:
    until = NOW + timedelta(days=14)
    await db.transaction(pauses.pause, ADA, until, NOW)
    said = await play(db, NOW, NOW + timedelta(days=16))
    assert [due.due for due in said] == [TUESDAY - LEAD + timedelta(days=14), said[-1].due]


@pytest.mark.usefixtures("ada")
async def test_a_pause_until_i_say_ends_when_i_say(db: Db) -> None:
    await db.transaction(pauses.pause, ADA, runners.UNTIL_I_SAY, NOW)
    assert await play(db, NOW, NOW + timedelta(days=8)) == []
    await db.transaction(pauses.resume, ADA, NOW)
    assert await db.transaction(outbox.next_due) == TUESDAY - LEAD


async def test_rest_days_and_the_desk_have_their_own_times(db: Db) -> None:
    await set_up(db, rest_drill=time(18), desk_break=time(15), plan=Rhythm.weekly({1: time(6, 45)}))
    said = await play(db, NOW, NOW + timedelta(days=7))
    by_kind = {kind: [f"{d.due:%a}" for d in said if d.kind == kind] for kind in ("rest", "desk")}
    assert by_kind == {
        "rest": ["Mon", "Wed", "Thu", "Fri", "Sat", "Sun"],
        "desk": ["Mon", "Tue", "Wed", "Thu", "Fri"],
    }


async def test_none_in_the_quiet_hours(db: Db) -> None:
    await set_up(db, plan=Rhythm.weekly({1: time(21, 30)}), rest_drill=time(23), desk_break=time(5))
    said = await play(db, NOW, NOW + timedelta(days=9))
    assert kinds(said) == [("pre", "Tue 20:10"), ("pre", "Tue 20:10")]


async def test_a_practice_at_the_desk_leaves_the_break_at_the_desk(db: Db) -> None:
    await set_up(db, plan=Rhythm(), desk_break=time(15))
    await db.transaction(followups.served, ADA, "desk", NOW.date(), NOW, NOW)
    said = await play(db, NOW, NOW + timedelta(hours=12))
    assert [due.kind for due in said] == ["desk"]
