"""How fast calls leave: taps at once, nudges behind them, nobody while Telegram says wait.

The rates are Telegram's own (core.telegram.org/bots/faq, "My bot is hitting limits"): about one
message a second in a chat with short bursts tolerated, 20 a minute in a group, 30 a second in all.
"""

import asyncio
import logging
import math
import time
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)

# What a nudge passes as `rate_limit_args`; behind every other call somebody is waiting.
BULK = "bulk"

CHAT_EVERY = 1.0  # s between messages in a private chat, once the burst is used up
GROUP_EVERY = 3.0  # s between messages in a group: 20 a minute
TAP_BURST = 5  # messages that may leave a chat's taps at once; nudges to a chat get no burst
OVERALL_BURST = 3  # nudges at once overall: makes up for the timer waking a little late
PUSHED_BACK = 1.0  # s: messages after taps count too, but hold nudges back by no more than this
BULK_AT_ONCE = 16  # nudges on their way; at 30 a second enough for round trips of half a second
TAP_PATIENCE = 5.0  # s a tap waits; by then its runner has tapped again
BULK_PATIENCE = 60.0  # s a nudge waits out; a longer flood wait is for its caller to plan around
MARGIN = 0.1  # s added to a flood wait, because Telegram counts in whole seconds

Reply = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[[], Coroutine[Any, Any, Reply]]
Chat = int | str


class Pace:
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

    def take(self, key: Chat, now: float, every: float) -> None:
        """Use up the key's next turn."""
        self._rested[key] = max(now, self._rested.get(key, now)) + every
        if len(self._rested) > self._crowd:
            self._rested = {key: rested for key, rested in self._rested.items() if rested > now}
            self._crowd = max(256, 2 * len(self._rested))


class TwoLanes(BaseRateLimiter[str]):
    """Lets taps through at once and nudges at `per_second`; `clock` is monotonic, in seconds.

    When Telegram asks for a pause, everybody keeps it and then tries again; a call which would
    have to wait longer than its patience gets the `RetryAfter` instead.
    """

    __slots__ = (
        "_clock",
        "_closed_until",
        "_every",
        "_lane",
        "_nudged",
        "_on_their_way",
        "_overall",
        "_sleep",
        "_tapped",
    )

    def __init__(
        self,
        per_second: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._every = 1 / per_second
        self._clock = clock
        self._sleep = sleep
        self._closed_until = -math.inf
        self._overall = Pace(OVERALL_BURST)
        self._tapped = Pace(TAP_BURST)
        self._nudged = Pace(1)
        self._lane = asyncio.Lock()
        self._on_their_way = asyncio.Semaphore(BULK_AT_ONCE)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Reply]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: str | None,
    ) -> Reply:
        """Make one call in its lane, when its turn has come."""
        call = partial(callback, *args, **kwargs)
        chat = data.get("chat_id") if _is_message(endpoint) else None
        if rate_limit_args == BULK:
            async with self._on_their_way:
                return await self._nudge(call, chat)
        return await self._tap(call, chat)

    async def _tap(self, call: Call, chat: Chat | None) -> Reply:
        """Make a call somebody waits for; nothing that nudges do can hold it up."""
        now = self._clock()
        patience = now + TAP_PATIENCE
        if chat is not None:
            due = self._tapped.due(chat, now, _every(chat))
            if due > patience:
                raise RetryAfter(math.ceil(due - now))
            self._tapped.take(chat, now, _every(chat))
            if self._overall.due(BULK, now, self._every) < now + PUSHED_BACK:
                self._overall.take(BULK, now, self._every)
            await self._sleep_until(due)
        while True:
            await self._sleep_until_open(patience)
            try:
                return await call()
            except RetryAfter as error:
                self._close(error)

    async def _nudge(self, call: Call, chat: Chat | None) -> Reply:
        """Make a call nobody waits for, one after the other and only as fast as allowed."""
        while True:
            due = await self._nudge_turn(chat)
            if due is not None:
                # This chat has just had one. Its turn comes later, that of others does not.
                await self._sleep_until(due)
                continue
            try:
                return await call()
            except RetryAfter as error:
                self._close(error)

    async def _nudge_turn(self, chat: Chat | None) -> float | None:
        """Wait for the lane and take a turn in it, or say when the chat is free again."""
        async with self._lane:
            patience = self._clock() + BULK_PATIENCE
            while True:
                await self._sleep_until_open(patience)
                now = self._clock()
                turn = self._overall.due(BULK, now, self._every)
                if turn <= now:
                    break
                await self._sleep_until(turn)
            if chat is not None:
                due = self._nudged.due(chat, now, _every(chat))
                if due > now:
                    return due
                self._nudged.take(chat, now, _every(chat))
            self._overall.take(BULK, now, self._every)
            return None

    def _close(self, error: RetryAfter) -> None:
        """Note a flood wait for everybody; a later end is never replaced by an earlier one."""
        wait = error.retry_after
        seconds = wait.total_seconds() if isinstance(wait, timedelta) else wait
        logger.warning("Telegram asks for a pause of %g s", seconds)
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


def _is_message(endpoint: str) -> bool:
    """Whether a method puts a new message into a chat; edits and answers do not count."""
    return endpoint.startswith(("send", "copy", "forward")) and endpoint != "sendChatAction"


def _every(chat: Chat) -> float:
    """Return the seconds between messages in a chat; only private chats have positive ids."""
    return CHAT_EVERY if isinstance(chat, int) and chat > 0 else GROUP_EVERY
