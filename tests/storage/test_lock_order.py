"""Who changes a runner's reminders holds the runner first; who only looks passes by the busy."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, func, select

from storage import retention, runners
from storage.db import Db
from storage.reminders import followups, outbox
from storage.tables import nudges
from tests.storage.conftest import Server
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, play, set_up

BOB = 2
DUE = TUESDAY - LEAD


@pytest.fixture
async def db(server: Server) -> AsyncIterator[Db]:
    """Return a door to a PostgreSQL, where several are at work."""
    server.clear()
    made = Db(server.url)
    yield made
    await made.close()


@contextmanager
def a_tap_of_ada(server: Server) -> Iterator[Connection]:
    """Hold a runner, as the transaction of a tap does from its beginning on."""
    with server.engine.begin() as conn:
        assert runners.lock(conn, ADA) is not None
        yield conn


async def at_once(db: Db, work: Callable[..., object], *args: object) -> object:
    """Have something done that must not wait for the runner who is held."""
    async with asyncio.timeout(0.9):  # a deadlock is found after one second
        return await db.transaction(work, *args)


async def test_a_claim_passes_by_who_taps_just_now_and_their_tap_waits_for_no_claim(
    db: Db, server: Server
) -> None:
    # For whom less is said a claim also writes down what it left out.
    for runner in (ADA, BOB):
        await set_up(db, runner, ignored=3, offered=True, reminded=NOW)
    with a_tap_of_ada(server) as conn:
        claimed = await at_once(db, outbox.claim, DUE)
        assert isinstance(claimed, outbox.Claim)
        assert claimed.settled == {("pre", "hushed"): 1}, "Bob's"
        assert outbox.skip(conn, [1], DUE) == 1
    assert (await db.transaction(outbox.claim, DUE)).settled == {}


async def test_a_look_after_what_was_said_passes_by_who_taps_just_now(
    db: Db, server: Server
) -> None:
    for runner in (ADA, BOB):
        await set_up(db, runner)
    for due in (await db.transaction(outbox.claim, DUE)).due:
        await db.transaction(outbox.mark_sent, [(due, 1)], DUE)
    with a_tap_of_ada(server) as conn:
        assert await at_once(db, followups.tend, DUE) == 1
        followups.answered(conn, ADA, 1, DUE)
    assert await db.transaction(followups.tend, DUE) == 1


async def test_the_days_upkeep_passes_by_who_taps_just_now(db: Db, server: Server) -> None:
    for runner in (ADA, BOB):
        await set_up(db, runner)
    await play(db, NOW, DUE + timedelta(hours=2))
    before = await db.transaction(reminders_of)
    later = DUE + retention.KEPT + timedelta(days=1)
    with a_tap_of_ada(server):
        assert await at_once(db, retention.prune, later) == BOB
    after = await db.transaction(reminders_of)
    assert after[ADA] == before[ADA]
    assert after[BOB] < before[BOB]


def reminders_of(conn: Connection) -> dict[int, int]:
    """Return how many reminders are kept of each runner."""
    counted = select(nudges.c.runner, func.count()).group_by(nudges.c.runner)
    return {row[0]: row[1] for row in conn.execute(counted)}
