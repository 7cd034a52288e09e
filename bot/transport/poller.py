"""Long polling: fetch updates raw, keep them, and only then confirm them to Telegram."""

import asyncio
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.transport.incoming import Raw, number_of
from bot.transport.rate_limiter import pause_of

logger = logging.getLogger(__name__)

POLL_SECONDS = 30
KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds

# Fetches updates from an offset on; raises what python-telegram-bot raises.
Fetch = Callable[[dict[str, Any]], Awaitable[Any]]


@dataclass(slots=True)
class Poller:
    """Polls while it runs; `keep` returns once what it was given outlives the process.

    Telegram forgets an update when the next poll asks for a later one. So whatever happens in
    between, an update is kept before it is confirmed. `answered_at` is when a poll last went well
    in epoch seconds, for other processes, `polled_at` in monotonic ones. The first poll may take
    its full length, so the start counts as an answer.
    """

    fetch: Fetch
    keep: Callable[[Sequence[Raw]], Awaitable[None]]
    failed: Callable[[TelegramError], Awaitable[None]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    offset: int = 0
    answered_at: float = field(default_factory=time.time)
    polled_at: float = field(default_factory=time.monotonic)
    _pause: float = FIRST_PAUSE
    _fetched_at: float | None = None  # monotonic: since when something is here and not kept

    def unread(self) -> float:
        """Return for how many seconds updates that were fetched have not been kept."""
        return 0.0 if self._fetched_at is None else time.monotonic() - self._fetched_at

    async def run(self) -> None:
        """Poll until cancelled; while the line is down, with growing pauses."""
        while True:
            try:
                await self.poll()
                self._pause = FIRST_PAUSE
            except InvalidToken:
                raise
            except TelegramError as error:
                await self.failed(error)
                await self._wait(error)
            except Exception:
                logger.exception("A poll failed")
                await self._wait(None)

    async def poll(self) -> None:
        """Fetch what waits, keep it, and move on behind it."""
        found = await self.fetch(
            {
                "offset": self.offset or None,
                "timeout": POLL_SECONDS,
                "allowed_updates": json.dumps(KINDS),
            }
        )
        self.answered_at, self.polled_at = time.time(), time.monotonic()
        numbered = [one for one in found if number_of(one) is not None]
        if len(numbered) < len(found):
            logger.error("%d updates came without a number", len(found) - len(numbered))
        if found and self._fetched_at is None:
            self._fetched_at = self.polled_at
        if numbered:
            await self.keep(numbered)
            self._fetched_at = None
            self.offset = max(one["update_id"] for one in numbered) + 1
        elif found:
            raise ValueError("updates without a number cannot be confirmed")

    async def _wait(self, error: TelegramError | None) -> None:
        pause = self._pause * random.uniform(0.75, 1.25)  # noqa: S311 - it only spreads polls
        if isinstance(error, RetryAfter):
            pause = max(pause, pause_of(error).total_seconds())
        # Another poller ends ours at once, and ours it: to wait is all that helps.
        self._pause = (
            LONGEST_PAUSE if isinstance(error, Conflict) else min(2 * self._pause, LONGEST_PAUSE)
        )
        await self.sleep(pause)
