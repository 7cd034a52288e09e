"""Zone change on a journey: what was set by one clock keeps its day and hour by another."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, update

from scheduler.wall_clock import instant, local
from storage.reminders import planner, run_rows
from storage.runners import UNTIL_I_SAY, Runner, change, lock
from storage.runs import upcoming
from storage.tables import runs

# [own] Who sets off within the hour named a moment ("in an hour"), not an hour of the day.
SOON = timedelta(hours=1)

_CHANGE = update(runs).where(runs.c.id == bindparam("of_run"))


def arrive(conn: Connection, runner: int, zone: str, now: datetime) -> Runner | None:
    """Give a runner another zone; runs to come and the end of a pause keep their day and hour.

    A run whose hour has passed there is taken back. None if unknown or without a zone so far.
    """
    who = lock(conn, runner)
    if who is None or who.zone is None:
        return None
    for run in upcoming(conn, runner, now + SOON):
        start = _there(run.start, who.zone, zone)
        if run.planned is not None and not run.moved:
            continue  # it follows the plan
        if start > now:
            conn.execute(_CHANGE, {"of_run": run.id, "start": start})
        else:
            run_rows.withdraw(conn, run.id)
    until = who.paused_until
    if until is not None and now < until < UNTIL_I_SAY:
        until = _there(until, who.zone, zone)
    since = who.paused_from
    if since is not None and since > now:
        since = _there(since, who.zone, zone)
    changed = change(conn, runner, zone=zone, paused_from=since, paused_until=until)
    planner.reconcile(conn, runner, now)
    return changed


def _there(at: datetime, here: str, there: str) -> datetime:
    wall = local(at, here)
    return instant(wall.date(), wall.time(), there)
