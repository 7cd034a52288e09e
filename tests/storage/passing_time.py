"""A runner with a weekly plan, and time that passes: every nudge is said when it is due."""

from datetime import UTC, datetime, time, timedelta
from typing import Unpack

from sqlalchemy import Connection, func, select

from content.library import Library
from scheduler.recurrence import Rhythm
from storage import activity, practices, runners
from storage.db import Db
from storage.practices import Kept, Stale
from storage.reminders import followups, outbox, planner
from storage.reminders.due import DueReminder
from storage.runners import RunnerFields
from storage.tables import nudges as rows

# Monday 06:00 in Berlin; runs on Tuesday and Thursday at 06:45.
NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 5, 45, tzinfo=UTC)
THURSDAY = TUESDAY + timedelta(days=2)
LEAD = timedelta(minutes=20)
SECOND = timedelta(seconds=1)
ADA = 1
_NEXT = select(func.min(rows.c.claimable_at), func.min(rows.c.review_at))


async def set_up(db: Db, runner: int = ADA, **more: Unpack[RunnerFields]) -> None:
    await db.transaction(runners.get_or_create, runner, runner + 100, "Ada", NOW)
    weekly = Rhythm.weekly({1: time(6, 45), 3: time(6, 45)})
    usual: RunnerFields = {"zone": "Europe/Berlin", "plan": weekly, "summary": False}
    usual |= {"follow_up": False, **more}
    await db.transaction(runners.change, runner, **usual)
    await db.transaction(planner.reconcile, runner, NOW)


async def play(
    db: Db, start: datetime, end: datetime, *, answering: bool = True
) -> list[DueReminder]:
    """Say everything that becomes due from `start` to `end`, looking whenever something is.

    Whoever was nudged gives a sign of life at once, unless they are not `answering`.
    """
    said, now = [], start
    while now <= end:
        said += await look(db, now, answering=answering)
        upcoming = await db.transaction(next_look)
        now = max(upcoming or end, now + SECOND)
    return said


async def look(
    db: Db, now: datetime, *, message: int | None = 1, answering: bool = False
) -> list[DueReminder]:
    """Say everything that is due now as a message, and look after what was said."""
    said: list[DueReminder] = []
    while True:
        claimed = (await db.transaction(outbox.claim, now)).due
        for due in claimed:
            assert due.due <= now < due.deadline
            assert await db.transaction(outbox.mark_sent, [(due, message)], now) == 1
            said.append(due)
            if answering:
                await db.transaction(activity.came, due.runner, now)
        if not claimed and not await db.transaction(followups.tend, now):
            return said


def next_look(conn: Connection) -> datetime | None:
    """Return when there is next something to say or to look after."""
    return min((time for time in conn.execute(_NEXT).one() if time is not None), default=None)


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
    return practices.answer(conn, library, held, turn, verb, now, lambda _, kept: kept.practice)


def kinds(said: list[DueReminder]) -> list[tuple[str, str]]:
    return [(due.kind, f"{due.due:%a %H:%M}") for due in said]
