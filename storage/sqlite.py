"""SQLite connections: their settings, files for one user alone, and a log that forgets."""

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL

from storage import private_files

# Milliseconds that a transaction waits for another program's, a little less than anybody waits
# for a transaction.
_BUSY = 4500
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    f"busy_timeout={_BUSY}",
    "foreign_keys=ON",
    "secure_delete=ON",
)
# Seconds between two tries to empty the log, where another program still reads of what was.
TRY_AGAIN = 1.0


class Dialect(SQLiteDialect_pysqlite):
    """SQLite whose transactions have the writer's lock from their beginning.

    Without IMMEDIATE two read-modify-writes can both read first, and one is lost. To listen for
    `begin` would do the same, but then every statement looks for listeners.
    """

    driver = "immediate"
    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin; the driver itself is told not to."""
        dbapi_connection.execute("BEGIN IMMEDIATE")


registry.register("sqlite.immediate", __name__, Dialect.__name__)


def path_of(address: URL) -> Path | None:
    """Return the file of a database, None where it is in memory."""
    return Path(address.database) if address.database not in {None, "", ":memory:"} else None


def engine(address: URL) -> Engine:
    """Return an engine for a file, made for its user alone, or for memory; OSError if it cannot."""
    path = path_of(address)
    if path is not None:
        private_files.make_folder(path.parent)
        # SQLite gives its log and its index the mode of the database.
        for each in (path, *beside(path)):
            private_files.close_to_others(each)
    made = create_engine(address.set(drivername="sqlite+immediate"))

    @event.listens_for(made, "connect")
    def set_up(driver: Any, _record: object) -> None:
        driver.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            driver.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "do_connect")
    def be_private(*_: object) -> None:
        with suppress(OSError):  # SQLite says it better
            if path is not None:
                private_files.make_file(path)

    return made


def beside(path: Path) -> tuple[Path, Path]:
    """Return the log of a database and the log's index."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


class Log:
    """The write-ahead log, which keeps what was deleted until it is written over or emptied.

    Emptying waits for nobody: a program that reads of what was before keeps it full, and it is
    tried again after a later transaction.
    """

    def __init__(self, address: URL) -> None:
        path = path_of(address)
        self._path = beside(path)[0] if path else None
        self._wanted = False
        self._tried = 0.0

    def sync(self) -> None:
        """Have all that was committed so far on the disk; other transactions go on meanwhile."""
        if self._path is None:
            return
        # SQLite keeps no lock on its log, so that to open and close it lets go of none.
        number = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)

    def tend(self, driver: Any, *, sync: bool, empty: bool) -> None:
        """Do after a commit what it asked for, and try again what could not be done before."""
        self._wanted = self._wanted or empty
        if self._wanted and (empty or time.monotonic() - self._tried >= TRY_AGAIN):
            self._tried = time.monotonic()
            self._wanted = not self._is_emptied(driver)
        if sync and not (empty and not self._wanted):
            # A checkpoint syncs the log first; with synchronous=NORMAL a commit does not.
            driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def _is_emptied(self, driver: Any) -> bool:
        driver.execute("PRAGMA busy_timeout=0")
        try:
            ((busy, _, _),) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            driver.execute(f"PRAGMA busy_timeout={_BUSY}")
        return not busy
