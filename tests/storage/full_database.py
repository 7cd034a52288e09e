"""A database full of nudges that are still to come: a few runners of real plans, copied by SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    cast,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.types import String

from scheduler.recurrence import Rhythm
from storage import postgresql, runners
from storage.base import Base
from storage.db import Db
from storage.reminders import planner
from storage.runners import RunnerFields
from storage.tables import nudges as rows
from storage.tables import runners as people
from tests.bench.databases import outside

# Runs on five weekdays at a hundred minutes each: what is stored is due all over the week.
DAYS, MINUTES = 5, 100
NOT_TODAY = 2  # days: nothing that is stored becomes due while it is measured


@dataclass(frozen=True, slots=True)
class Planted:
    """A nudge that was made due: its number, whose it is (their chat has the same number)."""

    id: int
    runner: int
    deadline: datetime


_WAITING = rows.c.claimable_at.is_not(None)


async def fill(url: str, size: int, now: datetime) -> int:
    """Fill an empty database with about `size` nudges to come; return how many there are.

    Every row is one that Dorsi itself wrote or a copy of it.
    """
    db = Db(url, patience=None)
    await db.migrate()
    if size:
        await db.transaction(_people, now, min(DAYS * MINUTES, max(1, size // 20)))
    last: int | None = 0
    while last is not None:
        last = await db.transaction(planner.retime, now, last)
    if size:
        await db.transaction(_copy, round(size / await db.transaction(count)) - 1)
    stored = await db.transaction(count)
    await db.close()
    # What autovacuum and the next checkpoints would do in the hours that a crowd takes in life.
    tidy = "PRAGMA wal_checkpoint(TRUNCATE)" if url.startswith("sqlite") else "VACUUM ANALYZE"
    outside(url, tidy)
    return stored


def count(conn: Connection) -> int:
    """Return how many nudges are still to come."""
    return conn.execute(select(func.count()).select_from(rows).where(_WAITING)).scalar_one()


def make_due(
    conn: Connection, at: datetime, deadlines: Sequence[datetime], runner: int = 0
) -> tuple[Planted, ...]:
    """Let a nudge before a run be due at an instant for each deadline; return them.

    All are of `runner`; whose they are is left to the database where none is named.
    """
    asked = select(rows.c.id, rows.c.runner).where(rows.c.kind == "pre", _WAITING)
    if runner:
        asked = asked.where(rows.c.runner == runner)
    found = conn.execute(asked.limit(len(deadlines))).all()
    planted = tuple(
        Planted(nudge, who, end) for (nudge, who), end in zip(found, deadlines, strict=True)
    )
    change = update(rows).where(rows.c.id == bindparam("of"))
    due = {"due": at, "claimable_at": at}
    conn.execute(change, [due | {"of": one.id, "deadline": one.deadline} for one in planted])
    return planted


def newcomer(conn: Connection, now: datetime, number: int = 0) -> int:
    """Let there be one more runner, with one run a week in two days or more; return who."""
    who = int(conn.scalar(select(func.max(people.c.id))) or 0) + 1
    day, minute = divmod(number, MINUTES)
    wall = time(7 + minute // 60, minute % 60)
    weekly = Rhythm.weekly({(now.weekday() + NOT_TODAY + day) % 7: wall})
    runners.get_or_create(conn, who, who, "Ada", now)
    # Nobody answers here, and on a Sunday the look back would be due for all at once.
    once: RunnerFields = {"follow_up": False, "summary": False}
    once |= {"zone": "Europe/Berlin", "awaiting": "home", "plan": weekly}
    runners.change(conn, who, **once)
    planner.reconcile(conn, who, now)
    return who


def _people(conn: Connection, now: datetime, size: int) -> None:
    for number in range(size):
        newcomer(conn, now, number)


def _copy(conn: Connection, copies: int) -> None:
    """Copy every row of every runner so many times, each with numbers of its own."""
    if copies < 1:
        return
    if conn.dialect.name == "postgresql":
        postgresql.lift_limits(conn)
    numbers = select(literal(1).label("n")).cte("copies", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1).where(numbers.c.n < copies))
    tables = [table for table in Base.metadata.sorted_tables if "id" in table.c]
    step = {table: int(conn.scalar(select(func.max(table.c.id))) or 0) for table in tables}
    for table in filter(step.get, tables):
        own = _own(table, step, numbers.c.n)
        picked = select(*(own.get(column.name, column) for column in table.c))
        there = picked.select_from(table.join(numbers, literal(value=True)))
        conn.execute(insert(table).from_select([column.name for column in table.c], there))
        if conn.dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence(table.name, "id")
            conn.execute(
                select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery()))
            )


def _own(
    table: Table, step: Mapping[Table, int], copy: ColumnElement[int]
) -> dict[str, ColumnElement[Any]]:
    """Return what differs in a copy of a row: its number, and whom and what it belongs to."""
    own: dict[str, ColumnElement[Any]] = {"id": table.c.id + step[table] * copy}
    for key in table.foreign_keys:
        own[key.parent.name] = key.parent + step[key.column.table] * copy
    if "chat" in table.c:
        own["chat"] = own["id"]
    if "slot" in table.c:
        old, new = cast(table.c.run, String), cast(own["run"], String)
        own["slot"] = func.coalesce(func.replace(table.c.slot, old, new), table.c.slot)
    return own


def on_their_way(conn: Connection) -> frozenset[int]:
    """Return the nudges that were about to be said, and of which nobody noted what became."""
    asked = select(rows.c.id).where(rows.c.sending, rows.c.claimable_at.is_not(None))
    return frozenset(conn.scalars(asked))
