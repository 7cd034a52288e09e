"""Nudges: claim what is due, note what was said, put off. The only truth on reminders."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from scheduler import runs as rules
from scheduler.ladder import Say
from scheduler.runs import Kind
from storage import silence
from storage.runners import lock
from storage.tables import WAITING, nudges, runners, runs
from storage.visits import SEEN_EVERY

logger = logging.getLogger(__name__)

# Long enough to send a batch at Telegram's pace, short enough to try again after a crash.
LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Due:
    """A nudge to say now: `start` and `minutes` are its run's, None for a nudge of the day.

    `say` is what the ladder of silence puts in the card's place; `said` how often it was said
    before, `message` the last of those; `leaving` that it may have arrived when all ended.
    """

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
    said: int
    message: int | None
    leaving: bool
    say: Say = "card"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim gave: the nudges to say, and how many of which kind were settled instead."""

    due: tuple[Due, ...]
    settled: Counter[tuple[Kind, str]]


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
    nudges.c.said,
    nudges.c.message,
    nudges.c.leaving,
)
DUE = (
    select(*_FIELDS)
    .join(runners, runners.c.id == nudges.c.runner)
    .outerjoin(runs, runs.c.id == nudges.c.run)
)


def as_due(row: Row[*tuple[Any, ...]], say: Say = "card") -> Due:
    """Return a row of the query DUE as a value; its columns are named as the fields of Due."""
    return Due(**{column.key: getattr(row, column.key) for column in _FIELDS}, say=say)


