"""Lease clock: PostgreSQL's own time, so that a replica whose clock is wrong changes no lease.

SQLite serves one process: there it is the time that is passed in, which tests move. Due times and
deadlines stay the application's on both; only who may do what until when goes by this clock.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Interval, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel.sql.sqltypes import UTCDateTime


class _Now(FunctionElement[datetime]):
    """The bind `now`, or the database's clock."""

    type = UTCDateTime()
    inherit_cache = True

    def __init__(self) -> None:
        super().__init__(bindparam("now", type_=UTCDateTime()))


class _Later(FunctionElement[datetime]):
    """The bind `until`, or the database's clock and the bind `lease`, which may be negative."""

    type = UTCDateTime()
    inherit_cache = True

    def __init__(self) -> None:
        super().__init__(
            bindparam("until", type_=UTCDateTime()), bindparam("lease", type_=Interval())
        )


# In a statement: the time of the lease clock, and that time moved by a lease. Execute it with
# what `at` returns among its values.
NOW = _Now()
LATER = _Later()
_READ = select(NOW)


def at(now: datetime, lease: timedelta = timedelta()) -> dict[str, Any]:
    """Return the values of a statement with NOW and LATER in it; `now` is the application's."""
    return {"now": now, "until": now + lease, "lease": lease}


def read(conn: Connection, now: datetime) -> datetime:
    """Return the time of the lease clock, aware UTC; without a database of its own it is `now`."""
    return conn.execute(_READ, {"now": now}).scalar_one()


@compiles(_Now)
def _passed(element: _Now, compiler: SQLCompiler, **options: Any) -> str:
    (now,) = element.clauses
    return compiler.process(now, **options)


@compiles(_Now, "postgresql")
def _own(_element: _Now, _compiler: SQLCompiler, **_options: Any) -> str:
    return "clock_timestamp()"


@compiles(_Later)
def _passed_later(element: _Later, compiler: SQLCompiler, **options: Any) -> str:
    until, _ = element.clauses
    return compiler.process(until, **options)


@compiles(_Later, "postgresql")
def _own_later(element: _Later, compiler: SQLCompiler, **options: Any) -> str:
    _, lease = element.clauses
    return f"(clock_timestamp() + {compiler.process(lease, **options)})"
