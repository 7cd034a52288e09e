"""Telling what was decided: what updates had to say and nobody has said yet.

What is told is noted (`told`). What is not, as the line was down or a process died, is claimed by
`untold`, by one process at a time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, select, update

from storage.inbox import TELLING
from storage.tables import updates

LONGEST_PAUSE = timedelta(minutes=2)
# What could not be told by then is too old to be of use: a tap lives 150 s at Telegram.
TOO_OLD = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Untold:
    """What an update made Dorsi say and nobody has said yet.

    `overtaken` where a later update of the runner redraws the same message.
    """

    id: int
    runner: int
    say: str
    overtaken: bool


_ID = updates.c.id == bindparam("number")
_UNTOLD = updates.c.done_at.is_not(None) & updates.c.told_at.is_(None)
_IS_TOLD = select(updates.c.told_at).where(_ID)
_TOLD = (
    update(updates)
    .where(updates.c.id.in_(bindparam("these", expanding=True)))
    .values(told_at=bindparam("at"), say=None, retry_at=None)
)
_later = updates.alias("later")
_OVERTAKEN = exists().where(
    _later.c.runner == updates.c.runner,
    _later.c.id > updates.c.id,
    _later.c.shows == updates.c.shows,
)
_LATE = (
    select(updates.c.runner)
    .where(_UNTOLD, updates.c.retry_at <= bindparam("at"))
    .distinct()
    .limit(bindparam("most"))
)
_CLAIM_UNTOLD = (
    select(updates.c.id, updates.c.runner, updates.c.say, updates.c.tries, updates.c.done_at)
    .add_columns(_OVERTAKEN.label("overtaken"))
    .where(updates.c.runner == bindparam("whose"), _UNTOLD, updates.c.retry_at <= bindparam("at"))
    .order_by(updates.c.id)
    .with_for_update(of=updates, skip_locked=True)
)
_PUT_OFF = update(updates).where(_ID).values(tries=updates.c.tries + 1, retry_at=bindparam("until"))
_LEAVE = (
    update(updates).where(_ID, _UNTOLD).values(say=bindparam("rest"), retry_at=bindparam("until"))
)


def told(conn: Connection, these: Collection[int], now: datetime) -> None:
    """Note that everything these updates said was told."""
    conn.execute(_TOLD, {"these": list(these), "at": now})


def is_told(conn: Connection, number: int) -> bool:
    """Tell whether everything an update said was told; of one that is not here there is nothing."""
    row = conn.execute(_IS_TOLD, {"number": number}).one_or_none()
    return row is None or row.told_at is not None


def late(conn: Connection, now: datetime, limit: int = 100) -> list[int]:
    """Return runners of whose updates something was decided and not said in time."""
    return list(conn.scalars(_LATE, {"at": now, "most": limit}))


def untold(conn: Connection, runner: int, now: datetime) -> list[Untold]:
    """Claim what was decided for a runner and not said in time, oldest first, to say it (again).

    What nobody could say for half an hour is given up.
    """
    rows = conn.execute(_CLAIM_UNTOLD, {"whose": runner, "at": now}).all()
    old = [row.id for row in rows if row.done_at < now - TOO_OLD]
    if old:
        told(conn, old, now)
    due = [row for row in rows if row.id not in old]
    for row in due:
        pause = min(TELLING * 2**row.tries, LONGEST_PAUSE)
        conn.execute(_PUT_OFF, {"number": row.id, "until": now + pause})
    return [Untold(row.id, row.runner, row.say, row.overtaken) for row in due]


def leave_untold(conn: Connection, number: int, say: str, again: datetime) -> None:
    """Note what of an update's speech could not be said, and from when it is to be tried again."""
    conn.execute(_LEAVE, {"number": number, "rest": say, "until": again})
