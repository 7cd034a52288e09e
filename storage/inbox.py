"""Inbox of updates: kept before Telegram is told so, done once, and what they say told after.

An update is kept (`keep`), then decided in one transaction under its runner's lock (`oldest` …
`done`), then told (`storage/telling.py`). Whoever dies in between leaves a row that says what is
left to do (`storage/leftovers.py`).

On PostgreSQL any number of processes do so at once: of one runner's updates one is decided at a
time, and while one process tells a runner something no other decides what comes next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, exists, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import lease_clock
from storage.lease_clock import LATER, NOW
from storage.tables import updates
from storage.update_row import UpdateRow

# Nobody taps this far ahead of an answer by hand; a script does.
LONGEST_LINE = 32
# What fails this often fails for ever: it is set aside, so that the next in its line goes on.
TRIES = 3
# Whoever decided an update tells it within this, or says that it is still at it (`telling.hold`);
# after it, whoever is alive tells it.
TELLING = timedelta(seconds=3)
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


class Keeping(NamedTuple):
    """For which updates a line was full, and how many were there before."""

    turned_away: list[Received]
    repeated: int


class ServedElsewhereError(RuntimeError):
    """Another process is at a runner's line: what comes next is decided after that."""


def told_elsewhere(runner: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that another living process tells a runner something just now.

    The bind `me` is who asks.
    """
    told = updates.alias("told")
    return exists().where(
        told.c.runner == runner,
        told.c.done_at.is_not(None),
        told.c.told_at.is_(None),
        told.c.teller != bindparam("me"),
        told.c.retry_at > NOW,
    )


_ID = updates.c.id == bindparam("number")
_UNDONE = updates.c.done_at.is_(None)
_ROOM = select(func.count()).where(updates.c.runner == bindparam("runner"), _UNDONE)
_ROW = select(
    *(
        bindparam(name, type_=updates.c[name].type)
        for name in ("id", "runner", "body", "tries", "failed")
    ),
    NOW,
).where((_ROOM.scalar_subquery() < LONGEST_LINE) | (bindparam("runner") == 0))
_COLUMNS = ["id", "runner", "body", "tries", "failed", "kept_at"]
_KEEP = {
    name: made.insert(UpdateRow)
    .from_select(_COLUMNS, _ROW)
    .on_conflict_do_nothing()
    .execution_options(preserve_rowcount=True)
    for name, made in (("sqlite", sqlite), ("postgresql", postgresql))
}
_FIND = select(updates.c.id).where(updates.c.id.in_(bindparam("these", expanding=True)))
_OLDEST = (
    select(updates.c.id, updates.c.runner, updates.c.body)
    .where(updates.c.runner == bindparam("whose"), _UNDONE)
    .order_by(updates.c.id)
    .limit(2)
)
# Asked where several processes are at work: it costs nothing where only one is.
_OLDEST_OF_ALL = _OLDEST.add_columns(told_elsewhere(bindparam("whose")).label("elsewhere"))
_LOCK = select(func.pg_advisory_xact_lock(bindparam("key")))
_DONE = (
    update(updates)
    .where(_ID)
    .values(
        runner=bindparam("whose"),
        done_at=NOW,
        body=None,
        tries=0,
        failed=bindparam("set_aside"),
        say=bindparam("to_say"),
        shows=bindparam("message"),
    )
)
_DONE_IN_SILENCE = _DONE.values(told_at=NOW, retry_at=None, teller=None)
_DONE_TO_TELL = _DONE.values(retry_at=LATER, teller=bindparam("me"))
_TRIED = (
    update(updates).where(_ID, _UNDONE).values(tries=updates.c.tries + 1).returning(updates.c.tries)
)
_FORGET = (
    update(updates)
    .where(updates.c.runner == bindparam("whose"), ~_UNDONE)
    .values(runner=0, body=None, say=None, shows=None, retry_at=None, teller=None)
    .values(told_at=updates.c.done_at)
)


def keep(conn: Connection, received: Sequence[Received], now: datetime) -> Keeping:
    """Keep updates, each once however often it comes, as far as there is room in their lines."""
    rows = [
        {"id": one.id, "runner": one.runner, "body": one.body, "tries": 0, "failed": False}
        | lease_clock.at(now)
        # In one order, so that two processes that keep the same never wait for each other.
        for one in sorted(received, key=lambda each: each.id)
    ]
    new = conn.execute(_KEEP[conn.dialect.name], rows).rowcount if rows else 0
    if new == len(rows):
        return Keeping([], 0)
    there = set(conn.scalars(_FIND, {"these": [one.id for one in received]}))
    turned_away = [one for one in received if one.id not in there]
    return Keeping(turned_away, len(rows) - new - len(turned_away))


def oldest(conn: Connection, runner: int) -> Received | None:
    """Return the first of a runner's line that is not done, their line held until the commit.

    ServedElsewhereError while another process tells them what was decided before.
    """
    hold(conn, runner)
    if is_shared(conn):
        rows = conn.execute(_OLDEST_OF_ALL, {"whose": runner, "me": me(conn)}).all()
        if rows and rows[0].elsewhere:
            raise ServedElsewhereError
    else:
        rows = conn.execute(_OLDEST, {"whose": runner}).all()
    if not rows:
        return None
    return Received(rows[0].id, rows[0].runner, rows[0].body, more=len(rows) > 1)


def hold(conn: Connection, runner: int) -> None:
    """Hold a runner's line until the commit; waits for whoever holds it."""
    if is_shared(conn):  # SQLite has one writer, and we are it
        conn.execute(_LOCK, {"key": runner | _LINE_LOCKS})


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
    whose = 0 if forget else one.runner
    values = {"number": one.id, "whose": whose, "set_aside": set_aside, "to_say": say}
    values |= {"message": shows, "me": me(conn), **lease_clock.at(now, TELLING)}
    conn.execute(_DONE_TO_TELL if say else _DONE_IN_SILENCE, values)


def tried(conn: Connection, number: int) -> bool:
    """Count that doing an update failed; return whether it is worth another try."""
    tries: int | None = conn.scalar(_TRIED, {"number": number})
    return tries is not None and tries < TRIES


def forget(conn: Connection, runner: int) -> None:
    """Forget what was ever kept of a runner's updates, but that their numbers were here."""
    conn.execute(_FORGET, {"whose": runner})


def me(conn: Connection) -> int:
    """Return the number of this process among those on the database."""
    number: int = conn.get_execution_options().get("process", 0)
    return number


def is_shared(conn: Connection) -> bool:
    """Tell whether several processes may be at work on the database."""
    return conn.dialect.name == "postgresql"
