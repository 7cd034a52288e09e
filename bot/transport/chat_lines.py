"""What is said in a chat, in order: one call at a time, of a message's edits the newest only.

What cannot leave now (Telegram asks this chat for a pause, or it had its share of edits) is kept
here and said when it can be. Its caller is held up only where it asks to be.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from telegram.error import NetworkError, RetryAfter

from bot.transport.lanes import TapLane
from bot.transport.telegram_errors import is_network_trouble

logger = logging.getLogger(__name__)

KEPT = 5  # new messages kept for a chat; of more, what was said last is worth most
VITAL_TRYING = 120.0  # s in which what must not be missed is tried again when the line fails

# What becomes of something that cannot leave now; see `ChatLines.say`.
WhenClosed = Literal["keep", "wait", "raise"]

NOW = TapLane(within=0)
PATIENT = TapLane(within=math.inf)
VITAL = TapLane(within=math.inf, trying=VITAL_TRYING)


@dataclass(slots=True, eq=False)
class Said:
    """A new message, or an edit of `message`; `make` says it in a lane and returns its id.

    What is `vital` is never dropped for later messages, and tried for longer.
    """

    make: Callable[["Said", TapLane], Awaitable[int]]
    message: int = 0
    vital: bool = False
    overtaken: bool = False
    done: asyncio.Future[int] | None = None

    def is_wanted(self) -> bool:
        """Tell whether no newer edit of the same message has come."""
        return not self.overtaken

    def overtake(self) -> None:
        """Take it for said, as something newer takes its place."""
        self.overtaken = True
        self.finish(self.message)

    def finish(self, result: int | BaseException) -> None:
        """Tell whoever waits how it ended; nobody may."""
        if self.done is None or self.done.done():
            return
        if isinstance(result, BaseException):
            self.done.set_exception(result)
            self.done.exception()  # it is logged here: not to await it is no mistake
        else:
            self.done.set_result(result)


@dataclass(slots=True)
class _Line:
    """What is being said in one chat, and what waits behind it."""

    now: Said
    waiting: deque[Said] = field(default_factory=deque)
    emptying: asyncio.Task[None] | None = None

    def add(self, said: Said) -> None:
        """Put something at the end of the line; it overtakes what it makes needless."""
        if said.message:
            self._drop(lambda one: one.message == said.message)
            if self.now.message == said.message:
                self.now.overtaken = True
        elif not said.vital:
            new = [one for one in self.waiting if not one.message and not one.vital]
            self._drop(lambda one: one in new[: 1 - KEPT])
        self.waiting.append(said)

    def _drop(self, which: Callable[[Said], bool]) -> None:
        for one in [one for one in self.waiting if which(one)]:
            self.waiting.remove(one)
            one.overtake()


class ChatLines:
    """The lines of all chats in which something is being said."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being said and nothing waits."""
        return not self._lines

    async def say(self, chat: int, said: Said, when_closed: WhenClosed = "keep") -> int:
        """Say something in its turn and return the id of its message.

        Where it cannot leave now: `keep` returns at once, 0 for a new message, and it is said
        when it can; `wait` returns only when it is said or overtaken, or raises why it failed;
        `raise` raises the `RetryAfter`, for who keeps it in a better place than here.
        """
        line = self._lines.get(chat)
        if line is None:
            line = self._lines[chat] = _Line(said)
            try:
                return await said.make(said, NOW)
            except RetryAfter as error:
                if when_closed == "raise":
                    raise
                logger.info("Kept for a chat that may be spoken to in %s s", error.retry_after)
                self._keep_first(line, said)
            except NetworkError as error:
                if when_closed == "raise" or not said.vital or not is_network_trouble(error):
                    raise
                self._keep_first(line, said)
            finally:
                self._go_on(chat, line)
        else:
            said.done = asyncio.get_running_loop().create_future()
            line.add(said)
        if when_closed == "keep" or said.done is None:
            return said.message
        return await said.done

    async def close(self) -> None:
        """Let go of what is kept."""
        tasks = [line.emptying for line in self._lines.values() if line.emptying is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _keep_first(self, line: _Line, said: Said) -> None:
        said.done = asyncio.get_running_loop().create_future()
        if said.overtaken:
            said.finish(said.message)
        else:
            line.waiting.appendleft(said)

    def _go_on(self, chat: int, line: _Line) -> None:
        if line.waiting:
            line.emptying = asyncio.get_running_loop().create_task(self._empty(chat, line))
        else:
            del self._lines[chat]

    async def _empty(self, chat: int, line: _Line) -> None:
        """Say what waits, one after the other, until nothing does."""
        try:
            while line.waiting:
                line.now = line.waiting.popleft()
                await self._say(line.now)
        finally:
            del self._lines[chat]

    async def _say(self, said: Said) -> None:
        try:
            said.finish(await said.make(said, VITAL if said.vital else PATIENT))
        except asyncio.CancelledError:
            if said.done is not None:
                said.done.cancel()
            raise
        except Exception as error:
            logger.warning("What was kept for a chat could not be said: %s", error)
            said.finish(error)
