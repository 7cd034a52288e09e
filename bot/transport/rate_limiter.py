"""Rate limiter with priority lanes: taps at once, reminders behind them.

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

from telegram.error import Forbidden, RetryAfter
from telegram.ext import BaseRateLimiter

from bot.ops.metrics import Metrics
from bot.transport.flood_waits import FloodWaits
from bot.transport.gcra import Chat, Gcra
from bot.transport.lanes import OVERTAKEN, TAP_LANE, Ask, BulkLane, TapLane
from bot.transport.pace import OwnPace, Pace

logger = logging.getLogger(__name__)

CHAT_EVERY = 1.0  # s between messages in a private chat, once the burst is used up
GROUP_EVERY = 3.0  # s between messages in a group: 20 a minute
TAP_BURST = 5  # messages that may leave a chat's taps at once; nudges to a chat get no burst
# [own] Edits of a chat at once, then one in `CHAT_EVERY`: whether Telegram counts edits is not
# published, but widely reported. Nobody reads twenty screens in as many seconds.
EDIT_BURST = 20
BULK_AT_ONCE = 16  # nudges on their way; at 30 a second enough for round trips of half a second
BULK_PATIENCE = 60.0  # s a nudge waits out; a longer flood wait is for its caller to plan around
CHAT_PATIENCE = 2.0  # s a nudge waits for its own chat, while others wait behind it
MARGIN = 0.1  # s added to a flood wait, because Telegram counts in whole seconds

Reply = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[[], Coroutine[Any, Any, Reply]]


class PriorityRateLimiter(BaseRateLimiter[BulkLane]):
    """Lets taps through at once and nudges at `per_second`; `clock` is monotonic, in seconds.

    When Telegram asks for a pause, whoever it is for keeps it (`bot.transport.flood_waits`) and
    then tries again; a call which would have to wait longer than its patience gets the
    `RetryAfter` instead.
    """

    __slots__ = (
        "_clock",
        "_edited",
        "_lane",
        "_meters",
        "_nudged",
        "_on_their_way",
        "_sleep",
        "_tapped",
        "_waits",
        "_wanting",
        "pace",
    )

    def __init__(
        self,
        per_second: float = 30.0,
        meters: Metrics | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.pace: Pace = OwnPace(1 / per_second)
        self._meters = meters or Metrics()
        self._clock = clock
        self._sleep = sleep
        self._waits = FloodWaits()
        self._tapped = Gcra(TAP_BURST)
        self._edited = Gcra(EDIT_BURST)
        self._nudged = Gcra(1)
        self._lane = asyncio.Lock()
        self._on_their_way = asyncio.Semaphore(BULK_AT_ONCE)
        self._wanting = 0

    @property
    def pause(self) -> float:
        """Return for how many seconds more no chat may be spoken to, 0 where any may."""
        return max(0.0, self._waits.end_for_all - self._clock())

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Reply]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: BulkLane | None,
    ) -> Reply:
        """Make a call of python-telegram-bot's in its lane, when its turn has come."""
        ask = Ask(endpoint, data.get("chat_id"), rate_limit_args or TAP_LANE)
        return await self.run(partial(callback, *args, **kwargs), ask)

    async def run(self, call: Call, ask: Ask) -> Reply:
        """Make a call in its lane, when its turn has come, and return what it returns."""
        asked = self._clock()
        try:
            if isinstance(ask.lane, TapLane):
                return await self._tap(call, ask, asked, asked + ask.lane.within)
            async with self._on_their_way:
                return await self._nudge(call, ask, asked, asked + ask.lane.within)
        except Forbidden:
            self._meters.refused()
            raise

    async def _tap(self, call: Call, ask: Ask, asked: float, last: float) -> Reply:
        """Make a call somebody waits for; nothing that nudges do can hold it up."""
        if ask.message_to is not None:
            await self._sleep_until(self._message_turn(ask.message_to, asked, last))
        while True:
            while (due := self._free_at(ask)) > (now := self._clock()):
                _must_not_pass(last, now, due)
                await self._sleep(due - now)
            if not ask.wanted():
                return OVERTAKEN
            if ask.edit_in is not None:
                self._edited.take(ask.edit_in, now, _every(ask.edit_in))
            self._meters.waited("tap", now - asked)
            quiet = ask.chat is not None and self._waits.told(ask.chat, now)
            try:
                return await call()
            except RetryAfter as error:
                self._close(ask, error, quiet=quiet)

    def _message_turn(self, chat: Chat, asked: float, last: float) -> float:
        """Take the next turn of a chat's messages and return when it is."""
        due = self._tapped.due(chat, asked, _every(chat))
        _must_not_pass(last, asked, due)
        self._tapped.take(chat, asked, _every(chat))
        self.pace.spend(asked)
        return due

    def _free_at(self, ask: Ask) -> float:
        """Return when neither a flood wait nor the pace of its chat's edits holds a call up."""
        if ask.chat is None:
            return self._waits.end_of_method(ask.method)
        end = self._waits.end(ask.chat)
        if ask.edit_in is None:
            return end
        return max(end, self._edited.due(ask.edit_in, self._clock(), _every(ask.edit_in)))

    async def _nudge(self, call: Call, ask: Ask, asked: float, last: float) -> Reply:
        """Make a call nobody waits for, one after the other and only as fast as allowed."""
        while True:
            due = await self._nudge_turn(ask, last)
            if due is not None:
                # This chat has just had one. Its turn comes later, that of others does not.
                now = self._clock()
                _must_not_pass(min(last, now + CHAT_PATIENCE), now, due)
                await self._sleep_until(due)
                continue
            now = self._clock()
            self._meters.waited("bulk", now - asked)
            quiet = ask.chat is not None and self._waits.told(ask.chat, now)
            try:
                return await call()
            except RetryAfter as error:
                self._close(ask, error, quiet=quiet)

    def _bulk_free_at(self) -> float:
        """Return when the next nudge may leave, to whichever chat."""
        now = self._clock()
        return max(self._waits.end_for_all, self.pace.due(now))

    async def _nudge_turn(self, ask: Ask, last: float) -> float | None:
        """Wait for the lane and take a turn in it, or say when the chat is free again."""
        self._wanting += 1
        try:
            async with self._lane:
                patience = min(self._clock() + BULK_PATIENCE, last)
                while True:
                    while (due := self._bulk_free_at()) > (now := self._clock()):
                        _must_not_pass(patience, now, due)
                        await self._sleep(due - now)
                    _must_not_pass(last, now, now)
                    if (due := self._chat_free_at(ask, now)) > now:
                        return due
                    turn = await self.pace.take(now, patience, self._wanting)
                    _must_not_pass(patience, now, turn)
                    await self._sleep_until(turn)
                    if self._waits.end_for_all <= self._clock():  # else its turn is in a pause
                        break
                if ask.message_to is not None:
                    self._nudged.take(ask.message_to, turn, _every(ask.message_to))
                return None
        finally:
            self._wanting -= 1

    def _chat_free_at(self, ask: Ask, now: float) -> float:
        """Return when nothing that was said in a nudge's chat holds it up."""
        due = -math.inf if ask.chat is None else self._waits.end(ask.chat)
        if (chat := ask.message_to) is None:
            return due
        # What its runner's taps bring counts as well, though they never wait for nudges.
        due = max(due, self._nudged.due(chat, now, _every(chat)))
        return max(due, self._tapped.rest(chat, now))

    def close(self, seconds: float) -> None:
        """Close every chat for so many seconds: another process was told to wait."""
        self._waits.close(self._clock() + seconds)

    def _close(self, ask: Ask, error: RetryAfter, *, quiet: bool) -> None:
        """Note a flood wait for whom it is meant, and let that chat be slow after it."""
        now, seconds = self._clock(), pause_of(error).total_seconds()
        bulk = isinstance(ask.lane, BulkLane)
        for_all = self._waits.refused(ask.key, now, seconds + MARGIN, quiet=quiet, bulk=bulk)
        whom = "everybody" if for_all else "one chat" if ask.chat is not None else ask.method
        logger.warning("Telegram asks for a pause of %g s for %s", seconds, whom)
        if for_all:
            self.pace.close(seconds + MARGIN)
        self._meters.flooded()
        if ask.chat is not None and not for_all:
            self._edited.spend(ask.chat, now, self._waits.end(ask.chat), _every(ask.chat))

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


def _every(chat: Chat) -> float:
    """Return the seconds between messages in a chat; only private chats have positive ids."""
    return CHAT_EVERY if isinstance(chat, int) and chat > 0 else GROUP_EVERY


def pause_of(error: RetryAfter) -> timedelta:
    """Return how long Telegram asks to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
