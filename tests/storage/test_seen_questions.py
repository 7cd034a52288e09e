"""The question on the day after an urgent flag: once a day, never in the quiet."""

from datetime import UTC, datetime, time, timedelta

import pytest

from scheduler.reminders import Quiet
from storage import pauses, runners
from storage.db import Db
from storage.reminders import forecast, outbox, planner, seen_questions, snoozing
from storage.runners import RunnerFields
from tests.storage.passing_time import ADA, NOW, kinds, play, set_up

pytestmark = pytest.mark.usefixtures("ada")

# Monday is when the flag is told; Tuesday 10:00 in Berlin when it is asked about.
TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def flagged(db: Db, now: datetime = NOW) -> None:
    """Let a flag be told: reminders wait, and the question is made."""
    await db.transaction(pauses.stop, ADA, True, now)
    await db.transaction(seen_questions.wish, ADA, now)


async def waiting(db: Db, now: datetime = NOW) -> list[datetime]:
    """Return when the questions that wait will come."""
    return [one.due for one in await db.transaction(forecast.of, ADA, now) if one.kind == "seen"]


async def test_it_comes_once_and_alone_while_reminders_wait(db: Db) -> None:
    await flagged(db)
    await db.transaction(seen_questions.wish, ADA, NOW + HOUR)
    assert await db.transaction(outbox.next_due) == TEN
    said = await play(db, NOW, TEN + 5 * DAY, answering=False)
    assert kinds(said) == [("seen", "Tue 09:00")]
    await db.transaction(seen_questions.wish, ADA, NOW + 2 * HOUR)
    assert await waiting(db) == []


async def test_another_flag_on_another_day_is_asked_about_on_its_own(db: Db) -> None:
    await flagged(db)
    await db.transaction(seen_questions.wish, ADA, NOW + DAY)
    said = await play(db, NOW, TEN + 5 * DAY)
    assert kinds(said) == [("seen", "Tue 09:00"), ("seen", "Wed 09:00")]


async def test_a_pause_and_the_way_back_from_it_leave_it_there(db: Db) -> None:
    await flagged(db)
    await db.transaction(pauses.pause, ADA, NOW + 7 * DAY, NOW)
    await db.transaction(pauses.resume, ADA, NOW)
    await db.transaction(pauses.pause, ADA, NOW + 7 * DAY, NOW)
    assert kinds(await play(db, NOW, TEN + DAY)) == [("seen", "Tue 09:00")]


async def test_it_comes_while_everything_rests_and_however_long_nobody_answered(db: Db) -> None:
    await flagged(db)
    await db.transaction(runners.change, ADA, resting_until=TEN + DAY, ignored=7, offered=True)
    assert kinds(await play(db, NOW, TEN + DAY, answering=False)) == [("seen", "Tue 09:00")]
    ada = await db.transaction(runners.get, ADA)
    assert ada is not None
    assert ada.ignored == 7, "it is no reminder, so it cannot be ignored"


@pytest.mark.parametrize("state", [{"away": True}, {"gone": True}])
async def test_it_does_not_come_to_whom_nothing_is_sent(db: Db, state: RunnerFields) -> None:
    await flagged(db)
    await db.transaction(runners.change, ADA, **state)
    assert await db.transaction(outbox.next_due) is None
    assert await play(db, NOW, TEN + DAY, answering=False) == []


async def test_what_was_lifted_is_not_asked_about(db: Db) -> None:
    await flagged(db)
    await db.transaction(seen_questions.withdraw, ADA)
    assert await waiting(db) == []


@pytest.mark.parametrize(
    ("quiet", "due", "deadline"),
    [
        (Quiet(time(22), time(6)), TEN, TEN + 10 * HOUR),
        (Quiet(time(18), time(6)), TEN, TEN + 8 * HOUR),
        (Quiet(time(5), time(14)), TEN + 4 * HOUR, TEN + 14 * HOUR),
        (Quiet(time(0), time(0)), TEN, TEN + 10 * HOUR),
    ],
)
async def test_it_waits_for_the_end_of_the_quiet_hours_and_keeps_out_of_the_next(
    db: Db, quiet: Quiet, due: datetime, deadline: datetime
) -> None:
    await flagged(db)
    await db.transaction(runners.change, ADA, quiet=quiet)
    await db.transaction(planner.reconcile, ADA, NOW)
    (one,) = [one for one in await db.transaction(forecast.of, ADA, NOW) if one.kind == "seen"]
    assert (one.due, one.deadline) == (due, deadline)


async def test_it_moves_with_the_zone(db: Db) -> None:
    await flagged(db)
    await db.transaction(runners.change, ADA, zone="America/New_York")
    await db.transaction(planner.reconcile, ADA, NOW)
    assert await waiting(db) == [TEN + 6 * HOUR]


async def test_one_that_is_being_said_is_not_made_anew(db: Db) -> None:
    await flagged(db)
    (due,) = (await db.transaction(outbox.claim, TEN)).due
    await db.transaction(planner.reconcile, ADA, TEN)
    assert await db.transaction(outbox.mark_sent, [(due, 1)], TEN) == 1
    assert (await db.transaction(outbox.claim, TEN + HOUR)).due == ()


async def test_without_a_zone_it_comes_at_the_hour_of_the_flag(db: Db) -> None:
    await set_up(db, 2, zone=None)
    await db.transaction(seen_questions.wish, 2, NOW)
    await db.transaction(planner.reconcile, 2, NOW)
    (due,) = (await db.transaction(outbox.claim, NOW + DAY)).due
    assert (due.kind, due.runner, due.due) == ("seen", 2, NOW + DAY)
    await db.transaction(seen_questions.wish, 3, NOW)  # nobody we know


async def test_it_cannot_be_put_off(db: Db) -> None:
    await flagged(db)
    (due,) = (await db.transaction(outbox.claim, TEN)).due
    assert await db.transaction(snoozing.snooze, ADA, due.id, TEN + HOUR) is None
