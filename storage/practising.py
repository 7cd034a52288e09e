"""Practising: a practice begun, answered or taken up again, each in one transaction.

What an answer tells is heeded at once for the steps still to come; where it ends the practice or
calls for red flags, reminders and the question of the next morning follow in the same transaction.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from content.coach import Context
from content.practice import Practice, heed, opens_flags
from scheduler.wall_clock import local_day
from storage import practices, recording, runners
from storage.coach_state import CoachStateCache
from storage.practices import Kept, SetAside, Stale
from storage.reminders import followups, morning_questions
from storage.runners import Runner

# A practice begun before midnight goes on after it; one left for longer is of another day.
ONE_SITTING = timedelta(hours=6)
# [own] So long before a run its warm-up is the drill for now, and so long after it the wind-down.
AROUND = timedelta(hours=2)


def begin(conn: Connection, runner: int, practice: Practice, now: datetime, day: date) -> Kept:
    """Begin a practice; one that was left ends, and the reminder for this one is taken back."""
    practices.close_latest(conn, runner)
    followups.served(conn, runner, practice.moment, day, now + AROUND, now)
    return practices.begin(conn, runner, practice, now, day)


def answer(
    conn: Connection,
    states: CoachStateCache,
    runner: Runner,
    practice: int,
    turn: int,
    verb: str,
    now: datetime,
) -> Kept | Stale:
    """Apply an answer; Stale, and nothing changed, where it does not fit or the day is another."""
    kept = practices.hold(conn, runner.id, practice)
    if isinstance(kept, Kept) and is_of_another_day(kept, runner, now):
        return Stale(kept)
    heeding = _heeding(states, runner, now)
    answered = practices.answer(conn, states.library, kept, turn, verb, now, heeding)
    if isinstance(answered, Kept):
        _bring_in_line(conn, states, answered, now)
    return answered


def resume(
    conn: Connection, states: CoachStateCache, runner: Runner, practice: int, now: datetime
) -> Kept | SetAside | None:
    """Take a practice up again: what comes now counts for today, and is planned anew."""
    runners.lock(conn, runner.id)  # before the practice, as whoever records something does
    day = local_day(now, runner.zone or "UTC")
    heeding = _heeding(states, runner, now)
    kept = practices.resume(conn, runner.id, practice, now, day, heeding)
    if isinstance(kept, Kept):
        _bring_in_line(conn, states, kept, now)
    return kept


def is_of_another_day(kept: Kept, runner: Runner, now: datetime) -> bool:
    """Tell whether a practice was begun on another day, and not just before midnight."""
    another = kept.day != local_day(now, runner.zone or "UTC")
    return another and now - kept.begun > ONE_SITTING


def _bring_in_line(conn: Connection, states: CoachStateCache, kept: Kept, now: datetime) -> None:
    """Settle what hangs on the reports once a practice is over, or something strong was told."""
    if kept.open and not opens_flags(kept.practice):
        return
    who = runners.lock(conn, kept.runner)
    if who is None:
        return
    state = states.of(conn, kept.runner)
    recording.settle(conn, states.library, who, state, now)
    morning = kept.day + timedelta(days=1)
    if not kept.open and state.mornings_due(morning):
        morning_questions.wish(conn, kept.runner, morning, now)


def _heeding(states: CoachStateCache, runner: Runner, now: datetime) -> practices.Heed:
    """Return what plans the rest of a practice anew, from what the runner has told by now."""

    def heeded(conn: Connection, kept: Kept) -> Practice:
        practice = kept.practice
        gear = frozenset(runner.gear)
        context = Context(now, kept.day, practice.moment, practice.place, gear)
        return heed(practice, states.library, states.of(conn, runner.id), context)

    return heeded
