"""Database access: an engine from a URL; one function is one transaction."""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage import migrations, schema, sqlite

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

# What PostgreSQL asks to be tried again: serialization failure, deadlock, and a unique key that
# somebody else took between our look and our write. The transaction has been undone by then.
_AGAIN = {"40001", "40P01", "23505"}
_TRIES = 4

# SQLite has one writer, so more threads would only queue for its lock instead of for ours.
_THREADS = {"sqlite": 1, "postgresql": 8}

# Seconds that a transaction may take, from being asked for to being done, before whoever asked is
# told that it failed; what waits in the line behind a hanging one is not begun after that.
PATIENCE = 4.8
# A transaction is tried once more on another line only while there is time for that.
_TIME_TO_RETRY = 2.5


class SilentDatabaseError(SQLAlchemyError):
    """The database did not answer in time; what was asked may yet be done, as a whole."""


class NoFolderError(OSError):
    """The folder of the database's file cannot be made; it says why."""


# What a transaction asks of its commit, as it is named in `Connection.info`.
_ON_DISK, _FORGET, _LATER = "on disk", "forget", "after the commit"


def require_durable_commit(conn: Connection) -> None:
    """Ask that this transaction outlives a power cut before anyone is told that it is done."""
    conn.info[_ON_DISK] = True


def require_forgetting(conn: Connection) -> None:
    """Ask that what this transaction deletes is in no file any more before anyone is told."""
    conn.info[_ON_DISK] = conn.info[_FORGET] = True


def after_commit(conn: Connection, act: Callable[[], None]) -> None:
    """Have something done once this transaction is committed, and not at all if it is not."""
    conn.info.setdefault(_LATER, []).append(act)


def committed(conn: Connection) -> None:
    """Do what was to be done once a transaction is committed."""
    for act in conn.info.pop(_LATER, ()):
        act()


class Db:
    """The door to the database; call `prepare` once before and `close` once after.

    `patience` is how many seconds a transaction may take, None for whoever fills a database.
    `is_shared` where several processes may be at work on it; each has a number among them.
    """

    def __init__(self, url: str, patience: float | None = PATIENCE) -> None:
        self._engine = engine(url)
        self._engine.update_execution_options(process=secrets.randbits(62))
        self._patience = patience
        self._log = sqlite.Log(self._engine.url)
        self._threads = ThreadPoolExecutor(
            _THREADS[self._engine.dialect.name], thread_name_prefix="storage"
        )

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may work on the same database."""
        return self._engine.dialect.name != "sqlite"

    @property
    def folder(self) -> Path | None:
        """Return the folder of a SQLite file, None where the database is elsewhere."""
        path = sqlite.path_of(self._engine.url)
        return path.parent if path and self._engine.dialect.name == "sqlite" else None

    async def transaction(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(connection, …)` as one transaction in a worker thread and return its result.

        It is committed as a whole or not at all; `fn` may be run again if the database asks so,
        and so does nothing but read and write. SilentDatabaseError where that takes too long.
        """
        return await self._in_time(lambda: self._transact(lambda conn: fn(conn, *args, **kwargs)))

    async def in_turn(
        self, first: Callable[[Connection], bool], then: Callable[[Connection], T]
    ) -> T | None:
        """Commit one transaction and, where it returns true, run another right behind it.

        Nothing of this thread comes in between: if the process ends before the second is
        committed, it ends in the second.
        """
        return await self._in_time(lambda: self._transact(then) if self._transact(first) else None)

    async def on_disk(self) -> None:
        """Return once everything committed so far outlives a power cut.

        PostgreSQL syncs each commit. With synchronous=NORMAL SQLite does not, so its log is synced
        here, in a thread of its own, while the next transactions go on.
        """
        if not self.is_shared:
            await asyncio.to_thread(self._log.sync)

    async def prepare(self) -> None:
        """Make the schema ready: SQLite is upgraded, an old PostgreSQL is refused."""
        if self._engine.dialect.name == "sqlite":
            await self.migrate()
            # What was deleted just before a process was killed may still be in the log.
            await self.transaction(require_forgetting)
        else:
            await self.check_schema()

    async def migrate(self, to: str = "head") -> None:
        """Bring the schema up (or down) to a revision; SchemaError if a newer Dorsi made it."""
        await self._in_thread(lambda: self._migrate(to))

    async def check_schema(self) -> None:
        """Raise SchemaError unless this code runs on the schema as it is."""
        await self._in_thread(lambda: schema.check(self._engine))

    async def close(self) -> None:
        """Wait for what is under way and let the database go."""
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._engine.dispose)

    async def _in_time(self, work: Callable[[], T]) -> T:
        """Do work in a thread; SilentDatabaseError where it takes too long."""
        patience = asyncio.timeout(self._patience)
        try:
            async with patience:
                return await self._in_thread(work)
        except TimeoutError as error:
            if not patience.expired():
                raise
            raise SilentDatabaseError(f"no answer within {self._patience:g} s") from error

    def _migrate(self, to: str) -> None:
        if schema.is_newer(self._engine):
            schema.check(self._engine)
        else:
            migrations.migrate(self._engine, to)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        began, lost = time.monotonic(), False
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(work)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                stale = _was_lost(error) and not lost and time.monotonic() - began < _TIME_TO_RETRY
                if attempt == _TRIES or not (stale or state in _AGAIN):
                    raise
                lost = lost or stale
                logger.debug("trying again after %s", state or "a lost connection")
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as conn:
            for wish in (_ON_DISK, _FORGET, _LATER):
                conn.info.pop(wish, None)
            with conn.begin():
                result = work(conn)
            if conn.dialect.name == "sqlite":
                sync, empty = (conn.info.pop(wish, False) for wish in (_ON_DISK, _FORGET))
                self._log.tend(conn.connection.dbapi_connection, sync=sync, empty=empty)
            committed(conn)
        return result


def engine(url: str) -> Engine:
    """Return an engine for sqlite:///path, postgresql://… or postgres://…; nothing else."""
    address = make_url(url)
    if address.get_backend_name() in {"postgresql", "postgres"}:
        # Importing psycopg costs 50 ms of a start that on SQLite never needs it.
        from storage import postgresql  # noqa: PLC0415

        return postgresql.engine(address, _THREADS["postgresql"])
    if address.get_backend_name() == "sqlite":
        try:
            return sqlite.engine(address)
        except OSError as error:
            raise NoFolderError(f"The database's folder cannot be made: {error}") from error
    raise ValueError(f"a database is sqlite:///… or postgresql://…, not {address.drivername}://")


def _was_lost(error: DBAPIError) -> bool:
    """Tell whether the connection was lost before COMMIT was said: only then is nothing kept.

    A lost COMMIT and a failed connecting come without a statement.
    """
    return error.connection_invalidated and error.statement is not None
