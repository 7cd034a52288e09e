"""Runs of past weeks: which were planned, and which the runner called off."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, select

from scheduler.kinds import KINDS
from scheduler.states import RunState
from scheduler.wall_clock import instant, local_day
from storage.runners import Runner
from storage.tables import runs

# A run put there by hand is a gift, not a promise; one from a calendar file is planned, too.
_PROMISED = runs.c.planned.is_not(None) | runs.c.uid.is_not(None)
_LIST_BEGUN = (
    select(runs.c.start, runs.c.minutes, runs.c.state)
    .where(runs.c.runner == bindparam("of"), _PROMISED)
    .where(runs.c.start >= bindparam("since"), runs.c.start < bindparam("until"))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many runs each local day asked for, and how many were called off."""

    runs: Counter[date]
    off: Counter[date]


def asked(conn: Connection, runner: Runner, since: date, until: date, now: datetime) -> Asked:
    """Return the planned runs from a local day up to another, as far as they are over by `now`.

    A run is over when its last card is: until then there is time for its ankles.
    """
    zone = str(runner.zone)
    bounds = {"since": instant(since, time(), zone), "until": instant(until, time(), zone)}
    found = Asked(Counter(), Counter())
    for row in conn.execute(_LIST_BEGUN, {"of": runner.id, **bounds}):
        day = local_day(row.start, zone)
        if row.state == RunState.CANCELLED:
            found.off[day] += 1
        elif KINDS["post"].until(row.start + timedelta(minutes=row.minutes)) <= now:
            found.runs[day] += 1
    return found
