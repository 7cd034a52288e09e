"""Data retention: reminders of long ago are forgotten, reports and self-checks are kept."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, exists

from storage.runners import ids
from storage.tables import imports, nudges, runs

# [own] A little more than the twelve weeks that the look back on a week counts; the planner itself
# looks back three days.
KEPT = timedelta(days=90)

# [own] Who has not said yes to a calendar file within a week sends it again if they want to.
FILES_KEPT = timedelta(days=7)

_FORGET = delete(nudges).where(
    nudges.c.runner.between(bindparam("first"), bindparam("last")),
    nudges.c.claimable_at.is_(None),
    nudges.c.review_at.is_(None),
    nudges.c.deadline < bindparam("long_ago"),
)
_FORGET_RUNS = delete(runs).where(
    runs.c.runner.between(bindparam("first"), bindparam("last")),
    runs.c.start < bindparam("long_ago"),
    ~exists().where(nudges.c.run == runs.c.id),
)
_FORGET_FILES = delete(imports).where(
    imports.c.runner.between(bindparam("first"), bindparam("last")),
    imports.c.at < bindparam("a_week_ago"),
)


def prune(conn: Connection, now: datetime, after: int = 0, limit: int = 20) -> int | None:
    """Delete one page of runners' settled nudges older than 90 days, and the runs they were for.

    Calendar files nobody said yes to go after a week.

    Return the id to go on after, None when all is done. A page is small, so that a tap never
    waits long for it.
    """
    page = ids(conn, after, limit)
    if not page:
        return None
    these = {"first": page[0], "last": page[-1]}
    conn.execute(_FORGET, {**these, "long_ago": now - KEPT})
    conn.execute(_FORGET_RUNS, {**these, "long_ago": now - KEPT})
    conn.execute(_FORGET_FILES, {**these, "a_week_ago": now - FILES_KEPT})
    return page[-1]
