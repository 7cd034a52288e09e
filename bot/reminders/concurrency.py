"""Adaptive concurrency in a rush: how close one reminder may follow another."""

import asyncio
import statistics
from collections import deque

# The middle one of so many answers: a single slow one changes nothing.
REMEMBERED = 9


class AdaptiveConcurrency:
    """How long a nudge waits for the one before it: until that one is noted, if that is quick.

    Where Telegram mostly answers within the `pace` (seconds a nudge), no more than one is ever in
    doubt when all ends, however long a single answer takes. Where it is further away than that,
    they overlap, or the pace would be lost.
    """

    def __init__(self, pace: float) -> None:
        self._pace = pace
        self._took = deque([0.0] * REMEMBERED, maxlen=REMEMBERED)

    async def after(self, one: asyncio.Task[bool]) -> None:
        """Wait until the next may leave after `one`, which has just begun."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        one.add_done_callback(lambda _: self._took.append(clock() - begun))
        # Each also waits for its turn in the lane, which alone is a pace.
        quick = statistics.median(self._took) <= 1.5 * self._pace
        await asyncio.wait([one], timeout=None if quick else self._pace)
