"""Pauses of all reminders: silence until a day, and back again."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select

from scheduler.reminders import UNDER_WAY
from scheduler.states import RunState
from storage.reminders import planner, run_rows
from storage.runners import change
from storage.tables import WAITING, nudges, of_kinds, runs

_LIST_AHEAD = select(runs.c.id).where(
    runs.c.runner == bindparam("of"),
    runs.c.state == RunState.OPEN,
    runs.c.start > bindparam("later_than"),
    runs.c.start < bindparam("until"),
)
_LIST_UNDER_WAY = select(runs.c.id).where(
    runs.c.runner == bindparam("of"),
    runs.c.state == RunState.OPEN,
    runs.c.start > bindparam("later_than"),
    runs.c.start <= bindparam("now"),
)
# An urgent flag is asked about also in a pause.
_DROP_WAITING = delete(nudges).where(
    nudges.c.runner == bindparam("of"), WAITING, ~of_kinds(lambda rules: rules.survives_pause)
)


def pause(
    conn: Connection, runner: int, until: datetime, now: datetime, since: datetime | None = None
) -> None:
    """Take back everything that would come before `until` and plan on from there.

    With `since`, what comes before that stays. A run put there by hand during the pause is the
    runner's own wish and is served.
    """
    change(conn, runner, paused_from=since, paused_until=until)
    # The first instant of a break belongs to it.
    later_than = now if since is None else since - timedelta(microseconds=1)
    asked = {"of": runner, "later_than": later_than, "until": until}
    for run in conn.scalars(_LIST_AHEAD, asked).all():
        run_rows.withdraw(conn, run)
    if since is not None:
        planner.reconcile(conn, runner, now)
        return
    begun = {"of": runner, "later_than": now - UNDER_WAY, "now": now}
    for run in conn.scalars(_LIST_UNDER_WAY, begun).all():
        run_rows.end(conn, run, RunState.OVER)
    conn.execute(_DROP_WAITING, {"of": runner})
    planner.reconcile(conn, runner, now)


def resume(conn: Connection, runner: int, now: datetime) -> None:
    """End a pause, or a time when Telegram refused us, and plan on from now."""
    change(conn, runner, paused_from=None, paused_until=None, away=False)
    planner.reconcile(conn, runner, now)


def stop(conn: Connection, runner: int, stopped: bool, now: datetime) -> None:
    """Let the reminders wait while a red flag or a limit keeps everything away, or come back."""
    change(conn, runner, stopped=stopped)
    planner.reconcile(conn, runner, now)


def back(conn: Connection, runner: int, now: datetime) -> None:
    """Note that Telegram delivers to a runner again and plan on from now; a pause still holds."""
    change(conn, runner, away=False)
    planner.reconcile(conn, runner, now)
