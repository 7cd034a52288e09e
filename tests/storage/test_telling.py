"""What was decided and not told is told by whoever is alive, in time, and by one at a time."""

from datetime import timedelta

import pytest

from storage import telling
from storage.db import Db
from storage.telling import Untold
from tests.storage.lease_time import LeaseTime
from tests.storage.test_inbox import ADA, BOB, done, keep, one


@pytest.fixture
def time(db: Db) -> LeaseTime:
    return LeaseTime(db)


async def untold(time: LeaseTime, runner: int = ADA) -> list[Untold]:
    return await time.db.transaction(telling.untold, runner, time.now)


async def test_what_is_told_leaves_no_word_behind(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1))
    await done(db, one(1), say='["hello"]')
    await time.goes_on(seconds=3)
    assert await db.transaction(telling.silent, time.now) == [ADA]
    assert await untold(time) == [Untold(1, '["hello"]', overtaken=False)]
    await db.transaction(telling.told, [1], time.now)
    await time.goes_on(days=1)
    assert await untold(time) == []
    assert await db.transaction(telling.silent, time.now) == []


async def test_what_was_decided_and_not_told_is_taken_up_by_one_after_the_other(
    db: Db, time: LeaseTime
) -> None:
    await keep(db, one(1))
    await done(db, one(1), say="[]")
    for pause in (3, 3, 3, 3, 3, 6, 12, 24, 48, 96, 120, 120):
        await time.goes_on(seconds=pause - 0.5)
        assert await untold(time) == []
        await time.goes_on(seconds=0.5)
        assert len(await untold(time)) == 1


async def test_what_is_still_being_told_is_nobody_elses(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1), one(2))
    await done(db, one(1), say="[]")
    await done(db, one(2), say="[]")
    for _ in range(5):
        await time.goes_on(seconds=1)
        await db.transaction(telling.hold, [1], time.now)
    assert [each.id for each in await untold(time)] == [2]


async def test_what_nobody_could_say_for_half_an_hour_is_given_up(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1))
    await done(db, one(1), say="[]")
    await time.goes_on(minutes=30, seconds=1)
    assert await untold(time) == []
    assert await db.transaction(telling.silent, time.now) == []


async def test_a_screen_that_a_later_update_redraws_is_overtaken(db: Db, time: LeaseTime) -> None:
    await keep(db, one(1), one(2), one(3), one(4, BOB))
    await done(db, one(1), say="[]", shows=7)
    await done(db, one(2), say="[]", shows=8)
    await done(db, one(3), say="[]", shows=7)
    await done(db, one(4, BOB), say="[]", shows=8)
    await time.goes_on(seconds=3)
    assert [(each.id, each.overtaken) for each in await untold(time)] == [
        (1, True),
        (2, False),
        (3, False),
    ]
    assert [each.overtaken for each in await untold(time, BOB)] == [False]


async def test_what_is_left_of_a_speech_is_said_from_when_the_line_is_back(
    db: Db, time: LeaseTime
) -> None:
    await keep(db, one(1))
    await done(db, one(1), say='["a", "b"]')
    pause = timedelta(seconds=40)
    await db.transaction(telling.leave_untold, 1, '["b"]', time.now, pause)
    await time.goes_on(seconds=39)
    assert await untold(time) == []
    await time.goes_on(seconds=1)
    assert [each.say for each in await untold(time)] == ['["b"]']
