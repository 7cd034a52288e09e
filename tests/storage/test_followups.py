"""An unanswered reminder is followed up once, and only where that is of use."""

from datetime import time, timedelta

import pytest

from scheduler.kinds import POST_AGAIN
from scheduler.recurrence import Rhythm
from scheduler.reminders import Quiet
from storage import activity, pauses, runners, runs
from storage.db import Db
from storage.reminders import followups, outbox, snoozing
from tests.storage.passing_time import ADA, LEAD, NOW, SECOND, TUESDAY, look, play, set_up

MINUTE = timedelta(minutes=1)
DUE = TUESDAY - LEAD
# Half-way between the reminder and its deadline, a minute before the run.
AGAIN = DUE + timedelta(minutes=9.5)
BACK = TUESDAY + 40 * MINUTE


@pytest.fixture(autouse=True)
async def followed(db: Db) -> None:
    """Let there be a runner who is followed up, and runs on Tuesdays."""
    await set_up(db, follow_up=True, plan=Rhythm.weekly({1: time(6, 45)}))


async def test_each_card_is_followed_up_once_if_nobody_answers(db: Db) -> None:
    said = await play(db, NOW, TUESDAY + timedelta(days=2), answering=False)
    assert [(due.kind, due.times_sent, due.due) for due in said] == [
        ("pre", 0, DUE),
        ("pre", 1, AGAIN),
        ("post", 0, BACK),
        ("post", 1, BACK + POST_AGAIN),
    ]
    assert [due.message for due in said] == [None, 1, None, 1], "the first is overtaken"
    assert said[0].id == said[1].id


async def test_none_follows_a_sign_of_life(db: Db) -> None:
    await look(db, DUE)
    await db.transaction(activity.came, ADA, DUE + MINUTE)
    assert await play(db, DUE + MINUTE, BACK - SECOND, answering=False) == []


async def test_none_follows_a_card_that_was_tapped(db: Db) -> None:
    (card,) = await look(db, DUE)
    await db.transaction(followups.answered, 99, card.id, DUE)
    await db.transaction(followups.answered, ADA, card.id, DUE + SECOND)
    assert await play(db, DUE, BACK - SECOND, answering=False) == []
    kept = await db.transaction(runners.get, ADA)
    assert kept is not None
    assert kept.ignored == 0


async def test_another_runners_tap_answers_nothing(db: Db) -> None:
    (card,) = await look(db, DUE)
    await db.transaction(followups.answered, 99, card.id, DUE)
    assert len(await play(db, DUE, BACK - SECOND, answering=False)) == 1


async def test_none_follows_a_snooze(db: Db) -> None:
    (card,) = await look(db, DUE)
    await db.transaction(snoozing.snooze, ADA, card.id, DUE + 5 * MINUTE)
    said = await play(db, DUE, BACK - SECOND, answering=False)
    assert [(due.due, due.snoozes) for due in said] == [(DUE + 5 * MINUTE, 1)]


async def test_none_comes_where_the_runner_wants_none(db: Db) -> None:
    await db.transaction(runners.change, ADA, follow_up=False)
    said = await play(db, NOW, TUESDAY + timedelta(days=1), answering=False)
    assert [due.times_sent for due in said] == [0, 0]


async def test_none_comes_when_there_is_no_time_left_for_a_practice(db: Db) -> None:
    await set_up(db, 2, follow_up=True, lead=10)
    said = await play(db, NOW, TUESDAY, answering=False)
    assert [due.runner for due in said if due.times_sent == 0] == [ADA, 2]
    assert [due.runner for due in said if due.times_sent] == [ADA]


async def test_none_comes_after_the_run_was_called_off_or_moved(db: Db) -> None:
    await set_up(db, 2, follow_up=True)
    for card in await look(db, DUE):
        assert card.run is not None
        await db.transaction(activity.came, card.runner, DUE + 2 * MINUTE)
        if card.runner == ADA:
            await db.transaction(runs.cancel, ADA, card.run, DUE + 2 * MINUTE)
        else:
            later = TUESDAY + timedelta(hours=3)
            await db.transaction(runs.move, 2, card.run, later, DUE + 2 * MINUTE)
    said = await play(db, DUE + 2 * MINUTE, BACK + timedelta(hours=1), answering=False)
    assert said == []


async def test_none_comes_in_the_quiet_hours(db: Db) -> None:
    evening = TUESDAY.replace(hour=20, minute=30)  # 21:30 in Berlin; quiet from 22:00
    (run,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.move, ADA, run.id, evening - 40 * MINUTE, NOW)
    await play(db, NOW, evening - MINUTE)
    assert [due.kind for due in await look(db, evening)] == ["post"]
    assert await play(db, evening, evening + timedelta(hours=4), answering=False) == []


async def test_an_early_riser_is_followed_up_before_the_run_only(db: Db) -> None:
    early = Rhythm.weekly({1: time(5)})
    await set_up(db, follow_up=True, plan=early, quiet=Quiet(time(22), time(8), early=True))
    said = await play(db, NOW, TUESDAY + timedelta(hours=5), answering=False)
    assert [(due.kind, due.times_sent) for due in said] == [("pre", 0), ("pre", 1)]


async def test_a_standstill_that_swallows_its_time_swallows_it(db: Db) -> None:
    await look(db, DUE)
    assert await look(db, AGAIN + 3 * MINUTE) == []
    assert await look(db, AGAIN + 4 * MINUTE) == []


async def test_one_on_its_way_while_the_runner_answers_is_not_said(db: Db) -> None:
    await look(db, DUE)
    assert await db.transaction(followups.tend, AGAIN) == 1
    await db.transaction(activity.came, ADA, AGAIN)
    assert (await db.transaction(outbox.claim, AGAIN)).due == ()


async def test_one_that_nothing_is_wanted_after_is_not_said(db: Db) -> None:
    await look(db, DUE)
    await db.transaction(followups.tend, AGAIN)
    await db.transaction(pauses.stop, ADA, True, AGAIN)
    assert (await db.transaction(outbox.claim, AGAIN)).due == ()
