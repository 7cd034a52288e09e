"""The preview of the next seven days is what is really said in them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from scheduler.recurrence import Rhythm, Start
from scheduler.reminders import Quiet
from storage import activity, pauses, runners, runs
from storage.db import Db
from storage.reminders import followups, forecast, outbox, planner
from storage.reminders.forecast import Coming
from storage.runners import RunnerFields
from tests.scheduler.strategies import QUIETS, WALLS, ZONES, rhythms
from tests.storage.passing_time import ADA, NOW, SECOND, THURSDAY, TUESDAY, next_look, set_up
from tests.storage.runner_life import nobody

DAY = timedelta(days=1)
WEEK = 7 * DAY
# Days around which clocks change in Europe, America, Lord Howe, Morocco and Apia, and plain ones.
_STARTS = st.sampled_from(
    ["2011-12-27", "2026-02-11", "2026-03-05", "2026-03-27", "2026-04-03", "2026-10-22"]
)
_HABITS = st.fixed_dictionaries(
    {
        "plan": rhythms(),
        "zone": ZONES,
        "quiet": QUIETS,
        "lead": st.integers(5, 180),
        "run_minutes": st.integers(5, 600),
        "rest_drill": st.none() | WALLS,
        "desk_break": st.none() | WALLS,
        "summary": st.booleans(),
    }
)


def said(conn: Connection, now: datetime, end: datetime) -> list[Coming]:
    """Return what is said to a runner who answers each reminder at once."""
    found = []
    while now <= end:
        for due in outbox.claim(conn, now).due:
            outbox.mark_sent(conn, [(due, 1)], now)
            activity.came(conn, due.runner, now)
            followups.answered(conn, due.runner, due.id, now)
            found.append(Coming(due.kind, due.due, due.start))
        while followups.tend(conn, now):
            pass
        now = max(next_look(conn) or end, now + SECOND)
    return found


def both(conn: Connection, now: datetime) -> tuple[list[Coming], list[Coming]]:
    """Return what is shown as coming in seven days, and what comes."""
    shown = forecast.until(conn, ADA, now, now + WEEK)
    assert list(shown) == sorted(shown, key=lambda one: one.due), "the soonest first"
    return in_order(shown), in_order(said(conn, now, now + WEEK))


def in_order(found: Any) -> list[Coming]:
    return sorted(found, key=lambda one: (one.due, one.kind, str(one.start)))


def previewed(day: str, hours: float, habits: dict[str, Any], pause: float, rest: float) -> None:
    """Check the preview of a runner some hours after they said how they like it."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    with nobody() as conn:
        runners.get_or_create(conn, ADA, ADA, "Ada", start)
        runners.change(conn, ADA, **habits)
        planner.reconcile(conn, ADA, start)
        if pause:
            pauses.pause(conn, ADA, start + pause * DAY, start)
        runners.change(conn, ADA, resting_until=start + rest * DAY)
        now = start + timedelta(hours=hours)
        said(conn, start, now)
        shown, came = both(conn, now + SECOND)
        assert shown == came


_FEW = st.just(0.0) | st.floats(0, 6)
_TWICE = Rhythm({1: (Start(time(6, 45)), Start(time(18), 30)), 6: (Start(time(8), 90),)})


@settings(max_examples=60, deadline=None)
@given(_STARTS, st.floats(0, 72), _HABITS, _FEW, _FEW)
@example("2026-03-27", 3, {"plan": _TWICE, "zone": "Europe/Berlin", "rest_drill": time(18)}, 0, 0)
def test_the_preview_is_what_comes(
    day: str, hours: float, habits: dict[str, Any], pause: float, rest: float
) -> None:
    previewed(day, hours, habits, pause, rest)


@pytest.mark.long
@settings(max_examples=4000, deadline=None)
@given(_STARTS, st.floats(0, 72), _HABITS, _FEW, _FEW)
def test_many_previews_are_what_comes(
    day: str, hours: float, habits: dict[str, Any], pause: float, rest: float
) -> None:
    previewed(day, hours, habits, pause, rest)


async def test_the_preview_holds_on_either_database(db: Db) -> None:
    await set_up(db, plan=_TWICE, rest_drill=time(18), desk_break=time(15), summary=True)
    shown, came = await db.transaction(both, NOW)
    assert shown == came
    assert {one.kind for one in shown} == {"pre", "post", "rest", "desk", "week"}


async def test_a_moved_and_a_cancelled_run_are_shown_as_they_are(db: Db) -> None:
    await set_up(db)
    (run,) = await db.transaction(runs.upcoming, ADA, NOW)
    await db.transaction(runs.move, ADA, run.id, TUESDAY + timedelta(hours=5), NOW)
    await set_up(db, 2)
    (other,) = await db.transaction(runs.upcoming, 2, NOW)
    await db.transaction(runs.cancel, 2, other.id, NOW)
    assert [one.start for one in await db.transaction(forecast.until, 2, NOW, NOW + WEEK)] == [
        THURSDAY
    ] * 2
    await db.transaction(runners.delete, 2)
    shown, came = await db.transaction(both, NOW)
    assert shown == came
    assert shown[0].start == TUESDAY + timedelta(hours=5)


@pytest.mark.parametrize(
    "silent", [{"stopped": True}, {"away": True}, {"gone": True}, {"zone": None}]
)
async def test_nothing_is_shown_where_nothing_comes(db: Db, silent: RunnerFields) -> None:
    await set_up(db, quiet=Quiet())
    await db.transaction(runners.change, ADA, **silent)
    assert await db.transaction(forecast.until, ADA, NOW, NOW + WEEK) == ()
    assert await db.transaction(forecast.until, 404, NOW, NOW + WEEK) == ()
