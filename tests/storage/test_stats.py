"""A host's numbers: who is there, what became of a day's reminders, slice by slice."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Unpack

import pytest
from sqlalchemy import Connection, insert

from storage import runners, stats
from storage.db import Db
from storage.runners import UNTIL_I_SAY, RunnerFields
from storage.tables import nudges
from tests.storage.passing_time import NOW

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


async def meet(db: Db, runner: int, seen: timedelta = HOUR, **more: Unpack[RunnerFields]) -> None:
    await db.transaction(runners.get_or_create, runner, runner, "Ada", NOW - seen)
    if more:
        await db.transaction(runners.change, runner, **more)


def remind(
    conn: Connection, /, state: str, due: timedelta, kind: str = "rest", **more: Any
) -> None:
    """Put a reminder of Ada's there, due so long after now."""
    claimable_at = NOW + due if state == "waiting" else None
    row = {
        "runner": 1,
        "kind": kind,
        "slot": f"{state} {due}",
        "state": state,
        "claimable_at": claimable_at,
    }
    times = {"due": NOW + due, "deadline": NOW + due + 3 * HOUR}
    rest = {"snoozes": 0, "times_sent": 0, "sending": False}
    conn.execute(insert(nudges), row | times | rest | more)


async def whole(db: Db, count: Callable[..., stats.Part]) -> tuple[Counter[str], int]:
    """Count to the end and return the total and in how many slices."""
    total: Counter[str] = Counter()
    after: int | None = 0
    slices = 0
    while after is not None:
        found, after = await db.transaction(count, NOW, after)
        total += found
        slices += 1
    return total, slices


async def test_runners_are_counted_by_how_they_are(db: Db) -> None:
    await meet(db, 1)
    await meet(db, 2, seen=8 * DAY, away=True)
    await meet(db, 3, seen=31 * DAY, stopped=True)
    await meet(db, 4, paused_until=NOW + DAY)
    await meet(db, 5, paused_until=UNTIL_I_SAY)
    await meet(db, 6, paused_until=NOW - DAY)
    await meet(db, 7, resting_until=NOW + DAY)
    await meet(db, 8, gone=True)
    total, _ = await whole(db, stats.count_runners)
    assert total == {
        "runners": 8,
        "week": 6,
        "month": 7,
        "away": 1,
        "stopped": 1,
        "paused": 3,
        "gone": 1,
    }


async def test_a_day_s_reminders_are_counted_by_their_state(db: Db) -> None:
    await meet(db, 1)
    for state in ("sent", "answered", "ignored", "late", "hushed", "waiting"):
        await db.transaction(remind, state, -HOUR)
    await db.transaction(remind, "sent", -2 * HOUR)
    await db.transaction(remind, "sent", -25 * HOUR)
    await db.transaction(remind, "waiting", HOUR)
    await db.transaction(remind, "sent", -HOUR, kind="over")
    total, _ = await whole(db, stats.count_reminders)
    assert total == {
        "sent": 2,
        "answered": 1,
        "ignored": 1,
        "late": 1,
        "hushed": 1,
        "waiting": 1,
    }


@pytest.mark.parametrize(("size", "slices"), [(1, 8), (3, 3), (7, 2), (100, 1)])
async def test_slices_of_any_size_count_everyone_once(
    db: Db, monkeypatch: pytest.MonkeyPatch, size: int, slices: int
) -> None:
    monkeypatch.setattr(stats, "SLICE", size)
    for runner in (1, 20, 21, 300, 4000, 4001, 2**40):
        await meet(db, runner)
        await db.transaction(remind, "sent", -HOUR, runner=runner)
    assert await whole(db, stats.count_runners) == ({"runners": 7, "week": 7, "month": 7}, slices)
    assert await whole(db, stats.count_reminders) == ({"sent": 7}, slices)


async def test_what_waits_for_the_next_hour_is_counted(db: Db) -> None:
    await meet(db, 1)
    for due in (-HOUR, HOUR / 2, 2 * HOUR):
        await db.transaction(remind, "waiting", due)
    await db.transaction(remind, "waiting", HOUR, kind="over")
    await db.transaction(remind, "sent", HOUR / 2)
    assert await db.transaction(stats.due_until, NOW + HOUR) == 2


async def test_nothing_is_counted_where_nobody_is(db: Db) -> None:
    assert await whole(db, stats.count_runners) == ({}, 1)
    assert await whole(db, stats.count_reminders) == ({}, 1)
    assert await db.transaction(stats.due_until, NOW) == 0


async def test_the_size_is_that_of_the_tables_at_least(db: Db) -> None:
    assert await db.transaction(stats.size) > 10_000
