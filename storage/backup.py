"""Backup and restore of a SQLite database: a whole copy while Dorsi runs, and its way back.

What is written is complete before it takes its name, so that a copy that fails leaves the last one
as it was.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from storage import migrations, private_files, sqlite

# Tables that every Dorsi had.
_OURS = {"runners", "practices", "events", "alembic_version"}
_HEADER = b"SQLite format 3\0"
# Seconds that a copy waits for a program that locks the database as a whole.
_LOCKED = 60.0


class BackupError(RuntimeError):
    """A copy cannot be made or put back; the sentence says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a whole database of Dorsi's holds; `size` is in bytes."""

    schema: str
    runners: int
    size: int

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.runners} runners, {self.size / 1e6:.1f} MB, schema {self.schema}"


def back_up(url: str, file: Path) -> Checked:
    """Copy the database as it is now to a file, which takes the place of an earlier copy.

    The bot may run: it is read in one transaction, which in WAL mode keeps no writer waiting.
    """
    source = _database(url, f"pg_dump --format=custom --file={file}")
    if not source.exists():
        raise BackupError(f"There is no database at {source}.")
    if file.exists():
        if file.samefile(source):
            raise BackupError("That is the database itself: name another file.")
        _is_a_copy(file)
    with _sentences():
        private_files.make_folder(file.absolute().parent)
        fresh = file.with_name(f"{file.name}.{os.getpid()}.new")
        return _placed(source, fresh, file)


def restore(url: str, file: Path, now: datetime) -> tuple[Checked, Path | None]:
    """Put a copy in the place of the database; return what it holds, and where the old one is.

    The old one is kept beside with the date. Nobody may have the database open.
    """
    target = _database(url, f"pg_restore --clean --if-exists --dbname=… {file}")
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    if target.exists() and file.samefile(target):
        raise BackupError("That is the database itself.")
    with _sentences():
        private_files.make_folder(target.absolute().parent)
        kept = target.with_name(f"{target.name}.replaced-{now:%Y-%m-%d-%H%M%S}")
        fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
        return _placed(file, fresh, target, kept), kept if kept.exists() else None


def check(file: Path) -> Checked:
    """Return what a file holds if it is a whole database of a Dorsi as old as this one or older."""
    with closing(_opened(file)) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        if not tables >= _OURS:
            raise BackupError(f"{file} is no database of Dorsi's.")
        ((whole, *_), *_) = db.execute("PRAGMA integrity_check(1)")
        if whole != "ok" or db.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupError(f"{file} is damaged, so it is left alone.")
        (schema,) = db.execute("SELECT version_num FROM alembic_version").fetchone() or ("none",)
        (runners,) = db.execute("SELECT count(*) FROM runners").fetchone()
    if schema not in migrations.known():
        raise BackupError(
            f"{file} is of schema {schema}; this Dorsi knows up to {migrations.HEAD}. Use the "
            "version it was made with, or a newer one."
        )
    return Checked(schema, runners, file.stat().st_size)


def _placed(source: Path, fresh: Path, target: Path, kept: Path | None = None) -> Checked:
    """Copy to `fresh`, check that, and give it its name; what has the name now goes to `kept`."""
    try:
        _copy(source, fresh)
        checked = check(fresh)
        if kept is not None and target.exists():
            _nobody_has(target)
            _keep(target, kept)
        fresh.replace(target)
        _sync(target.absolute().parent)
    finally:
        fresh.unlink(missing_ok=True)
    return checked


def _copy(source: Path, target: Path) -> None:
    until = time.monotonic() + _LOCKED

    def impatient(_status: int, _left: int, _pages: int) -> None:
        if time.monotonic() > until:
            raise BackupError(f"Another program has {source} locked.")

    private_files.make_file(target)
    with closing(_opened(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here, progress=impatient)
        here.execute("PRAGMA journal_mode=DELETE").fetchone()
    _sync(target)


def _opened(file: Path) -> sqlite3.Connection:
    """Open a database that is there; one without a log as it is, also where none can be made."""
    log, _ = sqlite.beside(file)
    how = "mode=rw" if log.exists() or os.access(file, os.W_OK) else "immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True)


def _nobody_has(database: Path) -> None:
    """Raise BackupError while a program has the database open, and empty its log else.

    To leave WAL mode a program has to be the only one. What is broken tells nothing, and is
    replaced: that is what a copy is for.
    """
    with database.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            return
    with closing(_opened(database)) as held, suppress(sqlite3.DatabaseError):
        held.execute("PRAGMA busy_timeout=0")
        try:
            (mode,) = held.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError as error:
            mode = "wal" if error.sqlite_errorcode == sqlite3.SQLITE_BUSY else "broken"
        if mode == "wal":
            raise BackupError(f"Dorsi, or another program, has {database} open: stop it first.")


def _keep(database: Path, kept: Path) -> None:
    """Give the database a second name, so that at no moment there is none; and move its log."""
    private_files.close_to_others(database)
    try:
        os.link(database, kept)
    except OSError:  # such as on a card formatted for cameras
        database.rename(kept)
    for left, at in zip(sqlite.beside(database), sqlite.beside(kept), strict=True):
        with suppress(FileNotFoundError):
            left.rename(at)


def _is_a_copy(file: Path) -> None:
    """Raise BackupError if the file that would be written over is none of ours."""
    try:
        with closing(_opened(file)) as db:
            found = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError:
        found = set()
    if not found >= _OURS:
        raise BackupError(f"{file} is there and is no backup of Dorsi's: name another file.")


def _database(url: str, instead: str) -> Path:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        where = address.set(drivername="postgresql").render_as_string()
        raise BackupError(f"The database is PostgreSQL, which has its own: {instead} {where}")
    path = sqlite.path_of(address)
    if path is None:
        raise BackupError("A database in memory cannot be copied.")
    return path


def _sync(path: Path) -> None:
    """See that a file, or the names in a folder, are on the disk."""
    if path.is_dir() and os.name != "posix":
        return
    opened = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _sentences() -> Iterator[None]:
    """Say what a disk or a file refuses in a sentence."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise BackupError(
            f"That is no database, or it cannot be read or written: {error}"
        ) from error
    except OSError as error:
        raise BackupError(f"That cannot be written: {error}") from error
