"""Rows that cannot be read are passed over one by one; what safety hangs on is salvaged."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from content import coach
from content.events import Cleared, Limits, Sorer
from content.library import load
from content.practice import Practice, Step, fits, from_json, to_json
from content.practice.model import Said
from scheduler.calendars import PlannedRun
from scheduler.recurrence import Rhythm
from storage import checks, events, export, imports, practices, recording, runners, unreadable
from storage.coach_state import CoachStateCache
from storage.db import Db
from storage.events import Mark
from storage.practices import SetAside, Stale
from tests.storage.passing_time import ADA, NOW, answered, set_up

DAY = NOW.date()
LIBRARY = load()


@pytest.fixture(autouse=True)
def anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unreadable, "_told", set())


async def sql(db: Db, statement: str, **values: Any) -> None:
    await db.transaction(lambda conn: conn.execute(text(statement), values))


async def add(db: Db, kind: str, body: str) -> None:
    columns = "INSERT INTO events (runner, at, kind, body) VALUES (:who, :at, :kind, :body)"
    at = NOW if "postgresql" in str(db._engine.url) else f"{NOW:%Y-%m-%d %H:%M:%S}.000000"
    await sql(db, columns, who=ADA, at=at, kind=kind, body=body)


def practice(drill: str = "seated_rotation", rung: int = 2) -> Practice:
    dose = LIBRARY.drills["seated_rotation"].rungs[2].dose
    return Practice(
        "after", "mat", False, (Step(drill, rung, "left", dose, rung),), (Said(rung, rung, dose),)
    )


@pytest.mark.parametrize("body", ["", "{}", "nothing", '{"at": 1}', "[1, 2]", "null"])
async def test_a_broken_event_leaves_the_others(db: Db, body: str) -> None:
    await set_up(db)
    whole = Sorer(NOW, DAY, "left")
    await add(db, "report", body)
    await db.transaction(events.add, ADA, whole)
    await add(db, "a kind of tomorrow", body)
    assert await db.transaction(events.history, ADA) == (whole,)
    assert [one.event for one in await db.transaction(events.since, ADA, Mark())] == [whole]


async def test_the_host_hears_of_each_broken_row_once_and_of_nothing_in_it(
    db: Db, caplog: pytest.LogCaptureFixture
) -> None:
    await set_up(db)
    for kind in ("morning", "walking"):
        await add(db, kind, '{"answer": "my left heel"}')
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            await db.transaction(events.history, ADA)
    assert [one.message for one in caplog.records] == [
        f"Row {number} of events cannot be read and is passed over: ValidationError"
        for number in (1, 2)
    ]


async def test_a_state_is_kept_also_past_a_broken_event(db: Db) -> None:
    await set_up(db)
    states = CoachStateCache(LIBRARY)
    await add(db, "morning", "{}")
    await db.transaction(events.add, ADA, Sorer(NOW + timedelta(days=1), DAY, "left"))
    await add(db, "morning", "{}")
    assert (await db.transaction(states.of, ADA)).sorer == "left"
    mark = states._recall(ADA).mark
    assert mark.count == 3
    assert await db.transaction(events.holds, ADA, mark)


@pytest.mark.parametrize("body", ["", '{"flag": "RB1"}', '{"flag": 7}', '{"flag": "RB'])
async def test_a_broken_red_flag_still_stops_and_can_be_lifted(db: Db, body: str) -> None:
    await set_up(db)
    states = CoachStateCache(LIBRARY)
    await add(db, "flagged", body)
    state = await db.transaction(states.of, ADA)
    assert coach.holds_all(state, LIBRARY, DAY)
    (flag,) = state.blocks
    seen = Cleared(NOW + timedelta(days=2), DAY + timedelta(days=2), flag, "clinician", "earlier")
    lifted = await db.transaction(recording.lift, states, ADA, seen)
    assert lifted is not None
    assert not lifted.state.blocks


async def test_broken_limits_still_limit_by_what_they_name(db: Db) -> None:
    await set_up(db)
    await add(db, "limits", '{"flags": ["RD1", "RD3"], "since": [["RD1", "2026-')
    await add(db, "limits", "{}")
    (found,) = await db.transaction(events.history, ADA)
    assert found == Limits(NOW, DAY, ("RD1", "RD3"))


@pytest.mark.parametrize("state", ["", "{}", "nothing", "[]", '{"moment": "never"}'])
async def test_a_broken_practice_is_closed_and_kept_as_it_is(db: Db, state: str) -> None:
    await set_up(db)
    kept = await db.transaction(practices.begin, ADA, practice(), NOW, DAY)
    await db.transaction(answered, LIBRARY, ADA, kept.id, 0, "pinch", NOW)
    told = await db.transaction(events.history, ADA)
    await sql(db, "UPDATE practices SET state = :state", state=state)
    assert await db.transaction(practices.left, ADA) == SetAside(kept.id)
    assert await db.transaction(practices.left, ADA) is None
    assert await db.transaction(practices.get, ADA, kept.id) is None
    everything = await db.transaction(export.everything, ADA)
    (row,) = everything["practices"]
    assert not row["open"]
    assert row["state"] in (state, {}, [], {"moment": "never"})
    assert await db.transaction(events.history, ADA) == told


async def test_a_tap_in_a_broken_practice_changes_nothing_but_closes_it(db: Db) -> None:
    await set_up(db)
    kept = await db.transaction(practices.begin, ADA, practice(), NOW, DAY)
    await sql(db, "UPDATE practices SET state = '{}'")
    tapped = await db.transaction(answered, LIBRARY, ADA, kept.id, 0, "pinch", NOW)
    assert tapped == Stale(SetAside(kept.id))
    assert await db.transaction(events.history, ADA) == ()


@pytest.mark.parametrize(
    "gone", [practice("a_drill_of_before"), practice(rung=40), practice(rung=-1)]
)
async def test_a_practice_the_content_has_outgrown_is_closed(db: Db, gone: Practice) -> None:
    await set_up(db)
    assert not fits(gone, LIBRARY)
    await db.transaction(practices.begin, ADA, gone, NOW, DAY)
    assert await db.transaction(practices.latest_open, ADA) is None


def test_a_practice_at_no_step_fits_nowhere() -> None:
    whole = to_json(practice())
    assert fits(from_json(whole), LIBRARY)
    assert not fits(from_json(whole[:-1] + ',"at":1}'), LIBRARY)
    assert not fits(from_json(whole[:-1] + ',"about":[0,3]}'), LIBRARY)


async def test_a_broken_plan_or_zone_leaves_a_runner_who_can_set_them_anew(db: Db) -> None:
    await set_up(db)
    await sql(db, "UPDATE runners SET plan = '{', zone = 'Mars/Olympus'")
    runner = await db.transaction(runners.get, ADA)
    assert runner is not None
    assert (runner.plan, runner.zone) == (Rhythm(), None)


async def test_broken_self_checks_and_files_are_not_there(db: Db) -> None:
    await set_up(db)
    await db.transaction(checks.add, ADA, "squat", {"squat": "easy"}, NOW, DAY)
    whole = await db.transaction(checks.add, ADA, "squat", {"squat": "hard"}, NOW, DAY)
    await sql(db, "UPDATE checks SET answers = '{' WHERE id < :id", id=whole.id)
    assert await db.transaction(checks.of, ADA) == (whole,)
    await db.transaction(imports.keep, ADA, [PlannedRun("a", NOW, 40, "Easy", False)], NOW)
    await sql(db, "UPDATE imports SET body = '{'")
    assert await db.transaction(imports.waiting, ADA) == ()
    everything = await db.transaction(export.everything, ADA)
    assert everything["checks"][0]["answers"] == "{", "the export gives it as it is"
