"""Planner of reminders: reconciles the rows ahead with a runner's plan, zone and settings.

Every card ends with a nudge ("post", or the silent "over"), and whoever looks after one fills up
again. So the next card always exists, and nothing has to be rebuilt at start.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import TypeVar, Unpack

from sqlalchemy import Connection, bindparam, delete, select

from scheduler import wall_clock
from scheduler.kinds import KINDS, OF_DAY, Kind
from scheduler.recurrence import Planned
from scheduler.reminders import UNDER_WAY, Nudge, of_day
from scheduler.states import RunState
from storage import facts, runners
from storage.reminders import morning_questions, run_rows, seen_questions
from storage.runners import Runner, RunnerFields, ids, lock
from storage.tables import WAITING, nudges, of_kinds, runs

T = TypeVar("T")

# A run can be taken (cancelled, already sent); beyond this many in a row something is wrong.
_LOOK_AHEAD = 45

# The longest run lasts ten hours; whoever looks after its first nudge sees beyond its end.
_AT_ONCE = timedelta(hours=36)
# A run may have no nudge but the one at its end: what is announced before that (ten hours and the
# longest lead, three) is made together with it.
_TOGETHER = timedelta(hours=14)

# Days already taken are looked up from a little earlier: a clock change can shift a nominal day.
LOOK_BACK = timedelta(days=3)

# No nudge of a day is of use for longer.
_STANDSTILL = timedelta(hours=4)

_OPEN = (runs.c.runner == bindparam("of")) & (runs.c.state == RunState.OPEN)
_LATER = runs.c.start > bindparam("later_than")
_LIST_AHEAD = select(runs).where(_OPEN, _LATER).order_by(runs.c.start)
# The next of the plan: still as planned and not begun. A moved one does not stand in its way.
_AS_PLANNED = _OPEN & _LATER & runs.c.planned.is_not(None) & ~runs.c.moved
_LIST_NAMED = select(runs.c.planned, _AS_PLANNED.label("as_planned")).where(
    runs.c.runner == bindparam("of"), runs.c.planned >= bindparam("from_day")
)

_OF_DAY = (nudges.c.runner == bindparam("of")) & nudges.c.run.is_(None)
_OF_KIND = _OF_DAY & (nudges.c.kind == bindparam("of_kind"))
_DROP_OF_DAY = delete(nudges).where(
    _OF_DAY, of_kinds(lambda rules: rules.days is not None), WAITING, nudges.c.snoozes == 0
)
_LIST_KINDS_WAITING = select(nudges.c.kind).where(_OF_DAY, WAITING)
_LIST_SLOTS_OF_KIND = select(nudges.c.slot).where(_OF_KIND, nudges.c.slot >= bindparam("from_day"))

_RULES = "tzdata"


def change(
    conn: Connection, runner: int, now: datetime, /, **fields: Unpack[RunnerFields]
) -> Runner | None:
    """Set fields that reminders hang on and bring what lies ahead in line; None if unknown."""
    known = runners.change(conn, runner, **fields)
    reconcile(conn, runner, now)
    return known


def reconcile(conn: Connection, runner: int, now: datetime) -> None:
    """Bring what lies ahead in line with a runner's plan, zone and settings as they are now.

    Cards the runner moved or put there by hand keep their time; what was sent is not sent again.
    """
    who = lock(conn, runner)
    if who is None or who.zone is None:
        return
    wanted, _ = _next_runs(conn, who, now)
    for card in conn.execute(_LIST_AHEAD, {"of": runner, "later_than": now - UNDER_WAY}).all():
        planned = wanted.get(card.planned)
        if card.planned is None or card.moved or card.start <= now:
            run_rows.refresh(conn, who, card.id, card.start, card.minutes, now)
        elif planned is not None:
            after = beginning(who, now)
            run_rows.keep_time(conn, who, card.id, planned.start, planned.minutes, after)
            del wanted[card.planned]
        else:
            run_rows.withdraw(conn, card.id)
    conn.execute(_DROP_OF_DAY, {"of": runner})
    morning_questions.retime(conn, who, now)
    seen_questions.retime(conn, who, now)
    if not _is_silent(who):
        _make(conn, who, wanted.values(), beginning(who, now))
        _fill_days(conn, who, now, timedelta())


def top_up(conn: Connection, runner: Runner, now: datetime) -> None:
    """Make the next planned cards, rest-day, desk and Sunday nudges of a held runner if missing.

    After a standstill some of them are due already: they are made too if they still are of use.
    """
    if _is_silent(runner):
        return
    wanted, there = _next_runs(conn, runner, now)
    missing = [one for one in wanted.values() if one.name not in there]
    _make(conn, runner, missing, beginning(runner, now - timedelta(minutes=runner.lead)))
    _fill_days(conn, runner, now, _STANDSTILL)


def retime(conn: Connection, now: datetime, after: int = 0, limit: int = 20) -> int | None:
    """Recompute one page of runners if the zone rules changed since their times were made.

    Return the id to go on after, None when all is done. A page is small: a tap waits for its
    runner until the page is done.
    """
    if facts.get(conn, _RULES) == wall_clock.rules_version():
        return None
    page = ids(conn, after, limit)
    for runner in page:
        reconcile(conn, runner, now)
    if page:
        return page[-1]
    facts.put(conn, _RULES, wall_clock.rules_version())
    return None


def beginning(runner: Runner, now: datetime) -> datetime:
    """Return from when on a runner's reminders count: now, or the end of a pause that is on."""
    return (runner.paused_until or now) if runner.is_paused(now) else now


