"""Several processes on one PostgreSQL: in order, once, and by the database's clock alone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import time as time_of_day
from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from scheduler.recurrence import Rhythm
from storage import inbox, leftovers, telling
from storage.db import Db
from storage.inbox import ServedElsewhereError
from storage.reminders import outbox
from storage.tables import nudges
from tests.storage.conftest import Server
from tests.storage.lease_time import LeaseTime
from tests.storage.passing_time import NOW, set_up
from tests.storage.test_inbox import ADA, BOB, done, keep, one

HOUR = timedelta(hours=1)
WRONG = (-HOUR, HOUR)


@pytest.fixture
async def doors(server: Server) -> AsyncIterator[list[Db]]:
    """Return three doors to one PostgreSQL, as three processes have them."""
    server.clear()
    three = [Db(server.url) for _ in range(3)]
    yield three
    for door in three:
        await door.close()


@pytest.fixture
def time(doors: list[Db]) -> LeaseTime:
    return LeaseTime(doors[0])


async def test_one_runners_updates_are_decided_one_by_one_in_order(doors: list[Db]) -> None:
    many = [one(number, number % 3) for number in range(60)]
    # Kept by all, some by two of them, as at the time one poller takes over from another.
    await asyncio.gather(*(keep(doors[n % 3], *many[n : n + 20]) for n in range(0, 50, 10)))
    decided: dict[int, list[int]] = {0: [], 1: [], 2: []}

    def decide(conn: Connection, runner: int) -> bool:
        first = inbox.oldest(conn, runner)
        if first is None:
            return False
        decided[runner].append(first.id)  # under the lock of the line
        inbox.done(conn, first, NOW)
        return True

    async def serve(door: Db, runner: int) -> None:
        while await door.transaction(decide, runner):
            pass

    await asyncio.gather(*(serve(door, runner) for door in doors for runner in decided))
    assert decided == {runner: list(range(runner, 60, 3)) for runner in decided}


async def test_what_one_process_tells_no_other_decides_on_top_of(
    doors: list[Db], time: LeaseTime
) -> None:
    first, second = doors[:2]
    await keep(first, one(1), one(2), one(3, BOB))
    await done(first, one(1), say="[]")
    with pytest.raises(ServedElsewhereError):
        await second.transaction(inbox.oldest, ADA)
    assert await second.transaction(inbox.oldest, BOB) == one(3, BOB)
    assert await first.transaction(inbox.oldest, ADA) == one(2)
    await time.goes_on(seconds=2)
    assert await second.transaction(leftovers.waiting, NOW) == [BOB]
    await first.transaction(telling.told, [1], NOW)
    assert await second.transaction(inbox.oldest, ADA) == one(2)


async def test_what_a_process_that_died_did_not_tell_is_told_by_one_other(
    doors: list[Db], time: LeaseTime
) -> None:
    dead, second, third = doors
    await keep(dead, one(1), one(2))
    await done(dead, one(1), say='["hello"]')
    await time.goes_on(seconds=3)
    claims = await asyncio.gather(
        *(door.transaction(telling.untold, ADA, NOW) for door in (second, third))
    )
    assert sorted(map(len, claims)) == [0, 1]
    teller, other = (second, third) if claims[0] else (third, second)
    with pytest.raises(ServedElsewhereError):
        await other.transaction(inbox.oldest, ADA)
    assert await teller.transaction(inbox.oldest, ADA) == one(2)


async def test_a_process_that_is_still_at_it_keeps_what_it_tells(
    doors: list[Db], time: LeaseTime
) -> None:
    slow, other = doors[:2]
    await keep(slow, one(1))
    await done(slow, one(1), say="[]")
    for _ in range(4):
        await time.goes_on(seconds=2)
        await other.transaction(telling.hold, [1], NOW)
        await slow.transaction(telling.hold, [1], NOW)
        assert await other.transaction(telling.silent, NOW) == []
        assert await other.transaction(telling.untold, ADA, NOW) == []
    await time.goes_on(seconds=3)
    assert await other.transaction(telling.silent, NOW) == [ADA]


async def test_however_many_see_it_a_try_is_counted_once(doors: list[Db], time: LeaseTime) -> None:
    await keep(doors[0], one(1))
    await time.goes_on(seconds=2)
    tries = [door.transaction(leftovers.take_up, 1, NOW) for door in doors]
    found = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(each).__name__ for each in found) == ["ServedElsewhereError"] * 2 + ["bool"]


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_wrong_clock_of_one_process_changes_no_lease_of_an_update(
    doors: list[Db], time: LeaseTime, wrong: timedelta
) -> None:
    right, off = doors[:2]
    when = NOW + wrong
    await off.transaction(inbox.keep, [one(1), one(2, BOB)], when)
    await off.transaction(inbox.done, one(2, BOB), when, "[]")
    for door, now in ((right, NOW), (off, when)):
        assert await door.transaction(leftovers.waiting, now) == []
        assert await door.transaction(telling.silent, now) == []
        assert not await door.transaction(leftovers.prune, now + 30 * HOUR, limit=1)
    await time.goes_on(seconds=3)
    for door, now in ((right, NOW), (off, when)):
        assert await door.transaction(leftovers.waiting, now) == [ADA]
        assert await door.transaction(telling.silent, now) == [BOB]
        assert round((await door.transaction(leftovers.hanging, now))[1]) == 3
    await off.transaction(telling.untold, BOB, when)
    assert await right.transaction(telling.silent, NOW) == []
    await off.transaction(telling.leave_untold, 2, "[]", when, timedelta(seconds=5))
    await time.goes_on(seconds=5)
    assert await right.transaction(telling.silent, NOW) == [BOB]


@pytest.mark.parametrize("wrong", WRONG)
async def test_a_wrong_clock_of_one_process_changes_no_lease_of_a_reminder(
    doors: list[Db], time: LeaseTime, wrong: timedelta
) -> None:
    right, off = doors[:2]
    await set_up(right, rest_drill=time_of_day(7, 30), plan=Rhythm())
    # What is due is so by the application's clock: this one is by both.
    await right.transaction(always_due)
    due = NOW + 3 * HOUR
    (claimed,) = (await off.transaction(outbox.claim, due + wrong)).due
    for now in (due, due + wrong, due + HOUR):
        assert (await right.transaction(outbox.claim, now)).due == ()
    await time.goes_on(seconds=outbox.LEASE.total_seconds())
    (again,) = (await right.transaction(outbox.claim, due)).due
    assert again.id == claimed.id


def always_due(conn: Connection) -> None:
    """Let the only reminder be due for many hours."""
    conn.execute(update(nudges).values(claimable_at=NOW, deadline=NOW + 24 * HOUR))
