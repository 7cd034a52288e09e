"""Pace over all chats: whose turn the next message is, in one process or among several."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from bot.ops.metrics import Metrics
from bot.transport.gcra import Gcra
from storage import pace
from storage.db import Db

logger = logging.getLogger(__name__)

OVERALL_BURST = 3  # nudges at once overall: makes up for the timer waking a little late
PUSHED_BACK = 1.0  # s: messages after taps count too, but hold nudges back by no more than this
# Turns taken at once where several nudges wait: a statement less for each but the first.
TURNS_AT_ONCE = 5

ALL = "all"  # the one key of the pace over all chats


class Pace(Protocol):
    """The pace over all chats; times are of the limiter's clock, in seconds."""

    def due(self, now: float) -> float:
        """Return the time before which no turn can be had, as far as is known here."""

    async def take(self, now: float, last: float, waiting: int) -> float:
        """Take the next turn and return its time; none is taken where that is after `last`.

        `waiting` is how many want one, this one too.
        """

    def spend(self, now: float) -> None:
        """Count a message that does not wait for a turn; nudges are held back for it a little."""

    def close(self, seconds: float) -> None:
        """Let no other process have a turn: Telegram asked for a pause of the whole token."""


class OwnPace:
    """The pace of one process that has the token for itself."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._turns = Gcra(OVERALL_BURST)

    def due(self, now: float) -> float:
        """Return the time of the next turn."""
        return self._turns.due(ALL, now, self._every)

    async def take(self, now: float, last: float, waiting: int) -> float:  # noqa: ARG002
        """Take the next turn, which is now: whoever takes it has waited for it."""
        self._turns.take(ALL, now, self._every)
        return now

    def spend(self, now: float) -> None:
        """Use up the next turn, unless that is far ahead already."""
        if self._turns.due(ALL, now, self._every) < now + PUSHED_BACK:
            self._turns.take(ALL, now, self._every)

    def close(self, seconds: float) -> None:
        """Tell nobody: there is no other process."""


class SharedPace:
    """The pace of all processes on one PostgreSQL (`storage/pace.py`), on its clock.

    `closed` is told for how many seconds the token is closed, where another process closed it.
    While the database cannot be had, this process keeps to the pace by itself.
    """

    def __init__(
        self,
        db: Db,
        every: float,
        meters: Metrics,
        closed: Callable[[float], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._db = db
        self._every = every
        self._meters = meters
        self._closed = closed
        self._clock = clock
        self._own = OwnPace(every)
        self._turns: deque[float] = deque()
        self._owed = 0
        self._paying: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    def due(self, now: float) -> float:
        """Return now: what other processes took is asked when a turn is taken."""
        return now

    async def take(self, now: float, last: float, waiting: int) -> float:
        """Take the next turn and return its time; none is taken where that is after `last`."""
        while self._turns and self._turns[0] < now - self._every:
            self._turns.popleft()  # missed, such as by a loop that stood still
        if not self._turns:
            due = await self._take(now, last, min(waiting, TURNS_AT_ONCE))
            if due is not None:
                return due
        return self._turns.popleft()

    def spend(self, now: float) -> None:  # noqa: ARG002 - the database has the time
        """Use up a turn, together with others that are spent meanwhile."""
        self._owed += 1
        if self._paying is None or self._paying.done():
            self._paying = asyncio.create_task(self._pay())

    def close(self, seconds: float) -> None:
        """Let no process have a turn for so many seconds."""
        self._turns.clear()
        closing = asyncio.create_task(self._close(seconds))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)

    def is_closed(self, seconds: float) -> None:
        """Give up the turns that were taken: another process closed the token."""
        self._turns.clear()
        self._closed(seconds)

    async def stop(self) -> None:
        """Let what is under way end."""
        paying = [self._paying] if self._paying else []
        await asyncio.gather(*paying, *self._closing, return_exceptions=True)

    async def _take(self, now: float, last: float, turns: int) -> float | None:
        """Take turns for later; return a time instead where there is none to be had from there."""
        within = max(0.0, last - now)
        try:
            turn = await self._db.transaction(pace.take, turns, self._every, within)
        except Exception as error:
            logger.warning("A turn was taken without the others: %s", type(error).__name__)
            due = self._own.due(now)
            if due <= last:
                await self._own.take(due, last, 1)
            return due
        first = self._clock() + turn.wait
        self._meters.paced(turn.wait)
        if turn.closed:
            self._closed(turn.closed)
        if not turn.taken:
            return first
        self._turns.extend(first + number * self._every for number in range(turns))
        return None

    async def _pay(self) -> None:
        while self._owed:
            turns, self._owed = self._owed, 0
            try:
                await self._db.transaction(pace.spend, turns, self._every, PUSHED_BACK)
            except Exception as error:
                logger.debug("%d turns were not spent: %s", turns, type(error).__name__)

    async def _close(self, seconds: float) -> None:
        try:
            await self._db.transaction(pace.close, seconds)
        except Exception as error:
            logger.warning("The others were not told of a pause: %s", type(error).__name__)
