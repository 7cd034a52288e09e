"""Runs read from a calendar file: kept until the runner says yes, then cards, each only once."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from scheduler.calendars import PlannedRun
from scheduler.states import RunState
from scheduler.wall_clock import local_day
from storage import unreadable
from storage.reminders import planner, run_rows
from storage.runners import Runner, lock
from storage.tables import imports, runs


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did: how many runs are new, changed, called off, and fall into a pause."""

    added: int = 0
    updated: int = 0
    cancelled: int = 0
    paused: int = 0


_FILE: TypeAdapter[tuple[PlannedRun, ...]] = TypeAdapter(tuple[PlannedRun, ...])

_Row = Row[*tuple[Any, ...]]

_OF = imports.c.runner == bindparam("of")
_GET_FILE = select(imports.c.body).where(_OF)
_DROP_FILE = delete(imports).where(_OF)
_GET_BY_UID = select(runs).where(
    runs.c.runner == bindparam("of"), runs.c.uid == bindparam("of_uid")
)
_LIST_NAMED = select(runs).where(
    runs.c.runner == bindparam("of"), runs.c.planned.in_(bindparam("names", expanding=True))
)
_MARK_RUN = update(runs).where(runs.c.id == bindparam("of_run"))


def keep(conn: Connection, runner: int, found: Sequence[PlannedRun], now: datetime) -> None:
    """Keep what was read from a file until the runner answers, instead of what waited before."""
    drop(conn, runner)
    body = _FILE.dump_json(tuple(found)).decode()
    conn.execute(insert(imports), {"runner": runner, "at": now, "body": body})


def waiting(conn: Connection, runner: int) -> tuple[PlannedRun, ...]:
    """Return the runs that wait for the runner's word; empty if there are none."""
    body: str | None = conn.scalar(_GET_FILE, {"of": runner})
    try:
        return _FILE.validate_json(body) if body else ()
    except ValueError as error:
        unreadable.note("imports", runner, error, shown=False)
        return ()


def mark(found: Iterable[PlannedRun]) -> str:
    """Return a short name for what was read from a file, the same for the same runs."""
    told = sorted(f"{run.uid} {run.start.timestamp()} {run.minutes}" for run in found)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def waits(conn: Connection, runner: int, name: str) -> bool:
    """Tell whether what waits for the runner's word is what `mark` calls by that name."""
    found = waiting(conn, runner)
    return bool(found) and mark(found) == name


def drop(conn: Connection, runner: int) -> None:
    """Forget what waits."""
    conn.execute(_DROP_FILE, {"of": runner})


def apply(conn: Connection, runner: int, now: datetime) -> Applied:
    """Make cards of the runs that wait and forget the list; what was imported before is moved.

    A run on a day the plan also has takes the place of the plan's run. What has begun, was called
    off or is over stays as it is; a run in a pause is left out, like the plan's own.
    """
    who = lock(conn, runner)
    found = waiting(conn, runner)
    drop(conn, runner)
    return Applied() if who is None or who.zone is None else bring(conn, who, found, now)


def bring(conn: Connection, who: Runner, found: Iterable[PlannedRun], now: datetime) -> Applied:
    """Make cards of runs of a held runner whose zone is known, or change the cards there are."""
    done = Counter(_take(conn, who, one, now) for one in found if one.start > now)
    planner.top_up(conn, who, now)
    return Applied(done["added"], done["updated"], done["cancelled"], done["paused"])


def _take(conn: Connection, who: Runner, one: PlannedRun, now: datetime) -> str:
    there = conn.execute(_GET_BY_UID, {"of": who.id, "of_uid": one.uid}).one_or_none()
    paused = who.is_paused(one.start)
    if there is None:
        return "left" if one.cancelled else "paused" if paused else _add(conn, who, one, now)
    minutes = one.minutes or who.run_minutes
    if there.state != RunState.OPEN or there.start <= now:
        return "left"
    if one.cancelled:
        run_rows.end(conn, there.id, RunState.CANCELLED)
        return "cancelled"
    if (there.start, there.minutes) == (one.start, minutes):
        return "left"
    if paused:
        run_rows.withdraw(conn, there.id)
        return "paused"
    _take_place(conn, who, there, one, now)
    run_rows.move(conn, who, there.id, one.start, minutes, now)
    return "updated"


def _take_place(conn: Connection, who: Runner, card: _Row, one: PlannedRun, now: datetime) -> None:
    """Let an imported run that comes to another day take the place of the plan's run there.

    The plan's run of the day it leaves comes back.
    """
    names, there = _of_day(conn, who, one)
    if card.planned in names:
        return
    for row in there.values():
        if _is_as_planned(row, now):
            run_rows.withdraw(conn, row.id)
            break
    names, there = _of_day(conn, who, one)
    free = next((name for name in names if name not in there), None)
    conn.execute(_MARK_RUN, {"of_run": card.id, "planned": free})


def _of_day(
    conn: Connection, who: Runner, one: PlannedRun
) -> tuple[tuple[str, ...], dict[str, _Row]]:
    """Return what the plan calls the runs of an entry's day, and the cards there are of them."""
    names = who.plan.names(local_day(one.start, str(who.zone)))
    asked = {"of": who.id, "names": names}
    return names, {row.planned: row for row in conn.execute(_LIST_NAMED, asked)} if names else {}


def _is_as_planned(row: _Row, now: datetime) -> bool:
    return row.uid is None and row.state == RunState.OPEN and not row.moved and row.start > now


def _add(conn: Connection, who: Runner, one: PlannedRun, now: datetime) -> str:
    """Make a card, or take over the one the plan has for that day."""
    names, there = _of_day(conn, who, one)
    for row in there.values():
        if _is_as_planned(row, now):
            conn.execute(_MARK_RUN, {"of_run": row.id, "uid": one.uid})
            run_rows.move(conn, who, row.id, one.start, one.minutes or who.run_minutes, now)
            return "added"
    free = next((name for name in names if name not in there), None)
    run_rows.make(conn, who, one.start, now, planned=free, minutes=one.minutes, uid=one.uid)
    return "added"
