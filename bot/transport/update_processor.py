"""Update processor: one runner's updates in order, different runners' side by side."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Measured: more at once makes no tap faster, only each of them dearer.
AT_ONCE = 8

# Nobody taps this far ahead of an answer by hand; a script does.
WAITING_EACH = 32

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Line:
    """One runner's place to wait; it exists only while somebody stands in it."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0
    turned_away: bool = False


class PerRunnerProcessor(BaseUpdateProcessor):
    """Handles updates in order for each runner and `at_once` runners at a time.

    A runner takes one of the slots only when it is their turn, so that one who floods the bot
    holds one slot, never all. Updates without a runner share a line of their own. `on_dropped`
    is called with an update turned away because `waiting_each` of that runner's were waiting.
    """

    __slots__ = ("_lines", "_on_dropped", "_slots", "_waiting_each", "dropped")

    def __init__(
        self,
        at_once: int = AT_ONCE,
        waiting_each: int = WAITING_EACH,
        on_dropped: Callable[[object], Awaitable[None]] | None = None,
    ) -> None:
        # The base class would take its slot before a runner's turn: it must never run out.
        super().__init__(max_concurrent_updates=sys.maxsize)
        self._slots = asyncio.Semaphore(at_once)
        self._waiting_each = waiting_each
        self._on_dropped = on_dropped
        self._lines: dict[int | None, _Line] = {}
        self.dropped = 0

    @property
    def idle(self) -> bool:
        """Return whether no update is under way or waits; then nothing is kept of any runner."""
        return not self._lines

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle one update when its runner's earlier ones are done and a slot is free."""
        runner = _runner(update)
        line = self._lines.setdefault(runner, _Line())
        if line.length >= self._waiting_each:
            await self._drop(update, coroutine, line)
            return
        line.length += 1
        try:
            async with line.turn, self._slots:
                await coroutine
        finally:
            _close(coroutine)
            line.length -= 1
            if not line.length:
                del self._lines[runner]

    async def _drop(self, update: object, coroutine: Awaitable[Any], line: _Line) -> None:
        """Turn an update away; one at a time is told so, or the flood would go out again."""
        _close(coroutine)
        self.dropped += 1
        logger.debug("A runner's updates come too fast; %d dropped so far", self.dropped)
        if line.turned_away or self._on_dropped is None:
            return
        line.turned_away = True
        try:
            await self._on_dropped(update)
        finally:
            line.turned_away = False

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""


def _runner(update: object) -> int | None:
    """Return the id of the runner an update came from, if it came from one."""
    if isinstance(update, Update) and update.effective_user is not None:
        return update.effective_user.id
    return None


def _close(coroutine: Awaitable[Any]) -> None:
    """End a handler that was never started, so that Python does not warn of it."""
    if isinstance(coroutine, Coroutine):
        coroutine.close()
