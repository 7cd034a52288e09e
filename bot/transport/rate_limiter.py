"""Rate limiter with priority lanes: taps at once, reminders behind them.

The rates are Telegram's own (core.telegram.org/bots/faq, "My bot is hitting limits"): about one
message a second in a chat with short bursts tolerated, 20 a minute in a group, 30 a second in all.
"""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import Forbidden, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.ops.metrics import Metrics

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BulkLane:
    """What a nudge passes as `rate_limit_args`; behind every other call somebody is waiting.

    One that could not leave `within` so many seconds gets a `RetryAfter` and does not leave.
    """

    within: float = math.inf


BULK_LANE = BulkLane()

CHAT_EVERY = 1.0  # s between messages in a private chat, once the burst is used up
GROUP_EVERY = 3.0  # s between messages in a group: 20 a minute
TAP_BURST = 5  # messages that may leave a chat's taps at once; nudges to a chat get no burst
OVERALL_BURST = 3  # nudges at once overall: makes up for the timer waking a little late
PUSHED_BACK = 1.0  # s: messages after taps count too, but hold nudges back by no more than this
BULK_AT_ONCE = 16  # nudges on their way; at 30 a second enough for round trips of half a second
TAP_PATIENCE = 5.0  # s a tap waits; by then its runner has tapped again
BULK_PATIENCE = 60.0  # s a nudge waits out; a longer flood wait is for its caller to plan around
MARGIN = 0.1  # s added to a flood wait, because Telegram counts in whole seconds

ALL = "all"  # the one key of the pace over all chats

Reply = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[[], Coroutine[Any, Any, Reply]]
Chat = int | str


class Gcra:
    """When each key's next turn is: `burst` at once, then one in every so many seconds.

    A key is remembered only until its burst has grown back.
    """

    __slots__ = ("_burst", "_crowd", "_rested")

    def __init__(self, burst: int) -> None:
        self._burst = burst
        self._rested: dict[Chat, float] = {}
        self._crowd = 256

    def due(self, key: Chat, now: float, every: float) -> float:
        """Return the time of the key's next turn, `now` when it need not wait."""
        return max(now, self._rested.get(key, now) - (self._burst - 1) * every)

    def rest(self, key: Chat, now: float) -> float:
        """Return the time from which the key has its whole burst again, `now` when it has it."""
        return max(now, self._rested.get(key, now))

    def take(self, key: Chat, now: float, every: float) -> None:
        """Use up the key's next turn."""
        self._rested[key] = max(now, self._rested.get(key, now)) + every
        if len(self._rested) > self._crowd:
            self._rested = {key: rested for key, rested in self._rested.items() if rested > now}
            self._crowd = max(256, 2 * len(self._rested))