# The index alone tells which come first, so the others that are due are not even read.
_FIRST = (
    select(nudges.c.id)
    .where(nudges.c.wake <= bindparam("now"))
    .order_by(nudges.c.deadline, nudges.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .subquery()
)
_CLAIMABLE = (
    DUE.add_columns(*silence.FIELDS, runners.c.away, runners.c.stopped, runners.c.gone)
    .add_columns(runners.c.resting_until, nudges.c.sent_at)
    .join(_FIRST, _FIRST.c.id == nudges.c.id)
    .order_by(nudges.c.deadline, nudges.c.id)
    .with_for_update(of=nudges)
)
_ONE = nudges.c.id == bindparam("of_nudge")
_OWN = (
    DUE.where(_ONE, nudges.c.runner == bindparam("of"), nudges.c.state.in_(silence.SPOKEN))
    .where((runs.c.state == "open") | nudges.c.run.is_(None))
    .with_for_update(of=nudges)
)
_THESE = nudges.c.id.in_(bindparam("these", expanding=True))
_CHANGE = update(nudges).where(_ONE)
_CLAIM = update(nudges).where(_THESE).values(wake=bindparam("until"))
_LEAVE = update(nudges).where(_ONE, WAITING).values(leaving=True)
_SETTLE = update(nudges).where(_THESE, WAITING).values(wake=None, leaving=False)
_SENT = (
    update(nudges)
    .where(_ONE, WAITING)
    .values(wake=None, leaving=False, state=bindparam("became"), said=nudges.c.said + 1)
)
_NEXT = (
    select(nudges.c.wake)
    .join(runners, runners.c.id == nudges.c.runner)
    .where(WAITING, nudges.c.kind != "over")
    .where(~runners.c.away, ~runners.c.gone, ~runners.c.stopped | (nudges.c.kind == "seen"))
    .order_by(nudges.c.wake)
    .limit(1)
)


def claim(conn: Connection, now: datetime, limit: int = 100, lease: timedelta = LEASE) -> Claim:
    """Claim up to `limit` nudges to say now, the earliest deadline first, each for one caller.

    They come back after `lease` unless they are settled. What is too late or not wanted any more
    is settled here; with nothing in `due` there is nothing more to say now.
    """
    settled: Counter[tuple[Kind, str]] = Counter()
    while rows := conn.execute(_CLAIMABLE, {"now": now, "limit": limit}).all():
        due, others = _wanted(conn, rows, now)
        settled += others
        if due:
            conn.execute(_CLAIM, {"these": [one.id for one in due], "until": now + lease})
            return Claim(due, settled)
    return Claim((), settled)


def leave(conn: Connection, nudge: Due) -> bool:
    """Note that a claimed nudge is about to be said; False if it is not wanted any more."""
    if nudge.leaving:
        logger.warning("Nudge %d was on its way when all ended: it may come twice", nudge.id)
    return bool(conn.execute(_LEAVE, {"of_nudge": nudge.id}).rowcount)


def sent(conn: Connection, said: Iterable[tuple[Due, int | None]], now: datetime) -> int:
    """Note which claimed nudges were said as which message; return how many still waited.

    A message is None where it may have arrived: better one reminder too few than two.
    """
    told = list(said)
    rows = [
        {"of_nudge": due.id, "message": message, "sent_at": now, "tend_at": now}
        | {"became": "hushed" if due.say in silence.INSTEAD else "sent"}
        for due, message in sorted(told, key=lambda pair: pair[0].id)
    ]
    if not rows:
        return 0
    silence.spoke(conn, [(due.runner, due.say) for due, _ in told], now)
    return conn.execute(_SENT, rows).rowcount


def skipped(conn: Connection, these: Collection[int], now: datetime) -> int:
    """Note that waiting nudges will not be said; return how many there were."""
    return _settle(conn, these, "skipped", now)


def failed(conn: Connection, nudge: int, again: datetime) -> None:
    """Give a claimed nudge back, to be claimed anew at `again`; its deadline still holds."""
    conn.execute(_CHANGE.where(WAITING), {"of_nudge": nudge, "wake": again, "leaving": False})


def snooze(
    conn: Connection, runner: int, nudge: int, until: datetime, *, counts: bool = True
) -> Due | None:
    """Put a nudge off, said or not; None if not theirs, or if then would be too late or quiet.

    "Still running" is no wish for later, so it `counts` once at most. "After the run" needs
    nothing here: the run's own post-run nudge comes anyway.
    """
    who = lock(conn, runner)
    row = conn.execute(_OWN, {"of_nudge": nudge, "of": runner}).one_or_none()
    if who is None or row is None or row.kind in {"over", "morning", "week", "seen"}:
        return None
    later = rules.snoozed(row.kind, until, row.start, row.zone, who.quiet)
    if later is None:
        return None
    times = {"due": later.due, "deadline": later.deadline, "wake": later.due, "tend_at": None}
    snoozes = row.snoozes + 1 if counts else max(row.snoozes, 1)
    count = {"state": "waiting", "snoozes": snoozes, "leaving": False}
    conn.execute(_CHANGE, {"of_nudge": nudge, **times, **count})
    return as_due(conn.execute(_OWN, {"of_nudge": nudge, "of": runner}).one())


def next_due(conn: Connection) -> datetime | None:
    """Return when the next nudge will be said, None if there is none to come."""
    found: datetime | None = conn.scalar(_NEXT)
    return found


def _wanted(
    conn: Connection, rows: Sequence[Row[*tuple[Any, ...]]], now: datetime
) -> tuple[tuple[Due, ...], Counter[tuple[Kind, str]]]:
    """Return what of the rows is to be said, and settle and count the others."""
    due: list[Due] = []
    told: set[int] = set()  # runners on a lower rung: of what is due at once, one is said
    left: dict[str, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        state = _why_not(row, now)
        say: Say = "card" if state or row.said or row.snoozes else silence.says(conn, row, now)
        if state is None and say != "nothing" and (say == "card" or row.runner not in told):
            told |= set() if say == "card" else {row.runner}
            due.append(as_due(row, say))
        else:
            left.setdefault(state or "hushed", []).append(row)
    for state, these in left.items():
        _settle(conn, [row.id for row in these], state, now)
        if state == "late":
            logger.warning("%d nudges came too late to be useful and were dropped", len(these))
    counted = Counter((row.kind, state) for state, these in left.items() for row in these)
    return tuple(due), counted


def _why_not(row: Row[*tuple[Any, ...]], now: datetime) -> str | None:
    """Return the state of a nudge that is not to be said (any more), None for one that is."""
    resting = row.resting_until is not None and row.resting_until > now
    if row.kind == "over" or row.away or row.gone or (row.stopped and row.kind != "seen"):
        return "skipped"
    if resting and row.kind not in {"morning", "week", "seen"}:
        return "skipped"
    if row.deadline <= now or (row.kind == "pre" and row.start <= now):
        # A second word that comes too late was never missing.
        return "sent" if row.said and not row.snoozes else "late"
    if row.said and not row.snoozes and row.last_seen > row.sent_at - SEEN_EVERY:
        return "answered"
    return None


def _settle(conn: Connection, these: Collection[int], state: str, now: datetime) -> int:
    values = {"these": list(these), "state": state, "tend_at": now}
    return conn.execute(_SETTLE, values).rowcount if these else 0
