"""A Telegram behind the two lanes, on the loop where sleeping takes no time."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from telegram.error import RetryAfter

from bot.ops.metrics import Metrics
from bot.transport.lanes import TAP_LANE, Ask, BulkLane, TapLane, always
from bot.transport.rate_limiter import PriorityRateLimiter
from tests.bot.fake_time import now, run_virtually


class Server:
    """Answers after `seconds` and notes when it was called; `refuse`: call number → flood wait."""

    def __init__(self, refuse: dict[int, int] | None = None, seconds: float = 0) -> None:
        self.meters = Metrics()
        self.lanes = PriorityRateLimiter(meters=self.meters, clock=now)
        self.at: list[tuple[float, int | None]] = []
        self.refuse = refuse or {}
        self.seconds = seconds
        self.busy: Counter[str] = Counter()

    async def _take(self, chat: int | None) -> bool:
        self.at.append((now(), chat))
        wait = self.refuse.get(len(self.at))
        self.busy["now"] += 1
        self.busy["most"] = max(self.busy["most"], self.busy["now"])
        await asyncio.sleep(self.seconds)
        self.busy["now"] -= 1
        if wait:
            raise RetryAfter(wait)
        return True

    def waited(self, lane: str, within: str) -> float:
        """Return how many calls of a lane waited no longer than that, as the meters have it."""
        return self.meters.value("dorsi_limiter_wait_seconds_bucket", lane=lane, le=within)

    async def call(
        self,
        chat: int | None,
        endpoint: str = "sendMessage",
        lane: BulkLane | TapLane | None = None,
        wanted: Callable[[], bool] = always,
    ) -> Any:
        ask = Ask(endpoint, chat, lane or TAP_LANE, wanted)
        return await self.lanes.run(partial(self._take, chat), ask)

    def times(self, chat: int | None = None) -> list[float]:
        return [round(at, 3) for at, who in self.at if chat is None or who == chat]


def virtually(test: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """Run a test on the loop where sleeping takes no time."""

    def run() -> None:
        run_virtually(test())  # type: ignore[arg-type]

    run.__name__ = test.__name__
    return run
