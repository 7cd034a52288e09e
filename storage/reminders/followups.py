"""Follow-ups: after a reminder was sent the next is made, and an answer is waited for."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from content.drill import Moment
from scheduler.backoff import rung
from scheduler.kinds import KINDS, kinds_that
from scheduler.reminders import again
from scheduler.states import UNANSWERED, ReminderState
from storage import runs
from storage.activity import SEEN_EVERY
from storage.reminders import backoff, planner
from storage.reminders import outbox as claims
from storage.reminders.free_runners import FreeFirst
from storage.runners import Runner, lock
from storage.tables import WAITING, nudges
from storage.tables import runs as run_cards

# [own] After a standstill a second word comes no later than this, or not at all.
_PATIENCE = timedelta(minutes=2)

_TO_TEND = nudges.c.review_at <= bindparam("now")
_LONGEST = (nudges.c.review_at, nudges.c.id)
_LOCK_TO_TEND = (
    select(nudges)
    .where(nudges.c.id.in_(bindparam("these", expanding=True)), _TO_TEND)
    .order_by(*_LONGEST)
    .with_for_update()
)
_NOTE_TENDED = update(nudges).where(nudges.c.id == bindparam("of_nudge"))
_MARK_ANSWERED = (
    update(nudges)
    .where(nudges.c.id == bindparam("of_nudge"), nudges.c.runner == bindparam("of"))
    .where(nudges.c.state.in_(UNANSWERED))
    .values(state=ReminderState.ANSWERED, review_at=bindparam("at"))
)
# What a practice at that moment makes needless.
_FIND_SERVED = (
    select(nudges.c.id)
    .outerjoin(run_cards, run_cards.c.id == nudges.c.run)
    .where(nudges.c.runner == bindparam("of"), WAITING)
    .where(nudges.c.kind.in_(bindparam("of_kinds", expanding=True)))
    .where(or_(run_cards.c.start <= bindparam("until"), nudges.c.slot == bindparam("day")))
)


first_to_tend = FreeFirst(_TO_TEND, *_LONGEST)


def tend(conn: Connection, now: datetime, limit: int = 50) -> int:
    """Look after up to `limit` nudges that were said or settled; return how many there were.

    Their runners' next reminders are made. One that was said is looked at again when it would be
    followed up, and at its deadline: without a sign of life since, it was ignored. Whoever taps
    just now is passed by.
    """
    first = first_to_tend(conn, limit, {"now": now})
    rows = conn.execute(_LOCK_TO_TEND, {"these": first, "now": now}).all() if first else []
    for row in rows:
        runner = lock(conn, row.runner)
        if runner is None:
            continue
        planner.top_up(conn, runner, now)
        conn.execute(_NOTE_TENDED, {"of_nudge": row.id, **_next_look(conn, runner, row, now)})
    return len(rows)


def answered(conn: Connection, runner: int, nudge: int, now: datetime) -> None:
    """Note that a runner tapped the card of a nudge; nothing follows it up."""
    conn.execute(_MARK_ANSWERED, {"of_nudge": nudge, "of": runner, "at": now})


def served(
    conn: Connection, runner: int, moment: Moment, day: date, until: datetime, now: datetime
) -> None:
    """Take back the reminder of what begins now; after a run that is under way, the run is over.

    A warm-up is for the runs that begin by `until`, a rest day's drill for the local `day`.
    """
    if moment == "after":
        running = runs.current(conn, runner, now)
        if running is not None:
            runs.finished(conn, runner, running.id, now)
        return
    kinds = kinds_that(lambda rules: rules.is_served_early and rules.moment == moment)
    if kinds:
        asked = {"of": runner, "of_kinds": kinds, "day": str(day), "until": until}
        claims.skip(conn, conn.scalars(_FIND_SERVED, asked).all(), now)


def _next_look(
    conn: Connection, runner: Runner, row: Row[*tuple[Any, ...]], now: datetime
) -> dict[str, Any]:
    """Return what changes in a nudge that is looked after now."""
    if row.state != ReminderState.SENT or not _wants_an_answer(row):
        return {"review_at": None}
    if runner.last_seen > row.sent_at - SEEN_EVERY:
        return {"state": ReminderState.ANSWERED, "review_at": None}
    if now >= row.deadline:
        backoff.ignored(conn, runner.id)
        return {"state": ReminderState.IGNORED, "review_at": None}
    follow = _follow_up(runner, row, now)
    if follow is None or now > follow + _PATIENCE:
        return {"review_at": row.deadline}
    if follow > now:
        return {"review_at": follow}
    return {"state": ReminderState.PENDING, "due": follow, "claimable_at": now, "review_at": None}


def _wants_an_answer(row: Row[*tuple[Any, ...]]) -> bool:
    """Tell whether a nudge that was said can be ignored: it arrived, and in time for an answer.

    One noted after its deadline left before the clock was set forward.
    """
    arrived = row.message is not None and row.sent_at < row.deadline
    return arrived and KINDS[row.kind].asks_for_drills


def _follow_up(runner: Runner, row: Row[*tuple[Any, ...]], now: datetime) -> datetime | None:
    """Return when a nudge is said a second and last time, None where it is not."""
    if row.times_sent != 1 or row.snoozes or not runner.follow_up:
        return None
    if rung(backoff.of(runner, now), now) != "every":
        return None
    at = again(row.kind, row.sent_at, row.deadline)
    # Only a word before the run of an early riser may come in the quiet hours twice.
    if at and not KINDS[row.kind].before_run and runner.quiet.holds(at, str(runner.zone)):
        return None
    return at
