"""Recording what a runner tells: one transaction that appends, derives and brings all in line.

Whoever adds an event outside a practice calls `record`, so that no handler has to remember what
hangs on it: the practice under way, the reminders, the questions still to come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from content import coach
from content.coach import State
from content.events import Cleared, Event, Flagged, Limits, Morning
from content.library import Library
from scheduler.wall_clock import local_day
from storage import events as event_store
from storage import practices, runners
from storage.coach_state import CoachStateCache
from storage.reminders import morning_questions, planner, seen_questions
from storage.runners import Runner
from storage.tables import runners as rows

# [own] Two taps on "Yes" within this are one tap, and are told once.
DOUBLE = timedelta(seconds=2)

_STOPPED = select(rows.c.id).where(rows.c.stopped).order_by(rows.c.id)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A runner and their state after something was told; `new` is false where nothing was."""

    runner: Runner
    state: State
    new: bool = True


def record(
    conn: Connection, states: CoachStateCache, runner: int, now: datetime, events: Sequence[Event]
) -> Recorded:
    """Append events to a history, end the practice they end, and bring everything in line.

    A runner we do not know is a LookupError.
    """
    return _record(conn, states, _held(conn, runner), states.of(conn, runner), now, events)


def answer_morning(
    conn: Connection, states: CoachStateCache, runner: int, event: Morning
) -> Recorded:
    """Record how an ankle is this morning, if that is asked about still."""
    who, before = _held(conn, runner), states.of(conn, runner)
    if event.side not in before.mornings_due(event.day):
        if not before.mornings_due(event.day):
            morning_questions.withdraw(conn, runner)
        return Recorded(settle(conn, states.library, who, before, event.at), before, new=False)
    return _record(conn, states, who, before, event.at, (event,))


def raise_flag(conn: Connection, states: CoachStateCache, runner: int, event: Flagged) -> Recorded:
    """Record a red flag; a double tap is told once, one told anew is not kept twice."""
    who, before = _held(conn, runner), states.of(conn, runner)
    block = before.blocks.get(event.flag)
    if block is not None and block.at is not None and coach.is_recent(block.at, event.at):
        return Recorded(who, before, new=event.at - block.at > DOUBLE)
    return _record(conn, states, who, before, event.at, (event,))


def lift(conn: Connection, states: CoachStateCache, runner: int, event: Cleared) -> Recorded | None:
    """Record that a flag, limit or time out is lifted; None where it may not be lifted so."""
    who = runners.lock(conn, runner)
    before = states.of(conn, runner)
    if who is None or not coach.may_lift(before, states.library, event.flag, event.how, event.at):
        return None
    return _record(conn, states, who, before, event.at, (event,))


def add_limit(
    conn: Connection, states: CoachStateCache, runner: int, flag: str, event: Limits
) -> Recorded:
    """Record a limit beside those in force; `event` holds it alone, with its date.

    One that was over or lifted is dropped first: it comes anew.
    """
    who, before = _held(conn, runner), states.of(conn, runner)
    held = {one.id for one in coach.limits_on(before, states.library, event.day)}
    (since,) = dict(event.since).values()
    if flag in held and before.limits[flag] == since:
        return Recorded(who, before, new=False)
    known = {key: day or event.day for key, day in before.limits.items() if key in held}
    dropped = flag in before.limits and flag not in held
    steps = ([known] if dropped else []) + [known | {flag: since}]
    events = [Limits(event.at, event.day, tuple(one), tuple(one.items())) for one in steps]
    return _record(conn, states, who, before, event.at, events)


def settle(conn: Connection, library: Library, who: Runner, state: State, now: datetime) -> Runner:
    """Bring a held runner's reminders in line with what their history keeps away or rests."""
    held = coach.holds_all(state, library, local_day(now, who.zone or "UTC"))
    resting = state.resting(now)
    if held != who.stopped:
        return planner.change(conn, who.id, now, stopped=held, resting_until=resting) or who
    if resting != who.resting_until:
        return runners.change(conn, who.id, resting_until=resting) or who
    return who


def refresh(
    conn: Connection, states: CoachStateCache, now: datetime, after: int = 0, limit: int = 20
) -> int | None:
    """Bring back one page of stopped runners whose limit ended by itself (operation months ago).

    Return the id to go on after, None when all is done.
    """
    page = conn.scalars(_STOPPED.where(rows.c.id > after).limit(limit)).all()
    for runner in page:
        settle(conn, states.library, _held(conn, runner), states.of(conn, runner), now)
    return page[-1] if page else None


def _record(
    conn: Connection,
    states: CoachStateCache,
    who: Runner,
    before: State,
    now: datetime,
    events: Sequence[Event],
) -> Recorded:
    after = before
    for event in events:
        event_store.add(conn, who.id, event)
        after = coach.step(states.library, after, event)
    if any(map(coach.ends_practice, events)):
        practices.close_latest(conn, who.id)
    who = settle(conn, states.library, who, after, now)
    _questions(conn, states.library, who, before, after, now, events)
    return Recorded(who, after)


def _questions(
    conn: Connection,
    library: Library,
    who: Runner,
    before: State,
    after: State,
    now: datetime,
    events: Sequence[Event],
) -> None:
    """Make or take back what is asked on another day."""
    if any(coach.tells_urgent(event, library) for event in events):
        seen_questions.wish(conn, who.id, now)
    elif coach.is_urgent(before) and not coach.is_urgent(after):
        seen_questions.withdraw(conn, who.id)
    answered = [event.day for event in events if isinstance(event, Morning)]
    if answered and not after.mornings_due(answered[-1]):
        morning_questions.withdraw(conn, who.id)


def _held(conn: Connection, runner: int) -> Runner:
    who = runners.lock(conn, runner)
    if who is None:
        raise LookupError(f"there is no runner {runner}")
    return who
