"""Error desk: what is logged of an error, and that the admins hear of it."""

import html
import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from telegram.error import Conflict, TelegramError

from bot.transport.gcra import Gcra

logger = logging.getLogger(__name__)

SORRY = (
    "Sorry, something went wrong on my side. What you told me before is safe. "
    "Please try that once more, or start again from /today."
)
TOLD_EVERY = 60.0  # s between two notes to the admins
LONGEST_NOTE = 600  # characters: a glance; the log has the rest


@dataclass(slots=True)
class ErrorDesk:
    """Where errors land; `tell` brings a note (HTML) to every admin, `clock` is in seconds."""

    tell: Callable[[str], Awaitable[None]]
    clock: Callable[[], float] = time.monotonic
    _told: Gcra = field(default_factory=lambda: Gcra(burst=1))
    _kept_back: int = 0

    async def report(self, error: BaseException) -> None:
        """Log an error, and tell the admins of it, if they heard of none lately; never raise."""
        logger.error("Something failed", exc_info=error)
        await self.note(error)

    async def line_down(self, error: TelegramError) -> None:
        """Log that a poll failed; of a second program with our token the admins hear as well."""
        if isinstance(error, Conflict):
            logger.warning("Another program polls with this token; only one of us can: %s", error)
            await self.note(error)
        else:
            logger.warning("The line to Telegram is down: %s", error)

    async def note(self, error: BaseException) -> None:
        """Tell the admins what failed and where, if they heard of nothing lately; never raise."""
        now = self.clock()
        if self._told.due("admins", now, TOLD_EVERY) > now:
            self._kept_back += 1
            return
        self._told.take("admins", now, TOLD_EVERY)
        note, self._kept_back = _note(error, self._kept_back), 0
        try:
            await self.tell(note)
        except Exception:
            logger.exception("The admins could not be told")


def _note(error: BaseException, kept_back: int) -> str:
    """Say what failed and where; never the error's own words, which may be a runner's."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    lines = [f"Dorsi had an error: {type(error).__name__}"]
    if ours or frames:
        frame = (ours or frames)[-1]
        lines.append(f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}")
    if error.__cause__ is not None:
        lines.append(f"because of {type(error.__cause__).__name__}")
    if kept_back:
        lines.append(f"and {kept_back} more since the last note")
    return html.escape("\n".join([*lines, "The log has the rest."])[:LONGEST_NOTE])
