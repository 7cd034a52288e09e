"""Heartbeat file that the running bot touches, and what `python -m bot health` makes of it."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from storage import private_files

# The long poll returns at least every 30 s and the clock ticks every few: two missed polls are ill.
STALE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """One small JSON file with the time of the last tick and of the last good getUpdates."""

    path: Path

    def beat(self, polled_at: float | None) -> None:
        """Write that the clock ticks now, and when Telegram last answered (epoch seconds).

        That is None where it is not polled.
        """
        private_files.make_folder(self.path.parent)
        private_files.write(self.path, json.dumps({"ticked": time.time(), "polled": polled_at}))

    def ill(self) -> str | None:
        """Return what is wrong with the bot that beats here, None where it is well."""
        try:
            beats = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return "no heartbeat: is the bot running?"
        now = time.time()
        if now - float(beats["ticked"]) > STALE_SECONDS:
            return "the clock has stopped"
        polled = beats["polled"]
        if polled is not None and now - float(polled) > STALE_SECONDS:
            return "Telegram does not answer"
        return None
