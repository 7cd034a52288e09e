"""Telegram's flood control: 429 on demand, or its published limits for real."""

from datetime import datetime

from bot.sandbox.refusal import Refused

# Bots FAQ: about 30 messages a second overall, one a second in a chat, short bursts allowed.
_OVERALL = 30
_CHAT_BURST = 5


class Flood:
    """Which sends are too many; off until a test asks for it."""

    def __init__(self) -> None:
        self.limits = False
        self._retry_after = 0
        self._count = 0
        self._buckets: dict[int | str, tuple[float, datetime]] = {}

    def ask(self, retry_after: int, count: int = 1) -> None:
        """Refuse the next `count` sends and edits, naming `retry_after` seconds."""
        self._retry_after, self._count = retry_after, count

    def check(self, chat_id: int | str, now: datetime) -> None:
        """Refuse a send or an edit that comes too fast."""
        if self._count > 0:
            self._count -= 1
            raise _too_many(self._retry_after)
        if self.limits:
            self._take("all", _OVERALL, _OVERALL, now)
            self._take(chat_id, 1, _CHAT_BURST, now)

    def _take(self, key: int | str, rate: float, burst: int, now: datetime) -> None:
        left, then = self._buckets.get(key, (float(burst), now))
        left = min(burst, left + (now - then).total_seconds() * rate)
        self._buckets[key] = (left, now)
        if left < 1:
            raise _too_many(max(1, round((1 - left) / rate)))
        self._buckets[key] = (left - 1, now)


def _too_many(retry_after: int) -> Refused:
    return Refused(f"retry after {retry_after}", 429, retry_after)
