"""Leftovers of the inbox: what nobody does although it was kept, and what is too old to be kept.

Every process looks for them each second. What one takes up no other does.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update

from storage import inbox, lease_clock
from storage.inbox import ServedElsewhereError
from storage.lease_clock import LATER, NOW
from storage.tables import updates

# Kept for longer than this and not done: whoever kept it is gone. Whoever takes it up has as long.
LEFT = timedelta(seconds=2)
# Telegram delivers an update again for a day at most.
KEPT = timedelta(hours=26)

_UNDONE = updates.c.done_at.is_(None)
_FREE = updates.c.retry_at.is_(None) | (updates.c.retry_at <= NOW)
_WAITING = (
    select(updates.c.runner)
    .where(_UNDONE, updates.c.kept_at <= LATER, _FREE, ~inbox.told_elsewhere(updates.c.runner))
    .distinct()
    .limit(bindparam("most"))
)
_TAKE_UP = (
    update(updates)
    .where(updates.c.id == bindparam("number"), _UNDONE)
    .where(_FREE | (updates.c.teller == bindparam("me")))
    .values(tries=updates.c.tries + 1, retry_at=LATER, teller=bindparam("me"))
    .returning(updates.c.tries)
)
_TAKE_OVER = update(updates).where(updates.c.told_at.is_(None)).values(retry_at=NOW, teller=None)
_OLD = select(updates.c.id).where(updates.c.kept_at < LATER, ~_UNDONE)
_PRUNE = delete(updates).where(updates.c.id.in_(_OLD.limit(bindparam("most"))))
_HANGING = select(func.count(), func.min(updates.c.kept_at), NOW.label("now")).where(_UNDONE)


def waiting(conn: Connection, now: datetime, limit: int = 1000) -> list[int]:
    """Return runners whose lines hold something that was kept `LEFT` ago and is not done."""
    values = {"most": limit, "me": inbox.me(conn), **lease_clock.at(now, -LEFT)}
    return list(conn.scalars(_WAITING, values))


def take_over(conn: Connection, now: datetime) -> None:
    """Note that no other process is alive: what one was at is free at once."""
    conn.execute(_TAKE_OVER, {"now": now})


def take_up(conn: Connection, number: int, now: datetime) -> bool:
    """Count a try before it is made, as the last one may have ended its process.

    Return whether it is worth it; ServedElsewhereError where another process has just taken it up.
    """
    values = {"number": number, "me": inbox.me(conn), **lease_clock.at(now, LEFT)}
    tries: int | None = conn.scalar(_TAKE_UP, values)
    if tries is None:
        raise ServedElsewhereError
    return tries <= inbox.TRIES


def hanging(conn: Connection, now: datetime) -> tuple[int, float]:
    """Return how many updates are not done, and how old the oldest of them is, in seconds."""
    count, since, clock = conn.execute(_HANGING, {"now": now}).one()
    return count, (clock - since).total_seconds() if since else 0.0


def prune(conn: Connection, now: datetime, limit: int = 500) -> bool:
    """Delete a page of updates that Telegram does not deliver again; tell if there may be more."""
    return conn.execute(_PRUNE, {"most": limit, **lease_clock.at(now, -KEPT)}).rowcount == limit
