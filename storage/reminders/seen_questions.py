"""Question on the day after an urgent flag: one a day, also while all reminders wait."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select

from scheduler import reminders as rules
from scheduler.kinds import KINDS, Kind
from scheduler.reminders import Nudge
from scheduler.wall_clock import local_day
from storage.reminders import run_rows
from storage.runners import Runner, lock
from storage.tables import WAITING, nudges

_KIND: Kind = "seen"
_OF = (nudges.c.runner == bindparam("of")) & (nudges.c.kind == _KIND)
_AHEAD = nudges.c.due > bindparam("now")
_LIST_COMING = select(nudges.c.slot, nudges.c.due).where(_OF, WAITING, _AHEAD)
_FIND_OF_DAY = select(nudges.c.id).where(_OF, nudges.c.slot == bindparam("day"))
_DROP_WAITING = delete(nudges).where(_OF, WAITING)
_DROP_COMING = _DROP_WAITING.where(_AHEAD)
# [own] Without a zone yet the hour at which the flag was told is one at which the runner is up.
_A_DAY = timedelta(days=1)


def wish(conn: Connection, runner: int, now: datetime) -> None:
    """Make the question for the day after a flag told now, unless that day has one."""
    who = lock(conn, runner)
    if who is None:
        return
    tomorrow = local_day(now, who.zone or "UTC") + _A_DAY
    if conn.scalar(_FIND_OF_DAY, {"of": runner, "day": str(tomorrow)}) is None:
        nudge = _nudge(who, tomorrow, now + _A_DAY)
        run_rows.add_nudges(conn, runner, None, str(tomorrow), [nudge])


def withdraw(conn: Connection, runner: int) -> None:
    """Take back the question still waiting, now that no urgent flag is up."""
    conn.execute(_DROP_WAITING, {"of": runner})


def retime(conn: Connection, runner: Runner, now: datetime) -> None:
    """Bring a held runner's question in line with their zone and quiet hours; one due stays."""
    asked = {"of": runner.id, "now": now}
    coming = conn.execute(_LIST_COMING, asked).all()
    conn.execute(_DROP_COMING, asked)
    for row in coming:
        nudge = _nudge(runner, date.fromisoformat(row.slot), row.due)
        if nudge.deadline > now:
            run_rows.add_nudges(conn, runner.id, None, row.slot, [nudge])


def _nudge(runner: Runner, day: date, due: datetime) -> Nudge:
    if runner.zone is None:
        return Nudge(_KIND, due, KINDS[_KIND].until(due))
    return rules.seen(day, runner.zone, runner.quiet)