class PriorityRateLimiter(BaseRateLimiter[BulkLane]):
    """Lets taps through at once and nudges at `per_second`; `clock` is monotonic, in seconds.

    When Telegram asks for a pause, everybody keeps it and then tries again; a call which would
    have to wait longer than its patience gets the `RetryAfter` instead.
    """

    __slots__ = (
        "_clock",
        "_closed_until",
        "_every",
        "_lane",
        "_meters",
        "_nudged",
        "_on_their_way",
        "_overall",
        "_sleep",
        "_tapped",
    )

    def __init__(
        self,
        per_second: float = 30.0,
        meters: Metrics | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._every = 1 / per_second
        self._meters = meters or Metrics()
        self._clock = clock
        self._sleep = sleep
        self._closed_until = -math.inf
        self._overall = Gcra(OVERALL_BURST)
        self._tapped = Gcra(TAP_BURST)
        self._nudged = Gcra(1)
        self._lane = asyncio.Lock()
        self._on_their_way = asyncio.Semaphore(BULK_AT_ONCE)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Reply]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: BulkLane | None,
    ) -> Reply:
        """Make one call in its lane, when its turn has come."""
        call = partial(callback, *args, **kwargs)
        chat = data.get("chat_id") if _is_message(endpoint) else None
        asked = self._clock()
        try:
            if rate_limit_args is None:
                return await self._tap(call, chat, asked)
            async with self._on_their_way:
                return await self._nudge(call, chat, asked, asked + rate_limit_args.within)
        except Forbidden:
            self._meters.refused()
            raise

    async def _tap(self, call: Call, chat: Chat | None, asked: float) -> Reply:
        """Make a call somebody waits for; nothing that nudges do can hold it up."""
        patience = asked + TAP_PATIENCE
        if chat is not None:
            due = self._tapped.due(chat, asked, _every(chat))
            if due > patience:
                raise RetryAfter(math.ceil(due - asked))
            self._tapped.take(chat, asked, _every(chat))
            if self._overall.due(ALL, asked, self._every) < asked + PUSHED_BACK:
                self._overall.take(ALL, asked, self._every)
            await self._sleep_until(due)
        while True:
            await self._sleep_until_open(patience)
            self._meters.waited("tap", self._clock() - asked)
            try:
                return await call()
            except RetryAfter as error:
                self._close(error)

    async def _nudge(self, call: Call, chat: Chat | None, asked: float, last: float) -> Reply:
        """Make a call nobody waits for, one after the other and only as fast as allowed."""
        while True:
            due = await self._nudge_turn(chat, last)
            if due is not None:
                # This chat has just had one. Its turn comes later, that of others does not.
                _must_not_pass(last, self._clock(), due)
                await self._sleep_until(due)
                continue
            self._meters.waited("bulk", self._clock() - asked)
            try:
                return await call()
            except RetryAfter as error:
                self._close(error)

    async def _nudge_turn(self, chat: Chat | None, last: float) -> float | None:
        """Wait for the lane and take a turn in it, or say when the chat is free again."""
        async with self._lane:
            patience = min(self._clock() + BULK_PATIENCE, last)
            while True:
                await self._sleep_until_open(patience)
                now = self._clock()
                turn = self._overall.due(ALL, now, self._every)
                _must_not_pass(last, now, turn)
                if turn <= now:
                    break
                await self._sleep_until(turn)
            if chat is not None:
                # What its runner's taps bring counts as well, though they never wait for nudges.
                due = max(self._nudged.due(chat, now, _every(chat)), self._tapped.rest(chat, now))
                if due > now:
                    return due
                self._nudged.take(chat, now, _every(chat))
            self._overall.take(ALL, now, self._every)
            return None

    def _close(self, error: RetryAfter) -> None:
        """Note a flood wait for everybody; a later end is never replaced by an earlier one."""
        seconds = pause_of(error).total_seconds()
        logger.warning("Telegram asks for a pause of %g s", seconds)
        self._meters.flooded()
        self._closed_until = max(self._closed_until, self._clock() + seconds + MARGIN)

    async def _sleep_until_open(self, patience: float) -> None:
        """Sit out a flood wait, or raise it when it ends only after `patience`."""
        while (wait := self._closed_until - self._clock()) > 0:
            if self._closed_until > patience:
                raise RetryAfter(math.ceil(wait))
            await self._sleep(wait)

    async def _sleep_until(self, due: float) -> None:
        """Sleep until a time of the clock; not at all when it is past."""
        while (wait := due - self._clock()) > 0:
            await self._sleep(wait)

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _must_not_pass(last: float, now: float, due: float) -> None:
    """Raise a flood wait of our own where a turn comes later than it would be of use."""
    if due > last:
        raise RetryAfter(max(1, math.ceil(due - now)))


def _is_message(endpoint: str) -> bool:
    """Whether a method puts a new message into a chat; edits and answers do not count."""
    return endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"


def _every(chat: Chat) -> float:
    """Return the seconds between messages in a chat; only private chats have positive ids."""
    return CHAT_EVERY if isinstance(chat, int) and chat > 0 else GROUP_EVERY


def pause_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
