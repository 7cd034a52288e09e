"""Delivery to a webhook by the rules of Telegram's own server (its `WebhookActor.cpp`)."""

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from random import Random
from typing import NamedTuple

from bot.sandbox.connection_pace import ConnectionPace
from bot.sandbox.hook import Hook
from bot.sandbox.outgoing import Connection, HttpAnswer
from bot.sandbox.server_clock import ServerClock
from bot.sandbox.updates import Update, Updates

LONGEST_WAIT = 60  # seconds; the longest wait between two tries is one or two of these, by chance
LONGEST_RETRY_AFTER = 3600  # seconds
QUIET = 10  # seconds without success after which only one connection is opened
GONE_FOR = 23 * 3600  # seconds of nothing but 410 after which the webhook is given up
_OPENED = 20_000  # of the latest tries that are kept
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Delivered(NamedTuple):
    """One try: `at` in the server's seconds, `code` 0 and `error` where no answer came."""

    update_id: int
    queue: int
    at: float
    took: float
    code: int
    error: str


@dataclass(slots=True, eq=False)
class _Loaded:
    """An update in its queue: `delay` is the last wait after a failure, in seconds."""

    update: Update
    queue: int
    delay: int = 1
    failures: int = 0
    sent_at: float = 0.0


class Delivery:
    """The updates under way to one webhook, from `start` until `stop`."""

    def __init__(
        self,
        hook: Hook,
        updates: Updates,
        clock: ServerClock,
        chance: Random,
        failed: Callable[[str], None],
        given_up: Callable[[], None],
    ) -> None:
        self.tries: deque[Delivered] = deque(maxlen=_OPENED)
        self._hook = hook
        self._updates = updates
        self._clock = clock
        self._chance = chance
        self.failed = failed
        self._given_up = given_up
        self._head = hook.head()
        self._waiting: deque[Update] = deque(updates.all())
        self._queues: dict[int, deque[_Loaded]] = {}
        self._due: list[tuple[float, int]] = []  # when which queue may send its first
        self._own_queue = 1 << 60
        self._under_way: dict[Connection, _Loaded | None] = {}
        self._free: list[Connection] = []
        self._paces = {True: ConnectionPace(0.5, 10), False: ConnectionPace(2, 1)}  # active, quiet
        self._succeeded_at = -float("inf")
        self._gone_since: float | None = None
        self.wakes_at: float | None = None  # when there is something to do next
        self._timer = clock.timer(self._go_on)
        self._stopped = False

    def take(self, update: Update) -> None:
        """Queue a new update."""
        self._waiting.append(update)
        self._go_on()

    def start(self) -> None:
        """Deliver what waits, and go on with what comes."""
        self._go_on()

    def stop(self) -> None:
        """End every connection; an update without an answer stays undelivered."""
        self._stopped = True
        self._timer.set(None)
        for connection in self._under_way:
            connection.close()
        self._under_way.clear()

    def _go_on(self) -> None:
        if self._stopped:
            return
        self.wakes_at = None
        now = self._clock.now()
        self._load(now)
        self._connect(now)
        self._send(now)
        self._timer.set(self.wakes_at)

    def _wake(self, at: float) -> None:
        self.wakes_at = at if self.wakes_at is None else min(at, self.wakes_at)

    def _load(self, now: float) -> None:
        """Put waiting updates into their queues while there are not too many of these."""
        room = 2 * self._hook.connections - len(self._queues)
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
            self._queues[queue].append(_Loaded(update, queue))

    def _connect(self, now: float) -> None:
        """Open connections: one for each queue, but slowly, and one only after a long silence."""
        needed = min(len(self._queues), self._hook.connections)
        active = self._succeeded_at + QUIET >= now
        needed = max(needed, 1) if active else min(needed, 1)
        pace = self._paces[active]
        while len(self._under_way) < needed:
            if now < pace.opens_at:
                self._wake(pace.opens_at)
                return
            pace.count(now)
            connection = Connection(self, *self._hook.address)
            self._under_way[connection] = None
            self._free.append(connection)

    def _send(self, now: float) -> None:
        """Send the first update of each queue that is due, while a connection is free."""
        while self._free and self._due:
            at, queue = self._due[0]
            if at > now:
                self._wake(at)
                return
            heappop(self._due)
            loaded = self._queues[queue][0]
            loaded.sent_at = now
            connection = self._free.pop()
            self._under_way[connection] = loaded
            body = _encode(loaded.update.body).encode()
            connection.post(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))

    def answered(self, connection: Connection, answer: HttpAnswer) -> None:
        """Take the answer to an update."""
        loaded = self._under_way[connection]
        if answer.keep_alive:
            self._under_way[connection] = None
            self._free.append(connection)
        else:
            del self._under_way[connection]
            connection.close()
        if loaded is None:
            return
        error = ""
        if not 200 <= answer.code <= 299:
            error = f"Wrong response from the webhook: {answer.code} {answer.reason}"
            self.failed(error)
        if self._is_gone(answer.code):
            self._given_up()
            return
        self._settle(loaded, answer.code, error, answer.retry_after)

    def ended(self, connection: Connection) -> None:
        """Take back the update of a connection that ended."""
        loaded = self._under_way.pop(connection)
        if connection in self._free:
            self._free.remove(connection)
        if loaded:
            self._settle(loaded, 0, "Webhook connection closed", 0)
        else:
            self._go_on()

    def _is_gone(self, code: int) -> bool:
        """Tell whether a webhook has said for long enough that it is gone."""
        if code != 410:
            self._gone_since = None
            return False
        now = self._clock.now()
        if self._gone_since is None:
            self._gone_since = now
        return now > self._gone_since + GONE_FOR

    def _settle(self, loaded: _Loaded, code: int, error: str, retry_after: int) -> None:
        """Close one try: the queue goes on, or waits to say the same again."""
        now, update = self._clock.now(), loaded.update
        took = now - loaded.sent_at
        self.tries.append(
            Delivered(update.update_id, loaded.queue, loaded.sent_at, took, code, error)
        )
        if not error:
            self._succeeded_at = now
            self._updates.forget(update)
            self._next(loaded.queue, now)
        else:
            self._again(loaded, now, retry_after)
        self._go_on()

    def _again(self, loaded: _Loaded, now: float, retry_after: int) -> None:
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
        """Let the next update of a queue follow."""
        left = self._queues[queue]
        left.popleft()
        if left:
            heappush(self._due, (now, queue))
        else:
            del self._queues[queue]
