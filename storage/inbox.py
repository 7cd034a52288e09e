"""Inbox of updates: kept before Telegram is told so, done once, and what they say told after.

An update is kept (`keep`), then decided in one transaction under its runner's lock (`oldest` …
`done`), then told (`storage/telling.py`). Whoever dies in between leaves a row that says what is
left to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import updates
from storage.update_row import UpdateRow

# Nobody taps this far ahead of an answer by hand; a script does.
LONGEST_LINE = 32
# What fails this often fails for ever: it is set aside, so that the next in its line goes on.
TRIES = 3
# Whoever decided an update tells it within this; after it, whoever is alive does.
TELLING = timedelta(seconds=5)
# Telegram delivers an update again for a day at most.
KEPT = timedelta(hours=26)
# Above every other advisory lock of ours, whose keys are small.
_LINE_LOCKS = 1 << 62


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it came: its number, whose it is (0: nobody's), and its text as JSON.

    Taken from a line it knows whether there are `more` behind it.
    """

    id: int
    runner: int
    body: str
    more: bool = field(default=False, compare=False)


_ID = updates.c.id == bindparam("number")
_UNDONE = updates.c.done_at.is_(None)
_ROOM = select(func.count()).where(updates.c.runner == bindparam("runner"), _UNDONE)
_ROW = select(
    *(
        bindparam(name, type_=updates.c[name].type)
        for name in ("id", "runner", "body", "kept_at", "tries", "failed")
    )
).where((_ROOM.scalar_subquery() < LONGEST_LINE) | (bindparam("runner") == 0))
_COLUMNS = ["id", "runner", "body", "kept_at", "tries", "failed"]
_KEEP = {
    "sqlite": sqlite.insert(UpdateRow).from_select(_COLUMNS, _ROW).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(UpdateRow).from_select(_COLUMNS, _ROW).on_conflict_do_nothing(),
}
_FIND = select(updates.c.id).where(updates.c.id.in_(bindparam("these", expanding=True)))
_OLDEST = (
    select(updates.c.id, updates.c.runner, updates.c.body)
    .where(updates.c.runner == bindparam("whose"), _UNDONE)
    .order_by(updates.c.id)
    .limit(2)
)
_LOCK = select(func.pg_advisory_xact_lock(bindparam("key")))
_DONE = (
    update(updates)
    .where(_ID)
    .values(
        runner=bindparam("whose"),
        done_at=bindparam("at"),
        body=None,
        tries=0,
        failed=bindparam("set_aside"),
        say=bindparam("to_say"),
        shows=bindparam("message"),
        retry_at=bindparam("until"),
        told_at=bindparam("said"),
    )
)
_TRIED = (
    update(updates).where(_ID, _UNDONE).values(tries=updates.c.tries + 1).returning(updates.c.tries)
)
_WAITING = (
    select(updates.c.runner)
    .where(_UNDONE, updates.c.kept_at <= bindparam("before"))
    .distinct()
    .limit(bindparam("most"))
)
_FORGET = (
    update(updates)
    .where(updates.c.runner == bindparam("whose"), ~_UNDONE)
    .values(runner=0, body=None, say=None, shows=None, retry_at=None, told_at=updates.c.done_at)
)
_OLD = select(updates.c.id).where(updates.c.kept_at < bindparam("before"), ~_UNDONE)
_PRUNE = delete(updates).where(updates.c.id.in_(_OLD.limit(bindparam("most"))))
_HANGING = select(func.count(), func.min(updates.c.kept_at)).where(_UNDONE)


def keep(conn: Connection, received: Sequence[Received], now: datetime) -> list[Received]:
    """Keep updates, each once however often it comes; return those for which a line was full."""
    rows = [
        {
            "id": one.id,
            "runner": one.runner,
            "body": one.body,
            "kept_at": now,
            "tries": 0,
            "failed": False,
        }
        for one in received
    ]
    if not rows or conn.execute(_KEEP[conn.dialect.name], rows).rowcount == len(rows):
        return []
    there = set(conn.scalars(_FIND, {"these": [one.id for one in received]}))
    return [one for one in received if one.id not in there]


def oldest(conn: Connection, runner: int) -> Received | None:
    """Return the first of a runner's line that is not done, their line held until the commit."""
    if conn.dialect.name == "postgresql":  # SQLite has one writer, and we are it
        conn.execute(_LOCK, {"key": runner | _LINE_LOCKS})
    rows = conn.execute(_OLDEST, {"whose": runner}).all()
    return Received(*rows[0], more=len(rows) > 1) if rows else None


def done(
    conn: Connection,
    one: Received,
    now: datetime,
    say: str | None = None,
    *,
    shows: int | None = None,
    set_aside: bool = False,
    forget: bool = False,
) -> None:
    """Note that an update has had its whole effect, and what is to be said of it (JSON).

    `shows` is the message it redraws; `set_aside` where it could not be done; with `forget` it is
    not kept whose it was.
    """
    conn.execute(
        _DONE,
        {
            "number": one.id,
            "whose": 0 if forget else one.runner,
            "at": now,
            "set_aside": set_aside,
            "to_say": say,
            "message": shows,
            "until": now + TELLING if say else None,
            "said": None if say else now,
        },
    )


def tried(conn: Connection, number: int, *, at_most: int = TRIES) -> bool:
    """Count that doing an update failed; return whether it is worth another try."""
    tries: int | None = conn.scalar(_TRIED, {"number": number})
    return tries is not None and tries < at_most


def waiting(conn: Connection, before: datetime, limit: int = 100) -> list[int]:
    """Return runners whose lines hold something that was kept by then and is not done."""
    return list(conn.scalars(_WAITING, {"before": before, "most": limit}))


def forget(conn: Connection, runner: int) -> None:
    """Forget what was ever kept of a runner's updates, but that their numbers were here."""
    conn.execute(_FORGET, {"whose": runner})


def prune(conn: Connection, now: datetime, limit: int = 500) -> bool:
    """Delete a page of updates that Telegram does not deliver again; tell if there may be more."""
    return conn.execute(_PRUNE, {"before": now - KEPT, "most": limit}).rowcount == limit


def hanging(conn: Connection) -> tuple[int, datetime | None]:
    """Return how many updates are not done, and when the oldest of them was kept."""
    count, since = conn.execute(_HANGING).one()
    return count, since
