"""One run card's rows: the card itself and the nudges that belong to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from scheduler.runs import Nudge, for_run
from storage.runners import Runner
from storage.tables import nudges, runs

_RUN = runs.c.id == bindparam("of_run")
_ADD = insert(runs).returning(runs.c.id)
_CHANGE = update(runs).where(_RUN)
_DELETE = delete(runs).where(_RUN)

_OF_RUN = nudges.c.run == bindparam("of_run")
_WAITING = nudges.c.wake.is_not(None)
_DROP = delete(nudges).where(_OF_RUN)
_DROP_WAITING = _DROP.where(_WAITING)
# What the runner put off stays where they put it.
_DROP_FRESH = _DROP_WAITING.where(nudges.c.snoozes == 0)
_KINDS = select(nudges.c.kind).where(_OF_RUN)
_SENT = select(nudges.c.id).where(_OF_RUN, nudges.c.sent_at.is_not(None)).limit(1)
_ADD_NUDGES = insert(nudges)


def make(
    conn: Connection, runner: Runner, planned: str | None, start: datetime, now: datetime
) -> int:
    """Make a run card with its nudges and return its id."""
    when = {"planned": planned, "start": start, "minutes": runner.run_minutes}
    card = {"runner": runner.id, **when, "moved": False, "state": "open"}
    run = int(conn.execute(_ADD, card).scalar_one())
    add_nudges(conn, runner.id, run, _slot(run), _wanted(runner, start, runner.run_minutes, now))
    return run


def keep_time(conn: Connection, runner: Runner, run: int, start: datetime, now: datetime) -> None:
    """Bring a planned card to its plan's start and length; what was sent is not sent again."""
    conn.execute(_CHANGE, {"of_run": run, "start": start, "minutes": runner.run_minutes})
    refresh(conn, runner, run, start, runner.run_minutes, now)


def refresh(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int, now: datetime
) -> None:
    """Bring a card's nudges in line with its time; those sent or put off stay as they are."""
    conn.execute(_DROP_FRESH, {"of_run": run})
    add_missing(conn, runner.id, run, _wanted(runner, start, minutes, now))


def move(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int, now: datetime
) -> None:
    """Give a card another start and its nudges anew, also those that were sent before."""
    conn.execute(_CHANGE, {"of_run": run, "start": start, "moved": True})
    conn.execute(_DROP, {"of_run": run})
    refresh(conn, runner, run, start, minutes, now)


def end(conn: Connection, run: int, state: Literal["cancelled", "over"]) -> None:
    """End a card and take back the nudges still waiting for it."""
    conn.execute(_DROP_WAITING, {"of_run": run})
    conn.execute(_CHANGE, {"of_run": run, "state": state})


def withdraw(conn: Connection, run: int) -> None:
    """Take back a card the plan no longer has; one that was spoken of stays as cancelled."""
    if conn.scalar(_SENT, {"of_run": run}) is None:
        conn.execute(_DELETE, {"of_run": run})
    else:
        end(conn, run, "cancelled")


def add_missing(conn: Connection, runner: int, run: int, wanted: Iterable[Nudge]) -> None:
    """Keep those nudges of a run of which there is none of the kind yet."""
    there = set(conn.scalars(_KINDS, {"of_run": run}))
    add_nudges(conn, runner, run, _slot(run), [n for n in wanted if n.kind not in there])


def add_nudges(
    conn: Connection, runner: int, run: int | None, slot: str, new: Iterable[Nudge]
) -> None:
    """Keep nudges of a run, or of the day when `run` is None; `slot` says which it is."""
    whose = {"runner": runner, "run": run, "slot": slot}
    rows = [
        {"kind": nudge.kind, "due": nudge.due, "deadline": nudge.deadline, "wake": nudge.due}
        | {**whose, "state": "waiting", "snoozes": 0}
        for nudge in new
    ]
    if rows:
        conn.execute(_ADD_NUDGES, rows)


def _slot(run: int) -> str:
    return f"run {run}"


def _wanted(runner: Runner, start: datetime, minutes: int, now: datetime) -> tuple[Nudge, ...]:
    if runner.zone is None:
        return ()
    return for_run(start, minutes, runner.lead, runner.zone, runner.quiet, now)
