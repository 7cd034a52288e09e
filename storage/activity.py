"""Last activity of a runner: any tap or word is a sign of life, and ends the back-off."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage.reminders import planner
from storage.runners import Runner, RunnerFields, change, get, lock

# A tap seldom pays a write for it; whoever was here in the minute before a reminder was there.
SEEN_EVERY = timedelta(minutes=1)

_TOP: RunnerFields = {
    "ignored": 0,
    "reminded": None,
    "left_out": 0,
    "offered": False,
    "gone": False,
}


def came(conn: Connection, runner: int, now: datetime) -> Runner | None:
    """Return a runner who is here now, None if we do not know them.

    Whoever was reminded less often, or not at all any more, is reminded as planned again; so is
    who had blocked the bot, also where word of the way back was lost.
    """
    known = lock(conn, runner)
    if known is None:
        return None
    quieter = bool(known.ignored or known.left_out or known.offered or known.reminded)
    silent = known.gone or known.away
    if not (quieter or silent) and now - known.last_seen < SEEN_EVERY:
        return known
    fields: RunnerFields = {"last_seen": now, "away": False}
    if quieter or known.gone:
        fields |= _TOP
    change(conn, runner, **fields)
    if silent:
        planner.reconcile(conn, runner, now)
    return get(conn, runner)
