"""Circuit breaker of the reminders: whether Telegram can be reached, and what is in doubt."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.transport.telegram_errors import Outcome

OPENS_AFTER = 2  # failures in a row: a single lost call is no outage
# Seconds without a try while the line is down, each a quarter more or less. The last one stays:
# a reminder that is useful for a few seconds more when the line returns still leaves in time.
PAUSES = (1.0, 2.0, 4.0)
LONGEST = timedelta(seconds=1.25 * PAUSES[-1])
OWN_PAUSES = (1.0, 2.0, 4.0, 8.0, 20.0)  # s until a reminder that failed so often is tried again
MOST = 1_000  # reminders whose tries are remembered


def _jitter() -> float:
    return random.uniform(0.75, 1.25)  # noqa: S311 - no secret hangs on it


@dataclass(slots=True)
class LineState:
    """Closed while reminders leave; open after failures in a row, with one try after each pause.

    `doubts` are reminders that left and got no answer: they wait for the next that arrives.
    """

    jitter: Callable[[], float] = _jitter
    doubts: set[int] = field(default_factory=set)
    last: Outcome | None = None
    _failures: int = 0
    _openings: int = 0
    _until: datetime | None = None
    _tries: Counter[int] = field(default_factory=Counter)

    @property
    def is_closed(self) -> bool:
        """Tell whether reminders may leave at their pace."""
        return self._failures < OPENS_AFTER

    def may_try(self, now: datetime) -> bool:
        """Tell whether one may leave; a clock that was set back holds nothing up."""
        if self.is_closed or self._until is None:
            return True
        return not timedelta() < self._until - now <= LONGEST

    def failed(self, now: datetime, outcome: Outcome) -> None:
        """Note a call that failed with the line."""
        self._failures += 1
        self.last = outcome
        if not self.is_closed and self.may_try(now):
            pause = PAUSES[min(self._openings, len(PAUSES) - 1)]
            self._openings += 1
            self._until = now + timedelta(seconds=pause * self.jitter())

    def worked(self) -> set[int]:
        """Note a reminder that arrived; return those in doubt, which may now be said once more."""
        self._failures = self._openings = 0
        self._until = None
        doubts, self.doubts = self.doubts, set()
        return doubts

    def again(self, nudge: int, now: datetime, deadline: datetime) -> datetime:
        """Return when one that was not sent is tried again, later each time, and in good time."""
        if len(self._tries) >= MOST:
            self._tries.clear()
        pause = OWN_PAUSES[min(self._tries[nudge], len(OWN_PAUSES) - 1)]
        self._tries[nudge] += 1
        return now + min(timedelta(seconds=pause * self.jitter()), (deadline - now) / 2)

    def settled(self, nudge: int) -> None:
        """Forget the tries of one that is settled."""
        self._tries.pop(nudge, None)
