"""Data retention: reminders of long ago are forgotten, reports and self-checks are kept."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, select

from storage.runners import ids
from storage.tables import imports, links, nudges, runners, runs

# [own] A little more than the twelve weeks that the look back on a week counts; the planner itself
# looks back three days.
KEPT = timedelta(days=90)

# [own] Who has not said yes to a calendar file within a week sends it again if they want to.
FILES_KEPT = timedelta(days=7)

_OF_THESE: BindParameter[Any] = bindparam("these", expanding=True)
# Whoever taps just now waits for nobody: their turn is tomorrow.
_HOLD = (
    select(runners.c.id)
    .where(runners.c.id.in_(_OF_THESE))
    .order_by(runners.c.id)
    .with_for_update(skip_locked=True, key_share=True)
)
_FORGET = delete(nudges).where(
    nudges.c.runner.in_(_OF_THESE),
    nudges.c.claimable_at.is_(None),
    nudges.c.review_at.is_(None),
    nudges.c.deadline < bindparam("long_ago"),
)
_FORGET_RUNS = delete(runs).where(
    runs.c.runner.in_(_OF_THESE),
    runs.c.start < bindparam("long_ago"),
    ~exists().where(nudges.c.run == runs.c.id),
)
_FORGET_FILES = delete(imports).where(
    imports.c.runner.in_(_OF_THESE),
    imports.c.at < bindparam("a_week_ago"),
)
_FORGET_LINKS = delete(links).where(
    links.c.runner.in_(_OF_THESE),
    links.c.next_at.is_(None),
    links.c.given_at < bindparam("a_week_ago"),
)


def prune(conn: Connection, now: datetime, after: int = 0, limit: int = 20) -> int | None:
    """Delete one page of runners' settled nudges older than 90 days, and the runs they were for.

    Calendar files nobody said yes to, and links nobody follows, go after a week.

    Return the id to go on after, None when all is done. A page is small, so that a tap never
    waits long for it.
    """
    page = ids(conn, after, limit)
    if not page:
        return None
    these = {"these": list(conn.scalars(_HOLD, {"these": page}))}
    conn.execute(_FORGET, {**these, "long_ago": now - KEPT})
    conn.execute(_FORGET_RUNS, {**these, "long_ago": now - KEPT})
    conn.execute(_FORGET_FILES, {**these, "a_week_ago": now - FILES_KEPT})
    conn.execute(_FORGET_LINKS, {**these, "a_week_ago": now - FILES_KEPT})
    return page[-1]
