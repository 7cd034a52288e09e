"""The next of everything: from a weekly plan one card ahead, and the nudges of the day.

Every card ends with a nudge ("post", or the silent "over"), and whoever settles that one fills up
again. So the next card always exists, and nothing has to be rebuilt at start.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, insert, select

from scheduler import when
from scheduler.runs import of_day
from storage import cards, mornings
from storage.runners import Runner, ids, lock
from storage.tables import facts, nudges, runs

# [own] A break at the desk belongs to a working day.
WORKDAYS = frozenset(range(5))

# A day can be taken (cancelled, already sent); beyond this many in a row something is wrong.
_LOOK_AHEAD = 15

# Days already taken are looked up from a little earlier: a clock change can shift a nominal day.
_LOOK_BACK = timedelta(days=3)

# A card is still on its way for this long after its start.
_LONGEST = timedelta(hours=12)

_OPEN = (runs.c.runner == bindparam("of")) & (runs.c.state == "open")
_LATER = runs.c.start > bindparam("later_than")
_AHEAD = select(runs).where(_OPEN, _LATER).order_by(runs.c.start)
# The next of the plan: still as planned and not begun. A moved one does not stand in its way.
_AS_PLANNED = _OPEN & _LATER & runs.c.planned.is_not(None) & ~runs.c.moved
_NEXT = select(runs.c.id).where(_AS_PLANNED).limit(1)
_TAKEN = select(runs.c.planned).where(
    runs.c.runner == bindparam("of"), runs.c.planned >= bindparam("from_day"), ~_AS_PLANNED
)

_OF_DAY = (nudges.c.runner == bindparam("of")) & nudges.c.run.is_(None)
_OF_KIND = _OF_DAY & (nudges.c.kind == bindparam("of_kind"))
_WAITING = nudges.c.wake.is_not(None)
_DROP_OF_DAY = delete(nudges).where(
    _OF_DAY, nudges.c.kind != "morning", _WAITING, nudges.c.snoozes == 0
)
_WAITING_OF_KIND = select(nudges.c.id).where(_OF_KIND, _WAITING).limit(1)
_SLOTS_OF_KIND = select(nudges.c.slot).where(_OF_KIND, nudges.c.slot >= bindparam("from_day"))

_TZDATA = facts.c.name == "tzdata"


def changed(conn: Connection, runner: int, now: datetime) -> None:
    """Bring what lies ahead in line with a runner's plan, zone and settings as they are now.

    Cards the runner moved or put there by hand keep their time; what was sent is not sent again.
    """
    who = lock(conn, runner)
    if who is None or who.zone is None:
        return
    day, start = _next(conn, who, now) or (None, now)
    for card in conn.execute(_AHEAD, {"of": runner, "later_than": now - _LONGEST}).all():
        if card.planned is None or card.moved or card.start <= now:
            cards.refresh(conn, who, card.id, card.start, card.minutes, now)
        elif card.planned == day:
            cards.keep_time(conn, who, card.id, start, now)
        else:
            cards.withdraw(conn, card.id)
    conn.execute(_DROP_OF_DAY, {"of": runner})
    mornings.retime(conn, who, now)
    fill(conn, who, now)


def fill(conn: Connection, runner: Runner, now: datetime) -> None:
    """Make the next planned card, rest-day and desk nudge of a held runner where missing."""
    if runner.zone is None or runner.away or runner.stopped:
        return
    if runner.plan and conn.scalar(_NEXT, {"of": runner.id, "later_than": now}) is None:
        upcoming = _next(conn, runner, now)
        if upcoming is not None:
            cards.make(conn, runner, *upcoming, now)
    rest_days = when.EVERY_DAY - runner.plan.keys()
    _next_of_day(conn, runner, "rest", _daily(runner.rest_drill, rest_days), now)
    _next_of_day(conn, runner, "desk", _daily(runner.desk_break, WORKDAYS), now)


def retime(conn: Connection, now: datetime, after: int = 0, limit: int = 200) -> int | None:
    """Recompute one page of runners if the zone rules changed since their times were made.

    Return the id to go on after, None when all is done; called at start until then.
    """
    if conn.scalar(select(facts.c.value).where(_TZDATA)) == when.rules_version():
        return None
    page = ids(conn, after, limit)
    for runner in page:
        changed(conn, runner, now)
    if page:
        return page[-1]
    conn.execute(delete(facts).where(_TZDATA))
    conn.execute(insert(facts), {"name": "tzdata", "value": when.rules_version()})
    return None


def _from(runner: Runner, now: datetime) -> datetime:
    return max(now, runner.paused_until or now)


def _next(conn: Connection, runner: Runner, now: datetime) -> tuple[str, datetime] | None:
    """Return the day and start of the plan's next run that was not moved, called off or over."""
    zone, after = str(runner.zone), _from(runner, now)
    from_day = str(when.local_day(after, zone) - _LOOK_BACK)
    asked = {"of": runner.id, "from_day": from_day, "later_than": now}
    taken = set(conn.scalars(_TAKEN, asked))
    for day, start in islice(when.occurrences(runner.plan, zone, after), _LOOK_AHEAD):
        if str(day) not in taken:
            return str(day), start
    return None


def _daily(wall: time | None, days: frozenset[int]) -> Mapping[int, time]:
    return {} if wall is None else dict.fromkeys(days, wall)


def _next_of_day(
    conn: Connection,
    runner: Runner,
    kind: Literal["rest", "desk"],
    times: Mapping[int, time],
    now: datetime,
) -> None:
    asked: dict[str, Any] = {"of": runner.id, "of_kind": kind}
    if not times or conn.scalar(_WAITING_OF_KIND, asked) is not None:
        return
    zone, after = str(runner.zone), _from(runner, now)
    from_day = str(when.local_day(after, zone) - _LOOK_BACK)
    taken = set(conn.scalars(_SLOTS_OF_KIND, {**asked, "from_day": from_day}))
    for day, at in islice(when.occurrences(times, zone, after), _LOOK_AHEAD):
        nudge = of_day(kind, at, zone, runner.quiet)
        if nudge is not None and str(day) not in taken:
            cards.add_nudges(conn, runner.id, None, str(day), [nudge])
            return
