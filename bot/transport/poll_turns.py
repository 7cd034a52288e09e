"""Turns at polling: of several processes one asks Telegram for updates, and the others stand by."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from bot.transport.poller import Poller

logger = logging.getLogger(__name__)


class Turns(Protocol):
    """Whose turn it is; without `polls` it is never ours.

    `beat_at` is when that was last known to be so (monotonic seconds).
    """

    polls: bool
    mine: asyncio.Event
    lost: asyncio.Event
    beat_at: float


@dataclass(slots=True)
class PollTurns:
    """Polls while it is this process's turn; without `turns` it always is.

    Telegram hands out again what was not confirmed, and what was kept before is not done twice. So
    nothing is lost where two of them poll for a moment, or none does.
    """

    poller: Poller
    turns: Turns | None = None
    _running: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Take turns at polling while the block lasts."""
        self._running = asyncio.create_task(self.run(), name="poller")
        try:
            yield
        finally:
            await self.stop(0)

    async def stop(self, _within: float) -> None:
        """End the poll and let another process have the turn; what was not kept it fetches."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self.turns is not None:
            self.turns.polls = False

    @property
    def stands_by(self) -> bool:
        """Return whether another process polls, as far as we know."""
        return self.turns is not None and not self.turns.mine.is_set()

    def unread(self) -> float:
        """Return for how many seconds updates that this process has fetched are not kept."""
        return 0.0 if self.stands_by else self.poller.unread()

    @property
    def polled_at(self) -> float:
        """Return when Telegram last answered, or we last knew whose turn it is (monotonic)."""
        if self.turns is None:
            return self.poller.polled_at
        return self.turns.beat_at if self.stands_by else self.poller.polled_at

    @property
    def answered_at(self) -> float:
        """Return the same in epoch seconds, for other programs."""
        return time.time() - (time.monotonic() - self.polled_at)

    async def run(self) -> None:
        """Poll until cancelled, whenever it is our turn."""
        if self.turns is None:
            await self.poller.run()
            return
        while True:
            await self.turns.mine.wait()
            logger.info("This process polls now")
            # Whoever polled until now may have confirmed any number of updates.
            self.poller.offset, self.poller.polled_at = 0, time.monotonic()
            polling = asyncio.create_task(self.poller.run(), name="poll")
            losing = asyncio.create_task(self.turns.lost.wait())
            try:
                await asyncio.wait({polling, losing}, return_when=asyncio.FIRST_COMPLETED)
                if polling.done():
                    polling.result()
            finally:
                polling.cancel()
                losing.cancel()
                await asyncio.gather(polling, losing, return_exceptions=True)
            logger.warning("Another process may poll now")
