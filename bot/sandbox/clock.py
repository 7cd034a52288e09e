"""The sandbox's clock: real time plus an offset that only grows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset; who waits for a moment subscribes to its jumps."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = start - datetime.now(UTC) if start else timedelta(0)
        self._callbacks: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Return the sandbox's time, aware UTC."""
        return datetime.now(UTC) + self._offset

    def jump(self, by: timedelta) -> None:
        """Move forward by `by` and tell every subscriber; refuses to go back."""
        if by < timedelta(0):
            raise ValueError("the sandbox's clock only moves forward")
        self._offset += by
        for callback in tuple(self._callbacks):
            callback()

    def on_jump(self, callback: Callable[[], None]) -> None:
        """Call `callback` after every jump, in the thread that jumped."""
        self._callbacks.append(callback)
