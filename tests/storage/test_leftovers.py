"""What was kept and not done is found by whoever is alive, in time; what is too old goes."""

import pytest

from storage import inbox, leftovers
from storage.db import Db
from storage.inbox import TRIES
from storage.leftovers import KEPT
from tests.storage.lease_time import LeaseTime
from tests.storage.test_inbox import ADA, BOB, done, keep, one


@pytest.fixture
def time(db: Db) -> LeaseTime:
    return LeaseTime(db)


async def test_lines_that_wait_too_long_are_found_once_each(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1), one(2), one(3, BOB), one(4, 13))
    await done(db, one(4, 13))
    await time.goes_on(seconds=1.5)
    assert await db.transaction(leftovers.waiting, time.now) == []
    await time.goes_on(seconds=0.5)
    assert sorted(await db.transaction(leftovers.waiting, time.now)) == [ADA, BOB]


async def test_a_try_is_counted_before_it_is_made_and_the_fourth_is_not_made(
    db: Db, time: LeaseTime
) -> None:
    await keep(db, one(1))
    for worth_it in [True] * TRIES + [False]:
        await time.goes_on(seconds=2)
        assert await db.transaction(leftovers.waiting, time.now) == [ADA]
        assert await db.transaction(leftovers.take_up, 1, time.now) is worth_it
        assert await db.transaction(leftovers.waiting, time.now) == [], "it is being tried"


async def test_only_what_telegram_cannot_deliver_again_is_pruned(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1), one(2))
    await done(db, one(1))
    await time.goes_on(seconds=KEPT.total_seconds() - 1)
    assert not await db.transaction(leftovers.prune, time.now)
    await keep(db, one(1))
    assert await db.transaction(inbox.oldest, ADA) == one(2)
    await time.goes_on(seconds=2)
    assert await db.transaction(leftovers.prune, time.now, limit=1)
    assert not await db.transaction(leftovers.prune, time.now, limit=1)
    assert await db.transaction(inbox.oldest, ADA) == one(2), "what is not done is kept"


async def test_what_hangs_is_counted_with_its_age(db: Db, time: LeaseTime) -> None:
    assert await db.transaction(leftovers.hanging, time.now) == (0, 0)
    await keep(db, one(1), one(2), one(3))
    await done(db, one(1))
    await time.goes_on(seconds=7)
    count, age = await db.transaction(leftovers.hanging, time.now)
    assert (count, round(age)) == (2, 7)
