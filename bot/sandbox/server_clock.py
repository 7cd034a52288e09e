"""The clock of Telegram's own server: the sandbox's clock, faster by a time lapse."""

import asyncio
from collections.abc import Callable

from bot.sandbox.clock import Clock


class ServerClock:
    """Seconds since the start: those of the sandbox's clock, `lapse` times as fast."""

    def __init__(self, clock: Clock, lapse: float = 1.0) -> None:
        if lapse <= 0:
            raise ValueError("a time lapse is a number above 0")
        self.lapse = lapse
        self._clock = clock
        self._began = clock.now()

    def now(self) -> float:
        """Return the server's seconds."""
        return (self._clock.now() - self._began).total_seconds() * self.lapse

    def timer(self, callback: Callable[[], None]) -> "Timer":
        """Return a timer that calls `callback`; it follows the jumps of the clock."""
        timer = Timer(self, callback)
        self._clock.on_jump(timer.renew)
        return timer


class Timer:
    """Calls once at the moment it was set to last; use in one event loop."""

    def __init__(self, clock: ServerClock, callback: Callable[[], None]) -> None:
        self._clock = clock
        self._callback = callback
        self._when: float | None = None
        self._handle: asyncio.TimerHandle | None = None

    def set(self, when: float | None) -> None:
        """Call at `when` in the server's seconds, or not at all."""
        if when != self._when:
            self._when = when
            self.renew()

    def renew(self) -> None:
        """Wait anew for the same moment, as after a jump of the clock."""
        if self._handle:
            self._handle.cancel()
            self._handle = None
        if self._when is not None:
            seconds = max(0.0, self._when - self._clock.now()) / self._clock.lapse
            self._handle = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        self._when = self._handle = None
        self._callback()
