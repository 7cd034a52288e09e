"""Log pacing: what repeats fast is written a few times a second, with how often it was not."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

MOST = 10  # lines of one cause in a second
CAUSES = 1_000  # causes that are remembered


@dataclass(slots=True)
class _Second:
    """One second of a cause: since when, how many lines came, and how many were left out."""

    since: float
    lines: int = 0
    left_out: int = 0


class LogPace(logging.Filter):
    """Lets through ten lines a second of one cause: a line of code and the kind of its error.

    What was left out is told with the next line of that cause that is let through. `clock` is
    monotonic, in seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seconds: dict[tuple[object, ...], _Second] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record is written."""
        kind = record.exc_info[0] if record.exc_info else None
        now, cause = self._clock(), (record.pathname, record.lineno, record.levelno, kind)
        second = self._seconds.get(cause)
        if second is None or now - second.since >= 1.0:
            left_out = second.left_out if second else 0
            if len(self._seconds) >= CAUSES:
                self._seconds.clear()
            second = self._seconds[cause] = _Second(now)
            if left_out:
                record.msg = f"{record.getMessage()} (and {left_out} more like it)"
                record.args = None
        second.lines += 1
        if second.lines <= MOST:
            return True
        second.left_out += 1
        return False
