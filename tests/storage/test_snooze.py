"""A nudge put off comes when it was asked for, if that is still of use."""

from datetime import timedelta

import pytest

from storage import runs
from storage.db import Db
from storage.reminders import outbox, snoozing
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, kinds, play

FIFTEEN = timedelta(minutes=15)


@pytest.mark.usefixtures("ada")
async def test_a_snoozed_nudge_comes_again_then(db: Db) -> None:
    now = TUESDAY - LEAD
    (first,) = (await db.transaction(outbox.claim, now)).due
    await db.transaction(outbox.mark_sent, [(first, 1)], now)
    put_off = await db.transaction(snoozing.snooze, ADA, first.id, now + FIFTEEN)
    assert put_off is not None
    assert (put_off.due, put_off.snoozes) == (now + FIFTEEN, 1)
    assert (await db.transaction(outbox.claim, now + FIFTEEN - timedelta(seconds=1))).due == ()
    assert [due.id for due in (await db.transaction(outbox.claim, now + FIFTEEN)).due] == [first.id]


@pytest.mark.usefixtures("ada")
async def test_a_pre_run_nudge_is_not_put_off_past_the_start(db: Db) -> None:
    (first,) = (await db.transaction(outbox.claim, TUESDAY - LEAD)).due
    assert await db.transaction(snoozing.snooze, ADA, first.id, TUESDAY) is None
    assert (
        await db.transaction(snoozing.snooze, ADA, first.id, TUESDAY + timedelta(hours=1)) is None
    )


@pytest.mark.usefixtures("ada")
async def test_a_post_run_nudge_may_be_put_off_but_not_into_the_night(db: Db) -> None:
    said = await play(db, NOW, TUESDAY + timedelta(hours=1))
    post = said[-1]
    hour = await db.transaction(snoozing.snooze, ADA, post.id, post.due + timedelta(hours=1))
    assert hour is not None
    night = TUESDAY.replace(hour=21, minute=5)  # 22:05 in Berlin
    assert await db.transaction(snoozing.snooze, ADA, post.id, night) is None


@pytest.mark.usefixtures("ada")
async def test_nobody_puts_off_anothers_nudge_or_a_cancelled_run(db: Db) -> None:
    (first,) = (await db.transaction(outbox.claim, TUESDAY - LEAD)).due
    await db.transaction(outbox.mark_sent, [(first, 1)], TUESDAY - LEAD)
    soon = TUESDAY - timedelta(minutes=10)
    assert await db.transaction(snoozing.snooze, 99, first.id, soon) is None
    assert first.run is not None
    await db.transaction(runs.cancel, ADA, first.run, TUESDAY - LEAD)
    assert await db.transaction(snoozing.snooze, ADA, first.id, soon) is None
    assert kinds(await play(db, TUESDAY, TUESDAY + timedelta(days=1))) == []


@pytest.mark.usefixtures("ada")
async def test_still_running_uses_up_no_more_than_one_snooze(db: Db) -> None:
    post = (await play(db, NOW, TUESDAY + timedelta(hours=1)))[-1]
    for times in range(1, 4):
        until = post.due + times * FIFTEEN
        put_off = await db.transaction(snoozing.snooze, ADA, post.id, until, counts=False)
        assert put_off is not None
        assert put_off.snoozes == 1
