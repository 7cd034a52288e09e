"""The inbox keeps an update before it is confirmed, and does it once."""

import pytest

from storage import inbox, telling
from storage.db import Db
from storage.inbox import LONGEST_LINE, TRIES, Keeping, Received
from tests.storage.lease_time import LeaseTime
from tests.storage.passing_time import NOW

ADA, BOB = 11, 12


def one(number: int, runner: int = ADA) -> Received:
    return Received(number, runner, f'{{"update_id": {number}}}')


async def keep(db: Db, *received: Received) -> Keeping:
    return await db.transaction(inbox.keep, received, NOW)


async def done(
    db: Db, received: Received, say: str | None = None, shows: int | None = None
) -> None:
    await db.transaction(inbox.done, received, NOW, say, shows=shows)


async def test_a_line_is_done_in_the_order_of_the_numbers_however_they_came(db: Db) -> None:
    await keep(db, one(3), one(5, BOB), one(1))
    await keep(db, one(2))
    found = []
    while first := await db.transaction(inbox.oldest, ADA):
        found.append(first.id)
        assert first == one(first.id)
        await done(db, first)
    assert found == [1, 2, 3]
    assert await db.transaction(inbox.oldest, BOB) == one(5, BOB)


async def test_an_update_that_comes_again_is_done_once_and_counted(db: Db) -> None:
    assert (await keep(db, one(1), one(1))).repeated == 1
    assert (await keep(db, one(1), one(2))).repeated == 1
    await done(db, one(1))
    await done(db, one(2))
    assert (await keep(db, one(1))).repeated == 1
    assert await db.transaction(inbox.oldest, ADA) is None


async def test_one_that_comes_late_is_done_although_a_later_one_was(db: Db) -> None:
    await keep(db, one(2))
    await done(db, one(2))
    await keep(db, one(1))
    assert await db.transaction(inbox.oldest, ADA) == one(1)


async def test_a_line_that_is_full_takes_no_more_and_others_are_not_touched(db: Db) -> None:
    many = [one(number) for number in range(1, LONGEST_LINE + 4)]
    assert await keep(db, *many, one(100, BOB)) == (many[LONGEST_LINE:], 0)
    assert await keep(db, one(200)) == ([one(200)], 0)
    await done(db, one(1))
    assert await keep(db, one(201)) == ([], 0)
    nobodys = [one(number, 0) for number in range(300, 300 + 2 * LONGEST_LINE)]
    assert await keep(db, *nobodys) == ([], 0), "what is nobody's is no flood of one runner"


async def test_what_fails_three_times_is_not_worth_another_try(db: Db) -> None:
    await keep(db, one(1))
    assert [await db.transaction(inbox.tried, 1) for _ in range(TRIES)] == [True, True, False]
    assert not await db.transaction(inbox.tried, 99)


@pytest.mark.parametrize("forget", [True, False])
async def test_a_runner_who_is_forgotten_leaves_numbers_only(db: Db, forget: bool) -> None:
    time = LeaseTime(db)
    await keep(db, one(1), one(2), one(3, BOB))
    await done(db, one(1), say="[]", shows=7)
    await db.transaction(inbox.forget, ADA)
    await db.transaction(inbox.done, one(2), NOW, "[]", forget=forget)
    await time.goes_on(seconds=3)
    whose = 0 if forget else ADA
    assert await db.transaction(telling.silent, time.now) == [whose]
    (left,) = await db.transaction(telling.untold, whose, time.now)
    assert left.id == 2
    await keep(db, one(1), one(2))
    assert await db.transaction(inbox.oldest, ADA) is None, "they are not done again"
