"""A crowd: one runner's rows again and again, so that many are due in the same minute."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from storage import nudges, plan, runners
from storage import tables as rows
from storage.db import Db

MONDAY = datetime.fromisoformat("2026-03-02T05:00:00+00:00")
RUNS = {"plan": {1: time(6, 45)}}  # a run on Tuesday: its card is there already
RESTS = {"rest_drill": time(7)}  # a drill a day: each one said makes the next
SLICE = 1000  # runners made at once, so that they do not fill the memory that is measured


async def gather(db: Db, size: int, habits: dict[str, Any]) -> datetime:
    """Fill an empty database with `size` runners of the same habits; return when all are due."""
    await db.run(runners.get_or_create, 1, 1, "Ada", MONDAY)
    await db.run(runners.change, 1, zone="Europe/Berlin", step="home", **habits)
    await db.run(plan.changed, 1, MONDAY)
    due = await db.run(nudges.next_due)
    assert due is not None
    for first in range(2, size + 1, SLICE):
        await db.run(_copy, range(first, min(first + SLICE, size + 1)))
    return due + timedelta(seconds=1)


def _copy(conn: Connection, numbers: range) -> None:
    for ada in _of_ada(conn, rows.runners, rows.runners.c.id):
        conn.execute(insert(rows.runners), [ada | {"id": n, "chat": n} for n in numbers])
    for card in _of_ada(conn, rows.runs, rows.runs.c.runner):
        conn.execute(insert(rows.runs), [card | {"id": n, "runner": n} for n in numbers])
    for nudge in _of_ada(conn, rows.nudges, rows.nudges.c.runner):
        del nudge["id"]
        own = [nudge | {"runner": n} for n in numbers]
        if nudge["run"] is not None:
            own = [
                each | {"run": n, "slot": f"run {n}"} for n, each in zip(numbers, own, strict=True)
            ]
        conn.execute(insert(rows.nudges), own)


def _of_ada(conn: Connection, table: Table, runner: Column[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in conn.execute(select(table).where(runner == 1)).mappings()]
