"""What a host does not want to keep for longer is forgotten as a whole, and nothing else is."""

from datetime import timedelta

import pytest

from content.events import Flagged
from content.library import load
from storage import checks, events, forgetting, runners
from storage.coach_state import CoachStateCache
from storage.db import Db
from tests.storage.passing_time import ADA, NOW, set_up

BOB = 2
DAY = timedelta(days=1)
MONTHS = 12


@pytest.fixture
def states() -> CoachStateCache:
    return CoachStateCache(load())


async def forget(db: Db, states: CoachStateCache, months: int = MONTHS) -> None:
    """Go through all runners, in the smallest pages."""
    after: int | None = 0
    while after is not None:
        after = await db.transaction(
            forgetting.forget_old, states, NOW + 400 * DAY, months, after, 1
        )


async def test_who_was_not_seen_for_so_long_is_forgotten_and_who_was_is_not(
    db: Db, states: CoachStateCache
) -> None:
    await set_up(db, ADA)
    await set_up(db, BOB)
    await db.transaction(events.add, ADA, Flagged(NOW, NOW.date(), "RB1"))
    await db.transaction(runners.change, BOB, last_seen=NOW + 390 * DAY)
    await db.transaction(states.of, ADA)
    await forget(db, states)
    assert await db.transaction(runners.get, ADA) is None
    assert await db.transaction(runners.get, BOB) is not None
    assert await db.transaction(events.history, ADA) == ()
    assert (await db.transaction(states.of, ADA)).blocks == {}, "nor is it derived any more"


async def test_of_who_is_here_only_old_self_checks_go(db: Db, states: CoachStateCache) -> None:
    await set_up(db, ADA)
    await db.transaction(runners.change, ADA, last_seen=NOW + 390 * DAY)
    await db.transaction(events.add, ADA, Flagged(NOW, NOW.date(), "RB1"))
    for day in (NOW, NOW + 380 * DAY):
        await db.transaction(checks.add, ADA, "squat", {"squat": "easy"}, day, day.date())
    before = await db.transaction(states.of, ADA)
    await forget(db, states)
    assert [one.day for one in await db.transaction(checks.of, ADA)] == [(NOW + 380 * DAY).date()]
    assert await db.transaction(states.of, ADA) == before, "a flag holds for as long as it holds"


async def test_the_months_are_counted_in_the_runners_favour(
    db: Db, states: CoachStateCache
) -> None:
    await set_up(db, ADA)
    await forget(db, states, months=13)
    assert await db.transaction(runners.get, ADA) is not None
