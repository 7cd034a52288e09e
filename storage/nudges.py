"""Nudges: claim what is due, note what was said, put off, pause. The only truth on reminders."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from scheduler import runs as rules
from scheduler.runs import Kind
from storage import plan
from storage.runners import lock
from storage.tables import nudges, runners, runs

logger = logging.getLogger(__name__)

# Long enough to send a batch at Telegram's pace, short enough to try again after a crash.
LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Due:
    """A nudge to say now: `start` and `minutes` are its run's, None for a nudge of the day."""

    id: int
    runner: int
    chat: int
    zone: str
    kind: Kind
    run: int | None
    start: datetime | None
    minutes: int | None
    due: datetime
    deadline: datetime
    snoozes: int


_FIELDS = (
    nudges.c.id,
    nudges.c.runner,
    runners.c.chat,
    runners.c.zone,
    nudges.c.kind,
    nudges.c.run,
    runs.c.start,
    runs.c.minutes,
    nudges.c.due,
    nudges.c.deadline,
    nudges.c.snoozes,
)
DUE = (
    select(*_FIELDS, (runners.c.away | runners.c.stopped).label("held"))
    .join(runners, runners.c.id == nudges.c.runner)
    .outerjoin(runs, runs.c.id == nudges.c.run)
)


def as_due(row: Row[*tuple[Any, ...]]) -> Due:
    """Return a row of the query DUE as a value."""
    values = row._mapping  # noqa: SLF001 - public, the underscore avoids column names
    return Due(**{key: value for key, value in values.items() if key != "held"})


_CLAIMABLE = (
    DUE.where(nudges.c.wake <= bindparam("now"))
    .order_by(nudges.c.deadline, nudges.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=nudges, skip_locked=True)
)
_ONE = nudges.c.id == bindparam("of_nudge")
_OWN = (
    DUE.where(_ONE, nudges.c.runner == bindparam("of"), nudges.c.state.in_(["waiting", "sent"]))
    .where((runs.c.state == "open") | nudges.c.run.is_(None))
    .with_for_update(of=nudges)
)
_WAITING = nudges.c.wake.is_not(None)
_CHANGE = update(nudges).where(_ONE)
_SETTLE = update(nudges).where(_ONE, _WAITING).returning(nudges.c.runner, nudges.c.kind)
_NEXT = (
    select(nudges.c.wake)
    .join(runners, runners.c.id == nudges.c.runner)
    .where(_WAITING, nudges.c.kind != "over", ~runners.c.away, ~runners.c.stopped)
    .order_by(nudges.c.wake)
    .limit(1)
)


def claim(
    conn: Connection, now: datetime, limit: int = 100, lease: timedelta = LEASE
) -> tuple[Due, ...]:
    """Return up to `limit` nudges to say now, the earliest deadline first, each to one caller.

    They come back after `lease` unless they are settled. What is too late or not wanted any more
    is settled here and the next made; empty means that nothing is due.
    """
    while rows := conn.execute(_CLAIMABLE, {"now": now, "limit": limit}).all():
        useful = [row for row in rows if _is_useful(row, now)]
        if len(useful) < len(rows):
            _drop(conn, [row for row in rows if not _is_useful(row, now)], now)
        if useful:
            again = now + lease
            conn.execute(_CHANGE, [{"of_nudge": row.id, "wake": again} for row in useful])
            return tuple(as_due(row) for row in useful)
    return ()


def sent(conn: Connection, nudge: int, now: datetime, message: int | None) -> bool:
    """Note that a claimed nudge was said, and make what comes after it; False if it was gone.

    `message` is None where it may have arrived: better one reminder too few than two.
    """
    return _settle(conn, nudge, now, state="sent", sent_at=now, message=message)


def skipped(conn: Connection, nudge: int, now: datetime) -> bool:
    """Note that a claimed nudge will not be said, and make what comes after it."""
    return _settle(conn, nudge, now, state="skipped")


def failed(conn: Connection, nudge: int, again: datetime) -> None:
    """Give a claimed nudge back, to be claimed anew at `again`; its deadline still holds."""
    conn.execute(_CHANGE.where(_WAITING), {"of_nudge": nudge, "wake": again})


def snooze(conn: Connection, runner: int, nudge: int, until: datetime) -> Due | None:
    """Put a nudge off, sent or not; None if not theirs, or if then would be too late or quiet.

    "After the run" needs nothing here: the run's own post-run nudge comes anyway.
    """
    who = lock(conn, runner)
    row = conn.execute(_OWN, {"of_nudge": nudge, "of": runner}).one_or_none()
    if who is None or row is None or row.kind in {"over", "morning"}:
        return None
    later = rules.snoozed(row.kind, until, row.start, row.zone, who.quiet)
    if later is None:
        return None
    times = {"due": later.due, "deadline": later.deadline, "wake": later.due}
    count = {"state": "waiting", "snoozes": row.snoozes + 1}
    conn.execute(_CHANGE, {"of_nudge": nudge, **times, **count})
    return as_due(conn.execute(_OWN, {"of_nudge": nudge, "of": runner}).one())


def next_due(conn: Connection) -> datetime | None:
    """Return when the next nudge will be said, None if there is none to come."""
    found: datetime | None = conn.scalar(_NEXT)
    return found


def _is_useful(row: Row[*tuple[Any, ...]], now: datetime) -> bool:
    if row.held or row.kind == "over" or row.deadline <= now:
        return False
    return row.kind != "pre" or bool(row.start > now)


def _drop(conn: Connection, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime) -> None:
    late = [row.id for row in rows if not row.held and row.kind != "over"]
    if late:
        logger.warning("%d nudges came too late to be useful and were dropped", len(late))
    for row in rows:
        _settle(conn, row.id, now, state="late" if row.id in late else "skipped")


def _settle(conn: Connection, nudge: int, now: datetime, **values: Any) -> bool:
    row = conn.execute(_SETTLE, {"of_nudge": nudge, "wake": None, **values}).one_or_none()
    if row is None:
        return False
    # A pre-run nudge is followed by its card's last one, which is already there.
    runner = lock(conn, row.runner) if row.kind != "pre" else None
    if runner is not None:
        plan.fill(conn, runner, now)
    return True
