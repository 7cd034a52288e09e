"""Dorsi that notes how much of SQLite's log is on the disk, so that a power cut can be forged.

Checkpoints are left out but for the one at the start: between two of them the log only grows, so
that one number says what a power cut would leave. DORSI_SYNCED names the file it is noted in.
"""

import os
from pathlib import Path
from typing import Any

from bot.__main__ import settings
from bot.lifespan import run
from bot.ops.startup_errors import run_to_the_end
from storage import sqlite
from storage.sqlite import Log

NOTED = Path(os.environ["DORSI_SYNCED"])
sync, tend = Log.sync, Log.tend


def note(size: int) -> None:
    """Note that so many bytes of the log outlive a power cut, at once and as a whole."""
    fresh = NOTED.with_suffix(".new")
    fresh.write_text(str(size))
    fresh.replace(NOTED)


def size_of(log: Log) -> int:
    """Return how many bytes the log holds, on the disk or not."""
    return log._path.stat().st_size if log._path and log._path.exists() else 0


def noted_sync(self: Log) -> None:
    """Sync as ever; what was there before is on the disk after it."""
    size = size_of(self)
    sync(self)
    note(size)


def noted_tend(self: Log, driver: Any, *, sync: bool, empty: bool) -> None:
    """Empty the log as ever; where a checkpoint would sync it, only sync it."""
    if empty:
        tend(self, driver, sync=sync, empty=empty)
        note(size_of(self))
    elif sync:
        noted_sync(self)


if __name__ == "__main__":
    sqlite._PRAGMAS += ("wal_autocheckpoint=0",)  # type: ignore[assignment]
    Log.sync = noted_sync  # type: ignore[method-assign]
    Log.tend = noted_tend  # type: ignore[method-assign]
    run_to_the_end(run(settings()))
