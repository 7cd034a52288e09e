"""The queue of updates: numbered, kept until confirmed, handed out by long polling."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Any

from bot.sandbox.refusal import Refused

_LONGEST = 50  # seconds a poll may wait; the Bot API server's own cap
_KEPT = 100_000  # the oldest updates give way beyond this
_POLL_CONFLICT = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_HOOK_CONFLICT = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)


class Updates:
    """What the bot has not confirmed yet, and the one poll that may wait for more."""

    def __init__(self) -> None:
        self.pending: deque[dict[str, Any]] = deque(maxlen=_KEPT)
        self.webhook = ""
        self.polled = asyncio.Event()  # set once a poll has waited here
        self._next_id = 1
        self._allowed: frozenset[str] = frozenset()
        self._waiting: asyncio.Future[bool] | None = None

    def add(self, kind: str, what: dict[str, Any]) -> None:
        """Queue an update of this kind, unless the bot did not ask for it."""
        if self._allowed and kind not in self._allowed:
            return
        self.pending.append({"update_id": self._next_id, kind: what})
        self._next_id += 1
        self._wake(True)

    def allow(self, kinds: Iterable[str]) -> None:
        """Hand out only these kinds from now on; none named means all."""
        self._allowed = frozenset(kinds)

    def drop(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    def release(self) -> None:
        """Let a waiting poll return at once, as at the end of the server."""
        self._wake(True)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Return what waits from `offset` on, after at most that many real seconds."""
        if self.webhook:
            raise Refused(_HOOK_CONFLICT, 409)
        self._confirm(offset)
        self._wake(False)
        if not self.pending and seconds > 0:
            await self._wait(min(seconds, _LONGEST))
        return [self.pending[index] for index in range(min(len(self.pending), limit))]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    async def _wait(self, seconds: int) -> None:
        self.polled.set()
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                if not await waiting:
                    raise Refused(_POLL_CONFLICT, 409)
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _wake(self, with_update: bool) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(with_update)
