"""Telegram's own flood control: its published limits, and edits counted as many have seen it."""

from datetime import datetime, timedelta
from math import ceil

from bot.sandbox.refusal import Refused

# Bots FAQ: about 30 messages a second overall, one a second in a chat, short bursts allowed.
_OVERALL = 30
_CHAT_BURST = 5


class Flood:
    """Which sends are too many; off until a test asks for it.

    `edits` counts edits and deletions in a chat as messages are. `retry_after` is what a 429
    names and for how long all of that chat is refused then, in seconds; 0 names what is left.
    """

    def __init__(self) -> None:
        self.limits = False
        self.edits = False
        self.retry_after = 0
        self._buckets: dict[int | str, tuple[float, datetime]] = {}
        self._closed: dict[int | str, datetime] = {}

    def check(self, method: str, chat_id: int | str, now: datetime) -> None:
        """Refuse a message or an edit that comes too fast."""
        if not self.limits:
            return
        if method.startswith("send"):
            self._take("all", _OVERALL, _OVERALL, now)
        elif not self.edits:
            return
        self._take(chat_id, 1, _CHAT_BURST, now)

    def _take(self, key: int | str, rate: float, burst: int, now: datetime) -> None:
        if key in self._closed and now < self._closed[key]:
            raise too_many(ceil((self._closed[key] - now).total_seconds()))
        left, then = self._buckets.get(key, (float(burst), now))
        left = min(burst, left + (now - then).total_seconds() * rate)
        self._buckets[key] = (left, now)
        if left < 1:
            if self.retry_after:
                self._closed[key] = now + timedelta(seconds=self.retry_after)
            raise too_many(self.retry_after or max(1, round((1 - left) / rate)))
        self._buckets[key] = (left - 1, now)


def too_many(retry_after: int) -> Refused:
    """Return the refusal of a call that came too fast."""
    return Refused(f"retry after {retry_after}", 429, retry_after)
