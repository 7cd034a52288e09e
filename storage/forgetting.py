"""Forgetting a runner: every row, what they tapped, and what any process derived of it."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, bindparam, delete, select

from storage import inbox, runners, signals
from storage.coach_state import CoachStateCache
from storage.db import after_commit
from storage.tables import checks
from storage.tables import runners as rows

MONTH = timedelta(days=31)

_BETWEEN = rows.c.id.between(bindparam("first"), bindparam("last"))
_UNSEEN = select(rows.c.id).where(_BETWEEN, rows.c.last_seen < bindparam("long_ago"))
_FORGET_CHECKS = delete(checks).where(
    checks.c.runner.between(bindparam("first"), bindparam("last")),
    checks.c.at < bindparam("long_ago"),
)


def forget(conn: Connection, states: CoachStateCache, runner: int) -> None:
    """Delete everything about a runner, reminders and what they tapped too, in every process."""
    runners.delete(conn, runner)
    inbox.forget(conn, runner)
    after_commit(conn, partial(states.forget, runner))
    signals.send(conn, "dorsi_forget", str(runner))


def forget_old(
    conn: Connection,
    states: CoachStateCache,
    now: datetime,
    months: int,
    after: int = 0,
    limit: int = 20,
) -> int | None:
    """Forget what is older than some months in one page of runners; the id to go on after.

    Whoever was not seen for so long is forgotten as a whole, and begins afresh with all its
    questions if they come back. Of everybody else only answers to self-checks go: what the coach
    replays is one history, and half of one would say another thing.
    """
    page = runners.ids(conn, after, limit)
    if not page:
        return None
    these = {"first": page[0], "last": page[-1], "long_ago": now - months * MONTH}
    conn.execute(_FORGET_CHECKS, these)
    for runner in conn.scalars(_UNSEEN, these).all():
        forget(conn, states, runner)
    return page[-1]
