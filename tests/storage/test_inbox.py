"""The inbox keeps an update before it is confirmed, does it once, and knows what was not told."""

from datetime import timedelta

import pytest

from storage import inbox, telling
from storage.db import Db
from storage.inbox import KEPT, LONGEST_LINE, TELLING, TRIES, Received
from storage.telling import TOO_OLD
from tests.storage.passing_time import NOW

ADA, BOB = 11, 12
SECOND = timedelta(seconds=1)


def one(number: int, runner: int = ADA) -> Received:
    return Received(number, runner, f'{{"update_id": {number}}}')


async def keep(db: Db, *received: Received) -> list[Received]:
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


async def test_an_update_that_comes_again_is_done_once(db: Db) -> None:
    await keep(db, one(1), one(1))
    await keep(db, one(1))
    await done(db, one(1))
    await keep(db, one(1))
    assert await db.transaction(inbox.oldest, ADA) is None


async def test_one_that_comes_late_is_done_although_a_later_one_was(db: Db) -> None:
    await keep(db, one(2))
    await done(db, one(2))
    await keep(db, one(1))
    assert await db.transaction(inbox.oldest, ADA) == one(1)


async def test_a_line_that_is_full_takes_no_more_and_others_are_not_touched(db: Db) -> None:
    many = [one(number) for number in range(1, LONGEST_LINE + 4)]
    away = await keep(db, *many, one(100, BOB))
    assert away == many[LONGEST_LINE:]
    assert await keep(db, one(200)) == [one(200)]
    await done(db, one(1))
    assert await keep(db, one(201)) == []
    nobodys = [one(number, 0) for number in range(300, 300 + 2 * LONGEST_LINE)]
    assert await keep(db, *nobodys) == [], "what is nobody's is no flood of one runner"


async def test_what_is_done_leaves_no_word_behind(db: Db) -> None:
    await keep(db, one(1))
    await done(db, one(1), say='["hello"]')
    (found,) = await db.transaction(telling.untold, ADA, NOW + TELLING)
    assert found.say == '["hello"]'
    await db.transaction(telling.told, [1], NOW)
    assert await db.transaction(telling.untold, ADA, NOW + timedelta(days=1)) == []


async def test_an_update_is_told_once_it_has_nothing_more_to_say(db: Db) -> None:
    await keep(db, one(1), one(2))
    assert not await db.transaction(telling.is_told, 1)
    await done(db, one(1), '["a"]')
    await done(db, one(2))
    assert not await db.transaction(telling.is_told, 1)
    assert await db.transaction(telling.is_told, 2)
    await db.transaction(telling.told, [1], NOW)
    assert await db.transaction(telling.is_told, 1)
    assert await db.transaction(telling.is_told, 3), "what is not here has nothing to say"


async def test_what_was_decided_and_not_told_is_found_with_growing_pauses(db: Db) -> None:
    await keep(db, one(1))
    await done(db, one(1), say="[]")
    assert await db.transaction(telling.untold, ADA, NOW + TELLING - SECOND) == []
    pauses, now, last = [], NOW + TELLING, NOW
    for _ in range(600):
        if await db.transaction(telling.untold, ADA, now):
            pauses.append((now - last).total_seconds())
            last = now
        now += SECOND
    assert pauses == [5, 5, 10, 20, 40, 80, 120, 120, 120]


async def test_what_nobody_could_say_for_half_an_hour_is_given_up(db: Db) -> None:
    await keep(db, one(1))
    await done(db, one(1), say="[]")
    assert await db.transaction(telling.untold, ADA, NOW + TOO_OLD + SECOND) == []
    assert await db.transaction(telling.untold, ADA, NOW + timedelta(seconds=10)) == []


async def test_a_screen_that_a_later_update_redraws_is_overtaken(db: Db) -> None:
    await keep(db, one(1), one(2), one(3), one(4, BOB))
    await done(db, one(1), say="[]", shows=7)
    await done(db, one(2), say="[]", shows=8)
    await done(db, one(3), say="[]", shows=7)
    await done(db, one(4, BOB), say="[]", shows=8)
    assert sorted(await db.transaction(telling.late, NOW + TELLING)) == [ADA, BOB]
    found = await db.transaction(telling.untold, ADA, NOW + TELLING)
    found += await db.transaction(telling.untold, BOB, NOW + TELLING)
    assert {each.id: each.overtaken for each in found} == {1: True, 2: False, 3: False, 4: False}


async def test_what_is_left_of_a_speech_is_said_from_when_the_line_is_back(db: Db) -> None:
    await keep(db, one(1))
    await done(db, one(1), say='["a", "b"]')
    again = NOW + timedelta(seconds=40)
    await db.transaction(telling.leave_untold, 1, '["b"]', again)
    assert await db.transaction(telling.untold, ADA, again - SECOND) == []
    assert [each.say for each in await db.transaction(telling.untold, ADA, again)] == ['["b"]']


async def test_what_fails_three_times_is_not_worth_another_try(db: Db) -> None:
    await keep(db, one(1))
    assert [await db.transaction(inbox.tried, 1) for _ in range(TRIES)] == [True, True, False]
    assert not await db.transaction(inbox.tried, 99)


async def test_lines_that_wait_too_long_are_found_once_each(db: Db) -> None:
    await keep(db, one(1), one(2), one(3, BOB), one(4, 13))
    await done(db, one(4, 13))
    assert await db.transaction(inbox.waiting, NOW - SECOND) == []
    assert sorted(await db.transaction(inbox.waiting, NOW)) == [ADA, BOB]
    assert await db.transaction(inbox.hanging) == (3, NOW)


@pytest.mark.parametrize("forget", [True, False])
async def test_a_runner_who_is_forgotten_leaves_numbers_only(db: Db, forget: bool) -> None:
    await keep(db, one(1), one(2), one(3, BOB))
    await done(db, one(1), say="[]", shows=7)
    await db.transaction(inbox.forget, ADA)
    await db.transaction(inbox.done, one(2), NOW, "[]", forget=forget)
    (whose,) = await db.transaction(telling.late, NOW + TELLING)
    assert whose == (0 if forget else ADA)
    assert [each.id for each in await db.transaction(telling.untold, whose, NOW + TELLING)] == [2]
    await keep(db, one(1), one(2))
    assert await db.transaction(inbox.oldest, ADA) is None, "they are not done again"


async def test_only_what_telegram_cannot_deliver_again_is_pruned(db: Db) -> None:
    await keep(db, one(1), one(2))
    await done(db, one(1))
    assert not await db.transaction(inbox.prune, NOW + KEPT)
    await keep(db, one(1))
    assert await db.transaction(inbox.oldest, ADA) == one(2)
    assert await db.transaction(inbox.prune, NOW + KEPT + SECOND, limit=1)
    assert not await db.transaction(inbox.prune, NOW + KEPT + SECOND, limit=1)
    assert await db.transaction(inbox.oldest, ADA) == one(2), "what is not done is kept"
