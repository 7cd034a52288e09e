"""How fast Telegram's server opens connections to a webhook (TDLib, `FloodControlFast.h`)."""


class ConnectionPace:
    """`count` events in `seconds`, in bursts of that size; times in the server's seconds."""

    def __init__(self, seconds: float, count: int) -> None:
        self.opens_at = -float("inf")  # nothing may happen before
        self._most = count - 1.0
        self._speed = count / seconds
        self._left = self._most
        self._left_at = 0.0

    def count(self, now: float) -> None:
        """Count an event; not to be called before `opens_at`."""
        self._left = min(self._left + (now - self._left_at) * self._speed, self._most)
        self._left_at = now
        if self._left >= 1:
            self._left -= 1
            return
        self.opens_at = self._left_at = now + (1 - self._left) / self._speed
        self._left = 0.0
