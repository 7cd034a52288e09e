"""The queues of a webhook: in which order updates leave, and when one is tried again."""

from collections import deque
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random

from bot.sandbox.updates import Update, Updates

LONGEST_WAIT = 60  # seconds; the longest wait between two tries is one or two of these, by chance
LONGEST_RETRY_AFTER = 3600  # seconds


@dataclass(slots=True, eq=False)
class Loaded:
    """An update in its queue: `delay` is the last wait after a failure, in seconds."""

    update: Update
    queue: int
    delay: int = 1
    failures: int = 0
    sent_at: float = 0.0


class UpdateQueues:
    """Updates in queues, of each only the first may be under way; times in the server's seconds."""

    def __init__(self, updates: Updates, chance: Random) -> None:
        self._updates = updates
        self._chance = chance
        self._waiting: deque[Update] = deque(updates.all())
        self._queues: dict[int, deque[Loaded]] = {}
        self._due: list[tuple[float, int]] = []  # when which queue may send its first
        self._own_queue = 1 << 60

    def __len__(self) -> int:
        return len(self._queues)

    @property
    def due_at(self) -> float | None:
        """When the next one may leave."""
        return self._due[0][0] if self._due else None

    def add(self, update: Update) -> None:
        """Let a new update wait to be loaded."""
        self._waiting.append(update)

    def load(self, most: int, now: float) -> None:
        """Put waiting updates into their queues while there are fewer than `most` of these."""
        room = most - len(self._queues)
        while room > 0 and self._waiting:
            update = self._waiting.popleft()
            if not self._updates.keeps(update, now):
                continue
            room -= 1
            self._own_queue += not update.queue
            queue = update.queue or self._own_queue
            if queue not in self._queues:
                self._queues[queue] = deque()
                heappush(self._due, (now, queue))
            self._queues[queue].append(Loaded(update, queue))

    def take(self, now: float) -> Loaded | None:
        """Return what leaves now, if anything is due; its queue then waits to hear of it."""
        if not self._due or self._due[0][0] > now:
            return None
        loaded = self._queues[heappop(self._due)[1]][0]
        loaded.sent_at = now
        return loaded

    def delivered(self, loaded: Loaded, now: float) -> None:
        """Let the next of a queue follow one that arrived."""
        self._updates.forget(loaded.update)
        self._next(loaded.queue, now)

    def failed(self, loaded: Loaded, now: float, retry_after: int) -> None:
        """Let a queue wait after a failure: the first time not at all, unless it is asked to."""
        wait = min(retry_after, LONGEST_RETRY_AFTER)
        if not wait and loaded.failures:
            longest = self._chance.randint(LONGEST_WAIT, 2 * LONGEST_WAIT)
            wait = loaded.delay = min(longest, loaded.delay * 2)
        if now + wait > loaded.update.expires:
            self._updates.expire(loaded.update)
            self._next(loaded.queue, now)
            return
        loaded.failures += 1
        heappush(self._due, (now + wait, loaded.queue))

    def _next(self, queue: int, now: float) -> None:
        left = self._queues[queue]
        left.popleft()
        if left:
            heappush(self._due, (now, queue))
        else:
            del self._queues[queue]
