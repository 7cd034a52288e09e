"""Runners are kept as they are told, and refused when they cannot be so."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.recurrence import Rhythm, Start
from scheduler.reminders import Quiet
from storage import runners
from storage.db import Db
from storage.runners import RunnerFields
from tests.scheduler.strategies import rhythms

NOW = datetime(2026, 3, 2, 5, 0, 0, 123456, tzinfo=UTC)
BIG = 7_000_000_000


async def test_a_new_runner_has_the_defaults(db: Db) -> None:
    made = await db.transaction(runners.get_or_create, BIG, BIG, "Ada", NOW)
    assert made == runners.Runner(BIG, BIG, "Ada", since=NOW, last_seen=NOW)
    assert await db.transaction(runners.get, BIG) == made
    assert (
        await db.transaction(runners.get_or_create, BIG, BIG, "Other", NOW + timedelta(1)) == made
    )


async def test_every_field_comes_back_as_it_was_set(db: Db) -> None:
    name = "<b>😀 & 'x'</b>" * 500
    await db.transaction(runners.get_or_create, 1, 1, name, NOW)
    values: RunnerFields = {
        "zone": "Asia/Kathmandu",
        "awaiting": "zone",
        "disclaimer": "1",
        "disclaimer_at": NOW,
        "consent_at": NOW,
        "plan": Rhythm({1: (Start(time(6, 45)), Start(time(18), 30)), 6: (Start(time(9), 90),)}),
        "run_minutes": 55,
        "lead": 30,
        "quiet": Quiet(time(21, 30), time(5, 15), early=True),
        "units": "in",
        "place": "outdoors",
        "gear": (),
        "rest_drill": time(18),
        "desk_break": time(15, 5),
        "sorer": "left",
        "pictures": False,
        "invited": True,
        "away": True,
        "stopped": True,
        "resting_until": NOW,
        "follow_up": False,
        "summary": False,
        "goal": 4,
        "ignored": 5,
        "reminded": NOW,
        "left_out": 1,
        "offered": True,
        "gone": True,
        "paused_until": runners.UNTIL_I_SAY,
    }
    changed = await db.transaction(runners.change, 1, **values)
    kept = await db.transaction(runners.get, 1)
    assert kept == changed
    assert kept is not None
    assert kept.name == name
    assert {field: getattr(kept, field) for field in values} == values


@pytest.mark.parametrize(
    "bad",
    [
        {"zone": "Mars/Olympus"},
        {"goal": 0},
        {"lead": 0},
        {"run_minutes": 10**9},
    ],
)
async def test_a_bad_value_is_refused_and_changes_nothing(db: Db, bad: RunnerFields) -> None:
    before = await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    with pytest.raises(ValueError, match=r"zone|goal|minutes"):
        await db.transaction(runners.change, 1, **bad)
    assert await db.transaction(runners.get, 1) == before


async def test_someone_unknown_is_nobody(db: Db) -> None:
    assert await db.transaction(runners.get, 5) is None
    assert await db.transaction(runners.change, 5, lead=30) is None
    assert not await db.transaction(runners.delete, 5)
    await db.transaction(runners.away, 5)
    assert await db.transaction(runners.ids) == ()


async def test_ids_come_in_pages(db: Db) -> None:
    for runner in (5, 3, 9, BIG):
        await db.transaction(runners.get_or_create, runner, runner, "x", NOW)
    assert await db.transaction(runners.ids, 0, 2) == (3, 5)
    assert await db.transaction(runners.ids, 5, 2) == (9, BIG)
    assert await db.transaction(runners.ids, BIG, 2) == ()


async def test_away_is_noted(db: Db) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    await db.transaction(runners.away, 1)
    kept = await db.transaction(runners.get, 1)
    assert kept is not None
    assert kept.away


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plan=rhythms())
async def test_any_rhythm_survives(db: Db, plan: Rhythm) -> None:
    await db.transaction(runners.get_or_create, 1, 1, "Ada", NOW)
    kept = await db.transaction(runners.change, 1, plan=plan)
    assert kept == await db.transaction(runners.get, 1)
