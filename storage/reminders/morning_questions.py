"""Morning question: one reminder a day at most, and none where a card asks it."""

from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, or_, select

from scheduler import reminders as rules
from scheduler.kinds import Kind
from scheduler.states import SPOKEN, RunState
from storage.reminders import run_rows
from storage.runners import Runner, lock
from storage.tables import WAITING, nudges, of_kinds, runners, runs

_KIND: Kind = "morning"
_OF = (nudges.c.runner == bindparam("of")) & (nudges.c.kind == _KIND)
_LIST_WAITING = select(nudges.c.slot).where(_OF, WAITING)
_FIND_OF_DAY = select(nudges.c.id).where(_OF, nudges.c.slot == bindparam("day"))
_DROP_WAITING = delete(nudges).where(_OF, WAITING)
_FIND_CARRIER = (
    select(nudges.c.id)
    .join(runs, runs.c.id == nudges.c.run)
    .join(runners, runners.c.id == nudges.c.runner)
    .where(nudges.c.runner == bindparam("of"), of_kinds(lambda rules: rules.before_run))
    .where(nudges.c.state.in_(SPOKEN), runs.c.state != RunState.CANCELLED)
    .where(nudges.c.due >= bindparam("since"), nudges.c.due < bindparam("until"))
    # A card that a rest holds back brings nothing along.
    .where(or_(runners.c.resting_until.is_(None), runners.c.resting_until <= nudges.c.due))
    .limit(1)
)


def wish(conn: Connection, runner: int, day: date, now: datetime) -> bool:
    """Make the nudge that asks on the morning of `day`; False where none is to come.

    None comes twice for a day, in a pause, or where the card before a run asks first.
    """
    who = lock(conn, runner)
    if who is None or conn.scalar(_FIND_OF_DAY, {"of": runner, "day": str(day)}) is not None:
        return False
    return _make(conn, who, day, now)


def rides(conn: Connection, runner: int, day: date, zone: str) -> bool:
    """Tell whether a card before a run brings the question of that morning along."""
    since, until = rules.riding(day, zone)
    return conn.scalar(_FIND_CARRIER, {"of": runner, "since": since, "until": until}) is not None


def withdraw(conn: Connection, runner: int) -> None:
    """Take back the nudge still waiting, now that the question was answered."""
    conn.execute(_DROP_WAITING, {"of": runner})


def retime(conn: Connection, runner: Runner, now: datetime) -> None:
    """Bring the waiting nudge of a held runner in line with their zone, quiet hours and pauses."""
    days = [date.fromisoformat(slot) for slot in conn.scalars(_LIST_WAITING, {"of": runner.id})]
    withdraw(conn, runner.id)
    for day in days:
        _make(conn, runner, day, now)


def _make(conn: Connection, runner: Runner, day: date, now: datetime) -> bool:
    if runner.zone is None or runner.away or runner.stopped:
        return False
    nudge = rules.morning(day, runner.zone, runner.quiet)
    if nudge is None or nudge.due < now or runner.is_paused(nudge.due):
        return False
    if rides(conn, runner.id, day, runner.zone):
        return False
    run_rows.add_nudges(conn, runner.id, None, str(day), [nudge])
    return True
