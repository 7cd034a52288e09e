"""Load levelling: reminders move up to five minutes earlier when their minute is full."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from scheduler.reminders import Nudge, Quiet
from storage.tables import nudges

# At Telegram's 30 messages a second 1,800 leave in a minute; the rest is for follow-ups and cards
# after runs, which come whenever they come.
FITS = 1500
# [own] Minutes a reminder may come sooner than asked for: still "around" the time it was set to.
SPREAD = 5

_MINUTE = timedelta(minutes=1)
_THERE = (
    select(nudges.c.id)
    .where(nudges.c.claimable_at >= bindparam("since"), nudges.c.claimable_at < bindparam("until"))
    .limit(FITS)
)
_COUNT = select(func.count()).select_from(_THERE.subquery())


def spread(conn: Connection, nudge: Nudge, zone: str, quiet: Quiet, now: datetime) -> Nudge:
    """Return a nudge before a run at its minute, or up to five earlier if that one is full.

    Where all are full it keeps its own: the queue then says the earliest run first.
    """
    for sooner in range(SPREAD + 1):
        due = nudge.due - sooner * _MINUTE
        if due <= now or (quiet.holds(due, zone) and not quiet.holds(nudge.due, zone)):
            break
        minute = due.replace(second=0, microsecond=0)
        asked = {"since": minute, "until": minute + _MINUTE}
        if conn.execute(_COUNT, asked).scalar_one() < FITS:
            return Nudge(nudge.kind, due, nudge.deadline)
    return nudge
