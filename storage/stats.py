"""Numbers over everyone for the host: how many runners, and what became of the reminders.

There is no index on what is counted here, which only a host asks for, as every tap would pay for
one. Instead a table is counted in slices, each in a transaction too short to hold up a tap.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Connection, Table, bindparam, func, or_, select, text

from storage.tables import SAID, nudges, runners

# Rows of a transaction; measured on a SQLite file, it holds the one thread for some 10 ms.
SLICE = 20_000
DAY = timedelta(days=1)

Part = tuple[Counter[str], int | None]

_COUNT_RUNNERS = select(
    func.count().label("runners"),
    *(
        func.count().filter(what).label(name)
        for name, what in (
            ("week", runners.c.last_seen > bindparam("week")),
            ("month", runners.c.last_seen > bindparam("month")),
            ("away", runners.c.away),
            ("stopped", runners.c.stopped),
            ("gone", runners.c.gone),
            (
                "paused",
                (runners.c.paused_until > bindparam("now"))
                & or_(runners.c.paused_from.is_(None), runners.c.paused_from <= bindparam("now"))
                | (runners.c.resting_until > bindparam("now")),
            ),
        )
    ),
).where(runners.c.id > bindparam("after"), runners.c.id <= bindparam("last"))
_COUNT_REMINDERS = (
    select(nudges.c.state, func.count().label("reminders"))
    .where(nudges.c.id > bindparam("after"), nudges.c.id <= bindparam("last"), SAID)
    .where(nudges.c.due > bindparam("since"), nudges.c.due <= bindparam("now"))
    .group_by(nudges.c.state)
)
_COUNT_DUE = select(func.count()).where(nudges.c.claimable_at <= bindparam("until"), SAID)
_ASK_LEAST = text("SELECT 1")
_GET_SIZE = {
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
    "postgresql": text("SELECT pg_database_size(current_database())"),
}


def count_runners(conn: Connection, now: datetime, after: int = 0) -> Part:
    """Count a slice of the runners, in all and by how they are, and say from where to go on.

    `week` and `month` were here in the last 7 and 30 days; the end of the table is None.
    """
    last, go_on = _slice(conn, runners, after)
    since = {"week": now - 7 * DAY, "month": now - 30 * DAY}
    row = conn.execute(_COUNT_RUNNERS, {"after": after, "last": last, "now": now, **since}).one()
    return Counter(row._asdict()), go_on


def count_reminders(conn: Connection, now: datetime, after: int = 0) -> Part:
    """Count a slice of the reminders due in the last 24 hours by their state, as above."""
    last, go_on = _slice(conn, nudges, after)
    window = {"since": now - DAY, "now": now}
    rows = conn.execute(_COUNT_REMINDERS, {"after": after, "last": last, **window})
    return Counter({row.state: row.reminders for row in rows}), go_on


def due_until(conn: Connection, until: datetime) -> int:
    """Count the reminders that wait to be said by then; the queue's own index has them."""
    return conn.scalar(_COUNT_DUE, {"until": until}) or 0


def answers(conn: Connection) -> bool:
    """Tell that the database is there, by the least it can be asked."""
    return bool(conn.scalar(_ASK_LEAST) == 1)


def size(conn: Connection) -> int:
    """Return how many bytes the database takes."""
    return int(conn.scalar(_GET_SIZE[conn.dialect.name]) or 0)


def _slice(conn: Connection, table: Table, after: int) -> tuple[int, int | None]:
    """Return the last id of the slice after an id, and where the next one begins, if any."""
    ids = select(table.c.id).where(table.c.id > after).order_by(table.c.id)
    last: int | None = conn.scalar(ids.offset(SLICE - 1).limit(1))
    return (2**62, None) if last is None else (last, last)
