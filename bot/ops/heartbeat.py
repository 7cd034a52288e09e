"""Heartbeat file that the running bot touches, and what `python -m bot health` makes of it."""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storage import private_files

# The long poll returns at least every 30 s and the clock ticks every few: two missed polls are ill.
STALE_SECONDS = 90.0
# Dorsi is younger than this: a machine that stands before it has not got its time yet.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)

# Bytes: below that the next checkpoint or a copy may not find room.
SCARCE = 20_000_000


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One small JSON file: the last tick and the last good getUpdates, and what is not well."""

    path: Path

    def beat(
        self,
        polled_at: float | None,
        unread: float = 0.0,
        checks: Mapping[str, str] | None = None,
    ) -> None:
        """Write that the clock ticks now, and when Telegram last answered (epoch seconds).

        That is None where it is not polled. `unread` is how many seconds updates that are there
        have not been read, `checks` the vital signs: each "ok" or what is wrong.
        """
        private_files.make_folder(self.path.parent)
        beats = {
            "ticked": time.time(),
            "polled": polled_at,
            "unread": unread,
            "checks": dict(checks or {}),
        }
        private_files.write(self.path, json.dumps(beats))

    def ill(self) -> str | None:
        """Return what is wrong with the bot that beats here, None where it is well."""
        now = time.time()
        if now < EARLIEST.timestamp():
            return f"the machine's clock stands at {datetime.fromtimestamp(now, UTC):%d %B %Y}"
        try:
            beats = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return self._full() or "no heartbeat: is the bot running?"
        return next(self._troubles(now, beats), None)

    def _troubles(self, now: float, beats: dict[str, Any]) -> Iterator[str]:
        ticked = now - float(beats["ticked"])
        if ticked > STALE_SECONDS:
            yield self._full() or "the clock has stopped"
        if ticked < -STALE_SECONDS:
            yield "the machine's clock was set back"
        yield from (
            f"{name}: {word}" for name, word in beats.get("checks", {}).items() if word != "ok"
        )
        if beats["polled"] is not None and now - float(beats["polled"]) > STALE_SECONDS:
            yield "Telegram does not answer"
        if float(beats.get("unread", 0.0)) > STALE_SECONDS:
            yield "updates come, but none is read"

    def _full(self) -> str | None:
        """Return that there is no room to beat in, where there is none."""
        word = room(self.path.parent) if self.path.parent.exists() else "ok"
        return None if word == "ok" else f"disk: {word}"


def room(folder: Path | None) -> str:
    """Return "ok" or what is wrong with the disk of a folder; None is somebody else's disk."""
    try:
        free = shutil.disk_usage(folder).free if folder else SCARCE
    except OSError as error:
        return error.strerror or "cannot be looked at"
    return "ok" if free >= SCARCE else f"only {free / 1e6:.0f} MB are free"
