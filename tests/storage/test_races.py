"""Several processes on one database: nothing is lost and nothing is done twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import time, timedelta

import pytest
from sqlalchemy import Connection

from content.library import load
from content.practice import Practice, Step
from content.practice.model import Said
from scheduler.recurrence import Rhythm
from storage import practices, runners, runs
from storage.db import Db
from storage.practices import Kept
from storage.reminders import outbox, planner
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, answered, kinds, play, set_up


@pytest.fixture
async def doors(home: str) -> AsyncIterator[list[Db]]:
    """Return four doors to one database, as four processes would have them.

    They wait as long as it takes: hundreds at once are more than a slow machine does in time.
    """
    four = [Db(home, patience=None) for _ in range(4)]
    yield four
    for door in four:
        await door.close()


def one_more_minute(conn: Connection) -> None:
    runner = runners.lock(conn, ADA)
    assert runner is not None
    runners.change(conn, ADA, run_minutes=runner.run_minutes + 1)


async def test_500_read_modify_writes_lose_nothing(doors: list[Db]) -> None:
    await set_up(doors[0], run_minutes=10)
    await asyncio.gather(*(doors[n % 4].transaction(one_more_minute) for n in range(500)))
    kept = await doors[0].transaction(runners.get, ADA)
    assert kept is not None
    assert kept.run_minutes == 510


async def test_of_many_taps_at_one_turn_one_counts(doors: list[Db]) -> None:
    library = load()
    rung = library.drills["seated_rotation"].rungs[2]
    steps = (Step("seated_rotation", 2, "left", rung.dose, 2),)
    practice = Practice("after", "mat", False, steps, (Said(2, 2, rung.dose),))
    await set_up(doors[0])
    kept = await doors[0].transaction(practices.begin, ADA, practice, NOW, NOW.date())
    taps = (
        doors[n % 4].transaction(answered, library, ADA, kept.id, 0, "pinch", NOW)
        for n in range(20)
    )
    results = await asyncio.gather(*taps)
    assert sum(isinstance(result, Kept) for result in results) == 1


async def test_two_claimers_never_get_the_same_nudge(doors: list[Db]) -> None:
    for runner in range(1, 61):
        await set_up(doors[0], runner, plan=Rhythm.weekly({1: time(6, 45)}))
    looks = (doors[n % 4].transaction(outbox.claim, TUESDAY - LEAD, 7) for n in range(40))
    claimed = [due.id for claim in await asyncio.gather(*looks) for due in claim.due]
    assert len(claimed) == len(set(claimed)) == 60


async def test_one_plan_changed_from_all_sides_at_once_has_one_card(doors: list[Db]) -> None:
    await set_up(doors[0])
    changes = (doors[n % 4].transaction(planner.reconcile, ADA, NOW) for n in range(40))
    first_seen = (
        doors[n % 4].transaction(runners.get_or_create, 7, 7, "Bob", NOW) for n in range(40)
    )
    await asyncio.gather(*changes, *first_seen)
    assert len(await doors[0].transaction(runs.upcoming, ADA, NOW)) == 1
    assert await doors[0].transaction(runners.ids) == (ADA, 7)
    said = await play(doors[0], NOW, TUESDAY + timedelta(hours=1))
    assert kinds(said) == [("pre", "Tue 05:25"), ("post", "Tue 06:25")]
