"""Database access: an engine from a URL; one function is one transaction."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from storage import migrations

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

# What PostgreSQL asks to be tried again: serialization failure, deadlock, and a unique key that
# somebody else took between our look and our write. The transaction has been undone by then.
_AGAIN = {"40001", "40P01", "23505"}
_TRIES = 4

# SQLite has one writer, so more threads would only queue for its lock instead of for ours.
_THREADS = {"sqlite": 1, "postgresql": 8}

_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "secure_delete=ON",
)


class OldSchemaError(RuntimeError):
    """The database was made by an older Dorsi and has to be migrated by its operator."""


class NoFolderError(OSError):
    """The folder of the database's file cannot be made; it says why."""


def require_durable_commit(conn: Connection) -> None:
    """Ask that this transaction outlives a power cut before anyone is told that it is done."""
    conn.info["on disk"] = True


class Db:
    """The door to the database; call `prepare` once before and `close` once after."""

    def __init__(self, url: str) -> None:
        self._engine = engine(url)
        self._threads = ThreadPoolExecutor(
            _THREADS[self._engine.dialect.name], thread_name_prefix="storage"
        )

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may work on the same database."""
        return self._engine.dialect.name != "sqlite"

    async def transaction(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(connection, …)` as one transaction in a worker thread and return its result.

        It is committed as a whole or not at all; `fn` may be run again if the database asks so,
        and so does nothing but read and write.
        """
        return await self._in_thread(lambda: self._transact(lambda conn: fn(conn, *args, **kwargs)))

    async def prepare(self) -> None:
        """Make the schema ready: SQLite is upgraded, an old PostgreSQL is refused."""
        if self._engine.dialect.name == "sqlite":
            await self.migrate()
        else:
            await self.check_schema()

    async def migrate(self, to: str = "head") -> None:
        """Bring the schema up (or down) to a revision."""
        await self._in_thread(lambda: migrations.migrate(self._engine, to))

    async def check_schema(self) -> None:
        """Raise OldSchemaError unless the schema is the one this code was written for."""
        found = await self._in_thread(lambda: migrations.revision(self._engine))
        if found != migrations.HEAD:
            raise OldSchemaError(
                f"The database is at schema {found or 'none'}, this Dorsi needs "
                f"{migrations.HEAD}. Back it up, then run: python -m bot migrate"
            )

    async def close(self) -> None:
        """Wait for what is under way and let the database go."""
        await self._in_thread(self._engine.dispose)
        self._threads.shutdown()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(work)
            except DBAPIError as error:
                state = getattr(error.orig, "sqlstate", None)
                if state not in _AGAIN or attempt == _TRIES:
                    raise
                logger.debug("trying again after %s", state)
        raise AssertionError("unreachable")

    def _once(self, work: Callable[[Connection], T]) -> T:
        with self._engine.connect() as conn:
            conn.info.pop("on disk", None)
            with conn.begin():
                result = work(conn)
            if conn.dialect.name == "sqlite" and conn.info.pop("on disk", False):
                # A checkpoint syncs the log first; with synchronous=NORMAL a commit does not.
                _driver(conn).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return result


def engine(url: str) -> Engine:
    """Return an engine for sqlite:///path, postgresql://… or postgres://…; nothing else."""
    address = make_url(url)
    if address.get_backend_name() in {"postgresql", "postgres"}:
        return create_engine(
            address.set(drivername="postgresql+psycopg"),
            pool_size=_THREADS["postgresql"],
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"options": "-c timezone=UTC"},
        )
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    raise ValueError(f"a database is sqlite:///… or postgresql://…, not {address.drivername}://")


def _sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        folder = Path(address.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoFolderError(f"The database's folder cannot be made: {error}") from error
    made = create_engine(address)

    @event.listens_for(made, "connect")
    def set_up(driver: Any, _record: object) -> None:
        driver.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def begin(conn: Connection) -> None:
        # Without IMMEDIATE two read-modify-writes can both read first, and one is lost.
        conn.exec_driver_sql("BEGIN IMMEDIATE")

    return made


def _driver(conn: Connection) -> Any:
    return conn.connection.dbapi_connection
