"""Runs with their reminders, which move and are cancelled together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from scheduler.reminders import UNDER_WAY
from scheduler.states import RunState
from storage.reminders import planner, run_rows
from storage.runners import lock
from storage.tables import runs

# Two taps on "in 15 min" are one run; so is a run set for about the time of one already there.
SAME = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Run:
    """A run card; `planned` names the run of the plan it stands for, `uid` a calendar's entry.

    Both are None if it was put there by hand.
    """

    id: int
    runner: int
    planned: str | None
    start: datetime
    minutes: int
    moved: bool
    state: RunState
    uid: str | None = None

    @property
    def end(self) -> datetime:
        """Return when the run should be over."""
        return self.start + timedelta(minutes=self.minutes)


_OF = runs.c.runner == bindparam("of")
_GET_RUN = select(runs).where(_OF, runs.c.id == bindparam("of_run"))
_LIST_OPEN = select(runs).where(
    _OF, runs.c.state == RunState.OPEN, runs.c.start > bindparam("later_than")
)
_LIST_COMING = _LIST_OPEN.order_by(runs.c.start)
_GET_BEGUN = (
    _LIST_OPEN.where(runs.c.start <= bindparam("up_to")).order_by(runs.c.start.desc()).limit(1)
)


def get(conn: Connection, runner: int, run: int) -> Run | None:
    """Return a run card of this runner, None if it is not theirs."""
    row = conn.execute(_GET_RUN, {"of": runner, "of_run": run}).one_or_none()
    return None if row is None else _run(row)


def upcoming(conn: Connection, runner: int, now: datetime) -> tuple[Run, ...]:
    """Return the runs that have not begun, the soonest first."""
    return tuple(_run(row) for row in conn.execute(_LIST_COMING, {"of": runner, "later_than": now}))


def current(conn: Connection, runner: int, now: datetime) -> Run | None:
    """Return the run that has begun and that nobody said is over, None if there is none."""
    asked = {"of": runner, "later_than": now - UNDER_WAY, "up_to": now}
    row = conn.execute(_GET_BEGUN, asked).one_or_none()
    return None if row is None else _run(row)


def add(conn: Connection, runner: int, start: datetime, now: datetime) -> Run | None:
    """Put a run there by hand; one already there within 15 minutes is moved instead.

    None for a runner we do not know or whose zone is not known.
    """
    who = lock(conn, runner)
    if who is None or who.zone is None:
        return None
    for there in upcoming(conn, runner, now):
        if abs(there.start - start) < SAME:
            return move(conn, runner, there.id, start, now)
    return get(conn, runner, run_rows.make(conn, who, start, now))


def move(conn: Connection, runner: int, run: int, start: datetime, now: datetime) -> Run | None:
    """Move a run and its nudges to `start`; None unless it is theirs and open."""
    who = lock(conn, runner)
    there = get(conn, runner, run)
    if who is None or there is None or there.state is not RunState.OPEN:
        return None
    if there.start != start:
        run_rows.move(conn, who, run, start, there.minutes, now)
        planner.top_up(conn, who, now)
    return get(conn, runner, run)


def cancel(conn: Connection, runner: int, run: int, now: datetime) -> Run | None:
    """Take a run and its nudges off and make the next planned one; None if not theirs or ended."""
    return _end(conn, runner, run, RunState.CANCELLED, now)


def reopen(conn: Connection, runner: int, run: int, now: datetime) -> Run | None:
    """Take back that a run was called off, with its nudges still of use; None once it is long over.

    None, too, unless it is theirs and called off.
    """
    who = lock(conn, runner)
    there = get(conn, runner, run)
    if who is None or there is None or there.state is not RunState.CANCELLED:
        return None
    if there.start <= now - UNDER_WAY:
        return None
    run_rows.reopen(conn, who, run, there.start, there.minutes, now)
    planner.top_up(conn, who, now)
    return get(conn, runner, run)


def finished(conn: Connection, runner: int, run: int, now: datetime) -> Run | None:
    """End a run as done ("I'm back"), with its nudges; None unless it is theirs and open."""
    return _end(conn, runner, run, RunState.OVER, now)


def _end(
    conn: Connection, runner: int, run: int, state: run_rows.Ended, now: datetime
) -> Run | None:
    who = lock(conn, runner)
    there = get(conn, runner, run)
    if who is None or there is None or there.state is not RunState.OPEN:
        return None
    run_rows.end(conn, run, state)
    planner.top_up(conn, who, now)
    return get(conn, runner, run)


def _run(row: Row[*tuple[Any, ...]]) -> Run:
    # Public: the underscore only avoids the names of columns.
    values = dict(row._mapping) | {"state": RunState(row.state)}  # noqa: SLF001
    return Run(**values)
