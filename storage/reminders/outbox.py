"""Outbox of reminders: claim what is due, note what was sent; the only truth."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from scheduler.backoff import Say
from scheduler.kinds import KINDS, Kind
from scheduler.states import ReminderState
from storage import lease_clock
from storage.activity import SEEN_EVERY
from storage.lease_clock import LATER, NOW
from storage.reminders import backoff
from storage.reminders.due import DUE, AnyRow, DueReminder, as_due
from storage.tables import SAID, WAITING, nudges, of_kinds, runners

logger = logging.getLogger(__name__)

Settled = Counter[tuple[Kind, ReminderState]]

# Long enough to send a batch at Telegram's pace, short enough to try again after a crash.
LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim gave: the nudges to say, and how many of which kind were settled instead."""

    due: tuple[DueReminder, ...]
    settled: Settled


_FREE = nudges.c.leased_until.is_(None) | (nudges.c.leased_until <= NOW)
# The index alone tells which come first, so the others that are due are not even read.
_FIRST_DUE = (
    select(nudges.c.id)
    .where(nudges.c.claimable_at <= bindparam("due_by"), _FREE)
    .order_by(nudges.c.deadline, nudges.c.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .subquery()
)
# With all that says whether they are still wanted; held until the claim is noted.
_LOCK_DUE = (
    DUE.add_columns(*backoff.FIELDS, runners.c.away, runners.c.stopped, runners.c.gone)
    .add_columns(runners.c.resting_until, nudges.c.sent_at)
    .join(_FIRST_DUE, _FIRST_DUE.c.id == nudges.c.id)
    .order_by(nudges.c.deadline, nudges.c.id)
    .with_for_update(of=nudges)
)
_OF_NUDGE = nudges.c.id == bindparam("of_nudge")
_AMONG = nudges.c.id.in_(bindparam("these", expanding=True))
_CLAIM_DUE = (
    update(nudges)
    .where(_AMONG)
    .values(leased_until=LATER)
    .returning(nudges.c.id, nudges.c.leased_until)
)
_NO_LEASE = {"leased_until": None, "sending": False}
# Back to those that wait, before its lease is over.
_RELEASE = (
    update(nudges)
    .where(_OF_NUDGE, WAITING)
    .values(claimable_at=bindparam("again"), leased_until=None, sending=bindparam("in_doubt"))
)
_GIVE_BACK = (
    update(nudges).where(_AMONG, WAITING).values(claimable_at=bindparam("again"), leased_until=None)
)
# Only as long as the claim is the caller's: after its lease somebody else may have it.
_MARK_SENDING = (
    update(nudges)
    .where(_OF_NUDGE, WAITING, nudges.c.leased_until == bindparam("held"))
    .values(sending=True)
)
_MARK_SENDING_LONGER = _MARK_SENDING.values(leased_until=LATER)
_SETTLE_WAITING = update(nudges).where(_AMONG, WAITING).values(claimable_at=None, **_NO_LEASE)
_MARK_SENT = (
    update(nudges)
    .where(_OF_NUDGE, WAITING)
    .values(
        claimable_at=None,
        state=bindparam("became"),
        times_sent=nudges.c.times_sent + 1,
        **_NO_LEASE,
    )
)
_FIND_NEXT_DUE = (
    select(nudges.c.claimable_at)
    .join(runners, runners.c.id == nudges.c.runner)
    .where(WAITING, SAID, ~runners.c.away, ~runners.c.gone)
    .where(~runners.c.stopped | of_kinds(lambda rules: rules.survives_stop))
    .order_by(nudges.c.claimable_at)
    .limit(1)
)


def claim(conn: Connection, now: datetime, limit: int = 100, lease: timedelta = LEASE) -> Claim:
    """Claim up to `limit` nudges to say now, the earliest deadline first, each for one caller.

    They come back after `lease` unless they are settled (`storage.lease_clock`: a lease is the
    database's, what is due is so by `now`). What is too late or not wanted any more
    is settled here; with nothing in `due` there is nothing more to say now.
    """
    settled: Settled = Counter()
    asked = {"due_by": now, "limit": limit, **lease_clock.at(now)}
    while rows := conn.execute(_LOCK_DUE, asked).all():
        found = _wanted(conn, rows, now)
        settled += found.settled
        if found.due:
            these = [one.id for one in found.due]
            leases = conn.execute(_CLAIM_DUE, {"these": these, **lease_clock.at(now, lease)}).all()
            held = {row.id: row.leased_until for row in leases}
            return Claim(tuple(replace(one, lease=held[one.id]) for one in found.due), settled)
    return Claim((), settled)


def mark_sending(
    conn: Connection, nudge: DueReminder, now: datetime, lease: timedelta | None = None
) -> bool:
    """Note that a claimed nudge is about to be said, on a new `lease` if there is one.

    False if it is not wanted any more, or if its lease is over and somebody else has it.
    """
    if nudge.sending:
        logger.warning("Nudge %d was on its way before: it may come twice", nudge.id)
    asked: dict[str, Any] = {"of_nudge": nudge.id, "held": nudge.lease}
    if lease is None:
        return bool(conn.execute(_MARK_SENDING, asked).rowcount)
    asked |= lease_clock.at(now, lease)
    return bool(conn.execute(_MARK_SENDING_LONGER, asked).rowcount)


def mark_sent(
    conn: Connection, said: Iterable[tuple[DueReminder, int | None]], now: datetime
) -> int:
    """Note which claimed nudges were said as which message; return how many still waited.

    A message is None where it may have arrived: better one reminder too few than two.
    """
    told = list(said)
    times = {"sent_at": now, "review_at": now}
    rows = [
        {"of_nudge": due.id, "message": message, "became": backoff.state_of(due.say), **times}
        for due, message in sorted(told, key=lambda pair: pair[0].id)
    ]
    if not rows:
        return 0
    backoff.spoke(conn, [(due.runner, due.say) for due, _ in told], now)
    return conn.execute(_MARK_SENT, rows).rowcount


def skip(conn: Connection, these: Collection[int], now: datetime) -> int:
    """Note that waiting nudges will not be said; return how many there were."""
    return _settle(conn, these, ReminderState.SKIPPED, now)


def release(conn: Connection, nudge: int, again: datetime, *, in_doubt: bool = False) -> None:
    """Give a claimed nudge back, to be claimed anew at `again`; its deadline still holds.

    One that is `in_doubt` may have arrived.
    """
    conn.execute(_RELEASE, {"of_nudge": nudge, "again": again, "in_doubt": in_doubt})


def give_back(conn: Connection, these: Collection[int], again: datetime) -> None:
    """Let nudges that wait be claimed at `again`, whether they are in doubt or not."""
    if these:
        conn.execute(_GIVE_BACK, {"these": list(these), "again": again})


def next_due(conn: Connection) -> datetime | None:
    """Return when the next nudge will be said, None if there is none to come."""
    found: datetime | None = conn.scalar(_FIND_NEXT_DUE)
    return found


def _wanted(conn: Connection, rows: Sequence[AnyRow], now: datetime) -> Claim:
    """Return what of the rows is to be said, and settle and count the others."""
    due: list[DueReminder] = []
    told: set[int] = set()  # runners on a lower rung: of what is due at once, one is said
    left: dict[ReminderState, list[AnyRow]] = {}
    for row in rows:
        state = _why_not(row, now)
        say: Say = (
            "card" if state or row.times_sent or row.snoozes else backoff.says(conn, row, now)
        )
        if state is None and say != "nothing" and (say == "card" or row.runner not in told):
            told |= set() if say == "card" else {row.runner}
            due.append(as_due(row, say))
        else:
            left.setdefault(state or ReminderState.SUPPRESSED, []).append(row)
    for state, these in left.items():
        _settle(conn, [row.id for row in these], state, now)
        if state is ReminderState.EXPIRED:
            logger.warning("%d nudges came too late to be useful and were dropped", len(these))
    return Claim(tuple(due), Counter((row.kind, how) for how in left for row in left[how]))


def _why_not(row: AnyRow, now: datetime) -> ReminderState | None:
    """Return the state of a nudge that is not to be said (any more), None for one that is."""
    kind = KINDS[row.kind]
    resting = row.resting_until is not None and row.resting_until > now
    if not kind.is_said or row.away or row.gone or (row.stopped and not kind.survives_stop):
        return ReminderState.SKIPPED
    if resting and not kind.survives_rest:
        return ReminderState.SKIPPED
    if row.deadline <= now or (kind.before_run and row.start <= now):
        # A second word that comes too late was never missing.
        return ReminderState.SENT if row.times_sent and not row.snoozes else ReminderState.EXPIRED
    if row.times_sent and not row.snoozes and row.last_seen > row.sent_at - SEEN_EVERY:
        return ReminderState.ANSWERED
    return None


def _settle(conn: Connection, these: Collection[int], state: ReminderState, now: datetime) -> int:
    values = {"these": list(these), "state": state, "review_at": now}
    return conn.execute(_SETTLE_WAITING, values).rowcount if these else 0
