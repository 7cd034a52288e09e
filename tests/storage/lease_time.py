"""Time that passes for leases: the clock of a test, or PostgreSQL's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, Update, update

from storage.db import Db
from storage.tables import nudges, updates
from tests.storage.passing_time import NOW

_HELD: tuple[tuple[Table, tuple[Column[datetime], ...]], ...] = (
    (updates, (updates.c.kept_at, updates.c.retry_at, updates.c.done_at)),
    (nudges, (nudges.c.leased_until,)),
)


@dataclass(slots=True)
class LeaseTime:
    """A database and the time its processes believe it is.

    On PostgreSQL that belief must not matter for a lease, so there the rows grow older instead.
    """

    db: Db
    now: datetime = NOW

    async def goes_on(self, **by: float) -> None:
        """Let time pass."""
        passed = timedelta(**by)
        self.now += passed
        if self.db.is_shared:
            await self.db.transaction(_grow_older, passed)


def _grow_older(conn: Connection, by: timedelta) -> None:
    for table, columns in _HELD:
        conn.execute(_moved(table, columns, by))


def _moved(table: Table, columns: tuple[Column[datetime], ...], by: timedelta) -> Update:
    return update(table).values({column: column - by for column in columns})