def unpaused(
    runner: Runner,
    after: datetime,
    made: Callable[[datetime], Iterable[T]],
    when: Callable[[T], datetime],
) -> Iterator[T]:
    """Yield what is `made` later than `after`, in its order, without what falls into a break."""
    for one in made(after):
        if runner.is_paused(when(one)):
            break
        yield one
    else:
        return
    yield from made(runner.paused_until or after)


def planned_runs(runner: Runner, after: datetime) -> Iterator[Planned]:
    """Yield the runs of the plan later than `after` that are in no break."""
    zone = str(runner.zone)
    return unpaused(
        runner, after, lambda then: runner.plan.after(zone, then), lambda one: one.start
    )


def _next_runs(
    conn: Connection, runner: Runner, now: datetime
) -> tuple[dict[str, Planned], set[str]]:
    """Return the plan's runs of the next day and a half, at least one, and which have a card.

    Those that were moved, called off or are over are left out.
    """
    if not runner.plan:
        return {}, set()
    zone, after = str(runner.zone), beginning(runner, now)
    from_day = str(wall_clock.local_day(after, zone) - LOOK_BACK)
    asked = {"of": runner.id, "from_day": from_day, "later_than": now}
    named = {row.planned: row.as_planned for row in conn.execute(_LIST_NAMED, asked)}
    wanted: dict[str, Planned] = {}
    until = after + _AT_ONCE
    for one in islice(planned_runs(runner, after), _LOOK_AHEAD):
        if wanted and one.start > until:
            break
        if named.get(one.name, True):
            until = until if wanted else max(until, one.start + _TOGETHER)
            wanted[one.name] = one
    return wanted, named.keys() & wanted.keys()


def _is_silent(runner: Runner) -> bool:
    return runner.zone is None or runner.away or runner.stopped or runner.gone


def _make(conn: Connection, runner: Runner, wanted: Iterable[Planned], after: datetime) -> None:
    for one in wanted:
        run_rows.make(conn, runner, one.start, after, planned=one.name, minutes=one.minutes)


def of_days(runner: Runner, kind: Kind, after: datetime) -> Iterator[tuple[str, Nudge]]:
    """Yield the nudges of a kind later than `after`, each with the local day it is for."""
    zone, days = str(runner.zone), KINDS[kind].days
    if days is None:
        return
    each = unpaused(runner, after, partial(days, runner, zone), lambda one: one[1])
    for day, at in islice(each, _LOOK_AHEAD):
        nudge = of_day(kind, at, zone, runner.quiet)
        if nudge is not None:
            yield str(day), nudge


def _fill_days(conn: Connection, runner: Runner, now: datetime, back: timedelta) -> None:
    waiting = set(conn.scalars(_LIST_KINDS_WAITING, {"of": runner.id}))
    after = beginning(runner, now - back)
    for kind in OF_DAY:
        if kind not in waiting:
            _next_of_day(conn, runner, kind, after, now)


def _next_of_day(
    conn: Connection, runner: Runner, kind: Kind, after: datetime, now: datetime
) -> None:
    from_day = str(wall_clock.local_day(after, str(runner.zone)) - LOOK_BACK)
    taken: set[str] | None = None
    for day, nudge in of_days(runner, kind, after):
        if taken is None:
            asked = {"of": runner.id, "of_kind": kind, "from_day": from_day}
            taken = set(conn.scalars(_LIST_SLOTS_OF_KIND, asked))
        if day not in taken and now < nudge.deadline:
            run_rows.add_nudges(conn, runner.id, None, day, [nudge])
            return
