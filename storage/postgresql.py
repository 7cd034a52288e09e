"""PostgreSQL sessions: time limits, dead connections, several hosts, and poolers in between.

Nothing here waits for ever: a server that hangs, a line that went dead and a lock that is held
each end in an error within five seconds, and what was held on the other side is let go.
"""

import time
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.abc import RV, PQGen
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import InvalidatePoolError

# What the server keeps to for us. The first is the one that matters most: without it a replica
# whose line was cut holds its runner's row for ever (measured: still locked after 12 s).
_LIMITS = {
    "idle_in_transaction_session_timeout": "3s",
    "statement_timeout": "5s",
    "lock_timeout": "4s",
}
_LIMITS_SINCE_17 = {"transaction_timeout": "10s"}

# What the client keeps to: seconds, but for the last, which is in ms.
LINE = {
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
}
# Seconds for any one answer, a little more than for a lock; a hung server acknowledges what is
# sent to it, so that neither its limits nor those of the line end the wait.
ANSWER = 4.25
# Seconds for the first word of a connection that lay idle, or was just made.
GREETING = 2.0
# Seconds after which a connection is asked whether it still is one before it is used.
FRESH = 1.0

# Of this code's own, so that no other user of the database holds it by chance.
_MIGRATING = 0x646F727369  # "dorsi"
# One migration waits for another; the tables it changes it gets soon or not at all.
_MIGRATION_WAITS = "60s"
_TABLE_WAITS = "3s"

_READ_ONLY = "25006"  # what a server says that was the primary before a fail-over


class Driver(psycopg.Connection[Any]):
    """A connection that gives each answer `patience` seconds (None: any time), then hangs up."""

    patience: float | None = GREETING

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Wait for the server; the line to one that is silent for too long is closed."""
        if timeout is not None or self.patience is None:
            return super().wait(gen, interval, timeout)
        began = time.monotonic()
        try:
            return super().wait(gen, interval, self.patience)
        except psycopg.OperationalError as error:
            if time.monotonic() - began < self.patience:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError(f"no answer within {self.patience:g} s") from error


def engine(address: URL, connections: int) -> Engine:
    """Return an engine whose pool holds so many connections, each within the limits."""
    made = create_engine(
        address.set(drivername="postgresql+psycopg"), pool_size=connections, max_overflow=0
    )

    @event.listens_for(made, "do_connect")
    def connect(_dialect: object, _record: object, _args: object, params: dict[str, Any]) -> Driver:
        # Of several hosts the one that can be written to; what the URL says goes first.
        primary = {"target_session_attrs": "read-write"} if "," in params.get("host", "") else {}
        return Driver.connect(**{**LINE, **primary, **params})

    event.listen(made, "connect", _set_up)
    event.listen(made, "begin", _limit_transaction)
    event.listen(made, "checkin", _lay_down)
    event.listen(made, "checkout", _greet)
    event.listen(made, "handle_error", _see_fail_over)
    return made


def lift_limits(conn: Connection) -> None:
    """Let this transaction take its time: for migrations and what fills a database."""
    driver = conn.connection.driver_connection
    assert isinstance(driver, Driver)  # noqa: S101 - made by `connect`
    driver.patience = None
    _set(conn, dict.fromkeys(_limits(driver), "0"))


def begin_migration(conn: Connection) -> None:
    """Lift the limits, wait for another migration to end, and then for no table long.

    The lock ends with the transaction: one of the session would be left behind in a pooler.
    """
    lift_limits(conn)
    _set(conn, {"lock_timeout": _MIGRATION_WAITS})
    conn.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
    _set(conn, {"lock_timeout": _TABLE_WAITS})


def _set_up(driver: Driver, record: Any) -> None:
    """Set the session's limits, or where it is not ours alone note them for each transaction.

    A pooler (PgBouncer in transaction mode) gives each transaction any of its connections, so
    that what is set for one would meet others, and what was prepared would not be found. It is
    known by its own number standing where the server's process would be.
    """
    limits = {"TimeZone": "UTC", **_limits(driver)}
    try:
        driver.autocommit = True
        process = driver.execute("SELECT pg_backend_pid()").fetchone()
        if process == (driver.info.backend_pid,):
            driver.execute(_setting(limits, local=False), list(limits.values()))
        else:
            driver.prepare_threshold = None
            record.info["limits"] = limits
        driver.autocommit = False
    except psycopg.Error:
        driver.close()
        raise
    driver.patience = ANSWER


def _limit_transaction(conn: Connection) -> None:
    limits = conn.info.get("limits")
    if limits:
        _set(conn, limits)


def _lay_down(driver: Driver | None, record: Any) -> None:
    if driver is not None:
        driver.patience = ANSWER
        record.info["idle since"] = time.monotonic()


def _greet(driver: Driver, record: Any, _proxy: object) -> None:
    """See that a connection that lay idle still is one; else the pool makes a new one."""
    since = record.info.get("idle since")
    if since is None or time.monotonic() - since < FRESH:
        return
    driver.patience = GREETING
    try:
        driver.autocommit = True
        driver.execute("")
        driver.autocommit = False
    except psycopg.Error as error:
        raise InvalidatePoolError from error
    driver.patience = ANSWER


def _see_fail_over(context: ExceptionContext) -> None:
    """Hang up on a server that may not be written to any more: the next one may."""
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _limits(driver: Driver) -> dict[str, str]:
    newer = _LIMITS_SINCE_17 if driver.info.server_version >= 170000 else {}
    return {**_LIMITS, **newer}


def _set(conn: Connection, values: Mapping[str, str]) -> None:
    conn.exec_driver_sql(_setting(values, local=True), tuple(values.values()))


def _setting(values: Mapping[str, str], *, local: bool) -> str:
    """Return the statement that sets these, with a place for each value; one round trip."""
    each = (f"set_config('{name}', %s, {str(local).lower()})" for name in values)
    return f"SELECT {', '.join(each)}"
