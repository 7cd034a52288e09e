"""Forecast of one runner's reminders: those to come, and the one behind a button."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from sqlalchemy import Connection, bindparam, or_, select

from scheduler.kinds import KINDS, OF_DAY, Kind
from scheduler.reminders import Nudge, for_run
from scheduler.states import RunState
from scheduler.wall_clock import local_day
from storage.reminders.due import DUE, DueReminder, as_due
from storage.reminders.planner import LOOK_BACK, beginning, of_days, planned_runs
from storage.runners import Runner, get
from storage.tables import SAID, WAITING, nudges, runs

_OF = DUE.where(nudges.c.runner == bindparam("of"))
_LIST_COMING = (
    _OF.where(WAITING, SAID).where(nudges.c.due >= bindparam("now")).order_by(nudges.c.due)
)
_GET_CARD = _OF.where(
    nudges.c.id == bindparam("of_nudge"),
    or_(nudges.c.run.is_(None), runs.c.state != RunState.CANCELLED),
)
_LIST_NAMES = select(runs.c.planned).where(
    runs.c.runner == bindparam("of"), runs.c.planned >= bindparam("from_day")
)
_LIST_SLOTS = select(nudges.c.kind, nudges.c.slot).where(
    nudges.c.runner == bindparam("of"),
    nudges.c.run.is_(None),
    nudges.c.slot >= bindparam("from_day"),
)


@dataclass(frozen=True, slots=True)
class Coming:
    """A reminder that will come as things are; `start` is its run's, None for one of the day."""

    kind: Kind
    due: datetime
    start: datetime | None


def of(conn: Connection, runner: int, now: datetime) -> tuple[DueReminder, ...]:
    """Return the nudges that are kept for a runner as things are, the soonest first."""
    return tuple(as_due(row) for row in conn.execute(_LIST_COMING, {"of": runner, "now": now}))


def until(conn: Connection, runner: int, now: datetime, end: datetime) -> tuple[Coming, ...]:
    """Return every reminder up to `end` as it will come if nothing changes, the soonest first.

    The first of them are kept already; the others are worked out by the same rules.
    """
    who = get(conn, runner)
    if who is None or who.zone is None or who.away or who.stopped or who.gone:
        return ()
    found = [Coming(due.kind, due.due, due.start) for due in of(conn, runner, now)]
    found += _of_runs(conn, who, now, end)
    found += _of_days(conn, who, now, end)
    resting = who.resting_until or now
    return tuple(
        one
        for one in sorted(found, key=lambda one: one.due)
        if one.due <= end and (one.due >= resting or KINDS[one.kind].survives_rest)
    )


def card(conn: Connection, runner: int, nudge: int) -> DueReminder | None:
    """Return a nudge of this runner, said or not; None if not theirs or its run was cancelled."""
    row = conn.execute(_GET_CARD, {"of": runner, "of_nudge": nudge}).one_or_none()
    return None if row is None else as_due(row)


def _of_runs(conn: Connection, who: Runner, now: datetime, end: datetime) -> list[Coming]:
    zone, after = str(who.zone), beginning(who, now)
    from_day = str(local_day(after, zone) - LOOK_BACK)
    there = set(conn.scalars(_LIST_NAMES, {"of": who.id, "from_day": from_day}))
    found: list[Coming] = []
    last = end + timedelta(minutes=who.lead)
    for one in takewhile(lambda planned: planned.start <= last, planned_runs(who, after)):
        if one.name not in there:
            minutes = one.minutes or who.run_minutes
            made = for_run(one.start, minutes, who.lead, zone, who.quiet, now)
            found += [_coming(nudge, one.start) for nudge in made if KINDS[nudge.kind].is_said]
    return found


def _of_days(conn: Connection, who: Runner, now: datetime, end: datetime) -> list[Coming]:
    after = beginning(who, now)
    from_day = str(local_day(after, str(who.zone)) - LOOK_BACK)
    asked = {"of": who.id, "from_day": from_day}
    there = {(row.kind, row.slot) for row in conn.execute(_LIST_SLOTS, asked)}
    found: list[Coming] = []
    for kind in OF_DAY:
        for day, nudge in takewhile(lambda each: each[1].due <= end, of_days(who, kind, after)):
            if (kind, day) not in there:
                found.append(_coming(nudge, None))
    return found


def _coming(nudge: Nudge, start: datetime | None) -> Coming:
    return Coming(nudge.kind, nudge.due, start)
