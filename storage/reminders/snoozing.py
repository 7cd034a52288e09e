"""Snoozing: a reminder put off by its runner, said or not."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, update

from scheduler import reminders as rules
from scheduler.states import SPOKEN, ReminderState, RunState
from storage.reminders.due import DUE, DueReminder, as_due
from storage.runners import lock
from storage.tables import nudges, runs

_OF_NUDGE = nudges.c.id == bindparam("of_nudge")
# What a runner may put off: not settled in silence, and its run not ended.
_LOCK_OWN = (
    DUE.where(_OF_NUDGE, nudges.c.runner == bindparam("of"), nudges.c.state.in_(SPOKEN))
    .where((runs.c.state == RunState.OPEN) | nudges.c.run.is_(None))
    .with_for_update(of=nudges)
)
_PUT_OFF = (
    update(nudges)
    .where(_OF_NUDGE)
    .values(state=ReminderState.PENDING, review_at=None, leased_until=None, sending=False)
)


def snooze(
    conn: Connection, runner: int, nudge: int, until: datetime, *, counts: bool = True
) -> DueReminder | None:
    """Put a nudge off, said or not; None if not theirs, or if it cannot be said then.

    "Still running" is no wish for later, so it `counts` once at most. "After the run" needs
    nothing here: the run's own post-run nudge comes anyway.
    """
    who, asked = lock(conn, runner), {"of_nudge": nudge, "of": runner}
    row = conn.execute(_LOCK_OWN, asked).one_or_none()
    if who is None or row is None:
        return None
    later = rules.snoozed(row.kind, until, row.start, row.zone, who.quiet)
    if later is None:
        return None
    snoozes = row.snoozes + 1 if counts else max(row.snoozes, 1)
    times = {"due": later.due, "deadline": later.deadline, "claimable_at": later.due}
    conn.execute(_PUT_OFF, {"of_nudge": nudge, "snoozes": snoozes, **times})
    return as_due(conn.execute(_LOCK_OWN, asked).one())
