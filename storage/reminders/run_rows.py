"""Rows of one run: the run itself and the reminders that belong to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from scheduler.kinds import KINDS
from scheduler.reminders import Nudge, for_run
from scheduler.states import ReminderState, RunState
from storage.reminders.load_leveling import spread
from storage.runners import Runner
from storage.tables import WAITING, nudges, runs

Ended = Literal[RunState.CANCELLED, RunState.OVER]

_RUN = runs.c.id == bindparam("of_run")
_ADD_RUN = insert(runs).returning(runs.c.id)
_CHANGE_RUN = update(runs).where(_RUN)
_DELETE_RUN = delete(runs).where(_RUN)

_OF_RUN = nudges.c.run == bindparam("of_run")
_DROP_NUDGES = delete(nudges).where(_OF_RUN)
_DROP_WAITING = _DROP_NUDGES.where(WAITING)
# One that was said before and put off is known to have been said.
_MARK_LET_GO = (
    update(nudges)
    .where(_OF_RUN, WAITING, nudges.c.times_sent > 0)
    .values(state=ReminderState.ANSWERED, claimable_at=None, sending=False)
)
# What the runner put off stays where they put it, and what was said is not begun anew.
_DROP_FRESH = _DROP_WAITING.where(nudges.c.snoozes == 0, nudges.c.times_sent == 0)
_LIST_KINDS = select(nudges.c.kind).where(_OF_RUN)
_FIND_SENT = select(nudges.c.id).where(_OF_RUN, nudges.c.sent_at.is_not(None)).limit(1)
_ADD_NUDGES = insert(nudges)


def make(
    conn: Connection,
    runner: Runner,
    start: datetime,
    now: datetime,
    *,
    planned: str | None = None,
    minutes: int | None = None,
    uid: str | None = None,
) -> int:
    """Make a run card with its nudges and return its id; `minutes` None is the usual length."""
    length = minutes or runner.run_minutes
    which = {"planned": planned, "uid": uid, "moved": uid is not None}
    card = {"runner": runner.id, "start": start, "minutes": length, "state": RunState.OPEN, **which}
    run = int(conn.execute(_ADD_RUN, card).scalar_one())
    add_nudges(conn, runner.id, run, _slot(run), _wanted(conn, runner, start, length, now))
    return run


def keep_time(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int | None, now: datetime
) -> None:
    """Bring a planned card to its plan's start and length; what was sent is not sent again."""
    length = minutes or runner.run_minutes
    conn.execute(_CHANGE_RUN, {"of_run": run, "start": start, "minutes": length})
    refresh(conn, runner, run, start, length, now)


def refresh(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int, now: datetime
) -> None:
    """Bring a card's nudges in line with its time; those sent or put off stay as they are."""
    conn.execute(_DROP_FRESH, {"of_run": run})
    add_missing(conn, runner.id, run, _wanted(conn, runner, start, minutes, now))


def move(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int, now: datetime
) -> None:
    """Give a card another start and its nudges anew, also those that were sent before."""
    conn.execute(_CHANGE_RUN, {"of_run": run, "start": start, "minutes": minutes, "moved": True})
    conn.execute(_DROP_NUDGES, {"of_run": run})
    refresh(conn, runner, run, start, minutes, now)


def end(conn: Connection, run: int, state: Ended) -> None:
    """End a card and take back the nudges still waiting for it."""
    conn.execute(_MARK_LET_GO, {"of_run": run})
    conn.execute(_DROP_WAITING, {"of_run": run})
    conn.execute(_CHANGE_RUN, {"of_run": run, "state": state})


def reopen(
    conn: Connection, runner: Runner, run: int, start: datetime, minutes: int, now: datetime
) -> None:
    """Open a card that was called off, with those nudges of it that are not there any more."""
    conn.execute(_CHANGE_RUN, {"of_run": run, "state": RunState.OPEN})
    refresh(conn, runner, run, start, minutes, now)


def withdraw(conn: Connection, run: int) -> None:
    """Take back a card the plan no longer has; one that was spoken of stays as cancelled."""
    if conn.scalar(_FIND_SENT, {"of_run": run}) is None:
        conn.execute(_DELETE_RUN, {"of_run": run})
    else:
        end(conn, run, RunState.CANCELLED)


def add_missing(conn: Connection, runner: int, run: int, wanted: Iterable[Nudge]) -> None:
    """Keep those nudges of a run of which there is none of the kind yet."""
    there = set(conn.scalars(_LIST_KINDS, {"of_run": run}))
    add_nudges(conn, runner, run, _slot(run), [n for n in wanted if n.kind not in there])


def add_nudges(
    conn: Connection, runner: int, run: int | None, slot: str, new: Iterable[Nudge]
) -> None:
    """Keep nudges of a run, or of the day when `run` is None; `slot` says which it is."""
    whose = {"runner": runner, "run": run, "slot": slot}
    rows = [
        {
            "kind": nudge.kind,
            "due": nudge.due,
            "deadline": nudge.deadline,
            "claimable_at": nudge.due,
        }
        | {**whose, "state": ReminderState.PENDING, "snoozes": 0, "times_sent": 0, "sending": False}
        for nudge in new
    ]
    if rows:
        conn.execute(_ADD_NUDGES, rows)


def _slot(run: int) -> str:
    return f"run {run}"


def _wanted(
    conn: Connection, runner: Runner, start: datetime, minutes: int, now: datetime
) -> tuple[Nudge, ...]:
    if runner.zone is None:
        return ()
    wanted = for_run(start, minutes, runner.lead, runner.zone, runner.quiet, now)
    if runner.paused_from is not None and not runner.is_paused(start):
        wanted = tuple(one for each in wanted for one in _beside_break(runner, each))
    return tuple(
        spread(conn, one, runner.zone, runner.quiet, now) if KINDS[one.kind].before_run else one
        for one in wanted
    )


def _beside_break(runner: Runner, nudge: Nudge) -> tuple[Nudge, ...]:
    """Return what is left of a nudge of a run beside a break: in it only the silent end comes."""
    if not runner.is_paused(nudge.due):
        return (nudge,)
    if KINDS[nudge.kind].before_run:
        return ()
    return (Nudge("over", nudge.due, KINDS["over"].until(nudge.due)),)
