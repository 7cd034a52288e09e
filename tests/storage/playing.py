"""A runner with a weekly plan, and time that passes: every nudge is said when it is due."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection

from content.library import Library
from storage import nudges, plan, practices, runners
from storage.db import Db
from storage.nudges import Due
from storage.practices import Kept, Stale

# Monday 06:00 in Berlin; runs on Tuesday and Thursday at 06:45.
NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 5, 45, tzinfo=UTC)
THURSDAY = TUESDAY + timedelta(days=2)
LEAD = timedelta(minutes=20)
SECOND = timedelta(seconds=1)
ADA = 1


async def set_up(db: Db, runner: int = ADA, **more: object) -> None:
    await db.run(runners.get_or_create, runner, runner + 100, "Ada", NOW)
    weekly = {1: time(6, 45), 3: time(6, 45)}
    await db.run(runners.change, runner, **{"zone": "Europe/Berlin", "plan": weekly, **more})
    await db.run(plan.changed, runner, NOW)


async def play(db: Db, start: datetime, end: datetime) -> list[Due]:
    """Say everything that becomes due from `start` to `end`, looking whenever something is."""
    said, now = [], start
    while now <= end:
        for due in await db.run(nudges.claim, now):
            assert due.due <= now < due.deadline
            assert await db.run(nudges.sent, due.id, now, 1)
            said.append(due)
        upcoming = await db.run(nudges.next_due)
        latest = now + timedelta(hours=3)
        now = latest if upcoming is None else max(min(upcoming, latest), now + SECOND)
    return said


def answered(
    conn: Connection,
    library: Library,
    runner: int,
    practice: int,
    turn: int,
    verb: str,
    now: datetime,
) -> Kept | Stale:
    held = practices.hold(conn, runner, practice)
    return practices.answer(conn, library, held, turn, verb, now)


def kinds(said: list[Due]) -> list[tuple[str, str]]:
    return [(due.kind, f"{due.due:%a %H:%M}") for due in said]
