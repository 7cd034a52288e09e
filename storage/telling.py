"""Telling what was decided: what updates had to say and nobody has said yet.

What is told is noted (`told`). What is not, as the line was down or a process died, is found
(`silent`) and claimed (`untold`), by one process at a time, which says that it is still at it
(`hold`).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, func, select, update

from storage import inbox, lease_clock
from storage.inbox import TELLING
from storage.lease_clock import LATER, NOW
from storage.tables import updates

LONGEST_PAUSE = timedelta(minutes=2)
# So many processes may end while they tell the same, before it is tried less often: hardly one
# does, but where all of them are being killed.
ENDS = 3
# What could not be told by then is too old to be of use: a tap lives 150 s at Telegram.
TOO_OLD = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Untold:
    """What an update made Dorsi say and nobody has said yet.

    `overtaken` where a later update of the runner redraws the same message.
    """

    id: int
    say: str
    overtaken: bool


_ID = updates.c.id == bindparam("number")
_THESE = updates.c.id.in_(bindparam("these", expanding=True))
_UNTOLD = updates.c.done_at.is_not(None) & updates.c.told_at.is_(None)
_IS_TOLD = select(updates.c.told_at).where(_ID)
_TOLD = update(updates).where(_THESE).values(told_at=NOW, say=None, retry_at=None, teller=None)
_SILENT = (
    select(updates.c.runner)
    .where(_UNTOLD, updates.c.retry_at <= NOW, ~inbox.told_elsewhere(updates.c.runner))
    .distinct()
    .limit(bindparam("most"))
)
_later = updates.alias("later")
_OVERTAKEN = exists().where(
    _later.c.runner == updates.c.runner,
    _later.c.id > updates.c.id,
    _later.c.shows == updates.c.shows,
)
_LOCK_UNTOLD = (
    select(updates.c.id, updates.c.say, updates.c.tries)
    .add_columns(_OVERTAKEN.label("overtaken"), (updates.c.done_at < LATER).label("late"))
    .where(_UNTOLD, updates.c.runner == bindparam("whose"), updates.c.retry_at <= NOW)
    .where(~inbox.told_elsewhere(bindparam("whose")))
    .order_by(updates.c.id)
    .with_for_update(of=updates, skip_locked=True)
)
_CLAIM = (
    update(updates)
    .where(_ID)
    .values(tries=updates.c.tries + 1, retry_at=LATER, teller=bindparam("me"))
)
_HOLD = (
    update(updates)
    .where(_THESE, _UNTOLD, updates.c.teller == bindparam("me"), updates.c.retry_at < LATER)
    .values(retry_at=LATER)
)
_LEAVE = (
    update(updates)
    .where(_ID, _UNTOLD)
    .values(say=bindparam("rest"), retry_at=LATER, teller=None, tries=0)
)
_COUNT = select(func.count()).where(_UNTOLD)


def told(conn: Connection, these: Collection[int], now: datetime) -> None:
    """Note that everything these updates said was told."""
    conn.execute(_TOLD, {"these": list(these), "now": now})


def is_told(conn: Connection, number: int) -> bool:
    """Tell whether everything an update said was told; of one that is not here there is nothing."""
    row = conn.execute(_IS_TOLD, {"number": number}).one_or_none()
    return row is None or row.told_at is not None


def hold(conn: Connection, these: Collection[int], now: datetime) -> None:
    """Say that this process is still at telling what these updates said."""
    values = {"these": list(these), "me": inbox.me(conn), **lease_clock.at(now, TELLING)}
    conn.execute(_HOLD, values)


def silent(conn: Connection, now: datetime, limit: int = 1000) -> list[int]:
    """Return runners who were not told in time what was decided."""
    return list(conn.scalars(_SILENT, {"now": now, "most": limit, "me": inbox.me(conn)}))


def untold(conn: Connection, runner: int, now: datetime, limit: int = 20) -> list[Untold]:
    """Claim what a runner was not told in time, oldest first, to say it (again).

    What nobody could say for half an hour is given up.
    """
    inbox.hold(conn, runner)
    asked = {"whose": runner, "me": inbox.me(conn), "most": limit}
    rows = conn.execute(_LOCK_UNTOLD, {**asked, **lease_clock.at(now, -TOO_OLD)}).all()
    late = [row.id for row in rows if row.late]
    if late:
        told(conn, late, now)
    due = [row for row in rows if not row.late]
    for row in due:
        lease = min(TELLING * 2 ** max(0, row.tries - ENDS), LONGEST_PAUSE)
        conn.execute(_CLAIM, {"number": row.id, **asked, **lease_clock.at(now, lease)})
    return [Untold(row.id, row.say, row.overtaken) for row in due]


def leave_untold(conn: Connection, number: int, say: str, now: datetime, pause: timedelta) -> None:
    """Note what of an update's speech could not be said, to be tried again after a pause."""
    conn.execute(_LEAVE, {"number": number, "rest": say, **lease_clock.at(now, pause)})


def count(conn: Connection) -> int:
    """Return how many updates have something to say that was not said yet."""
    return conn.scalar(_COUNT) or 0
