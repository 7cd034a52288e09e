"""Delivery to a webhook by the rules of Telegram's own server (its `WebhookActor.cpp`)."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from bot.sandbox.connection_pace import ConnectionPace
from bot.sandbox.faults import Faults
from bot.sandbox.hook import Hook
from bot.sandbox.outgoing import Connection, HttpAnswer
from bot.sandbox.server_clock import ServerClock
from bot.sandbox.update_queues import Loaded, UpdateQueues
from bot.sandbox.updates import Update, Updates

QUIET = 10  # seconds without success after which only one connection is opened
GONE_FOR = 23 * 3600  # seconds of nothing but 410 after which the webhook is given up
_encode = json.JSONEncoder(separators=(",", ":")).encode


class Delivered(NamedTuple):
    """One try: `at` and `took` in the server's seconds, `code` 0 where no answer came."""

    update_id: int
    queue: int
    at: float
    took: float
    code: int
    error: str


class Delivery:
    """The updates under way to one webhook, from `start` until `stop`."""

    def __init__(
        self,
        hook: Hook,
        updates: Updates,
        clock: ServerClock,
        chance: Random,
        faults: Faults,
        failed: Callable[[str], None],
        given_up: Callable[[], None],
    ) -> None:
        self.tries: deque[Delivered] = deque()
        self.wakes_at: float | None = None  # when there is something to do next
        self.failed = failed
        self._hook = hook
        self._head = hook.head()
        self._clock = clock
        self._faults = faults
        self._given_up = given_up
        self._queues = UpdateQueues(updates, chance)
        self._under_way: dict[Connection, Loaded | None] = {}
        self._free: list[Connection] = []
        self._paces = {True: ConnectionPace(0.5, 10), False: ConnectionPace(2, 1)}  # active, quiet
        self._succeeded_at = -float("inf")
        self._gone_since: float | None = None
        self._timer = clock.timer(self._go_on)
        self._stopped = False

    def start(self) -> None:
        """Deliver what waits, and go on with what comes."""
        self._go_on()

    def take(self, update: Update) -> None:
        """Queue a new update."""
        self._queues.add(update)
        self._go_on()

    def stop(self) -> None:
        """End every connection; an update without an answer stays undelivered."""
        self._stopped = True
        self._timer.set(None)
        for connection in self._under_way:
            connection.close()
        self._under_way.clear()

    def answered(self, connection: Connection, answer: HttpAnswer) -> None:
        """Let an answer come back."""
        self._travel(self._take_answer, connection, answer)

    def ended(self, connection: Connection) -> None:
        """Let the end of a connection come back, behind an answer under way."""
        self._travel(self._take_end, connection)

    def _go_on(self) -> None:
        if self._stopped:
            return
        now = self._clock.now()
        self._queues.load(2 * self._hook.connections, now)
        opens_at = self._connect(now)
        self._send(now)
        sends_at = self._queues.due_at if self._free else None
        moments = [at for at in (opens_at, sends_at) if at is not None]
        self.wakes_at = min(moments, default=None)
        self._timer.set(self.wakes_at)

    def _connect(self, now: float) -> float | None:
        """Open connections: one for each queue, slowly; one only after a long silence.

        Returns when the next may be opened, None where no more are needed.
        """
        needed = min(len(self._queues), self._hook.connections)
        active = self._succeeded_at + QUIET >= now
        needed = max(needed, 1) if active else min(needed, 1)
        pace = self._paces[active]
        while len(self._under_way) < needed:
            if now < pace.opens_at:
                return pace.opens_at
            pace.count(now)
            connection = Connection(self, *self._hook.address)
            self._under_way[connection] = None
            self._free.append(connection)
        return None

    def _send(self, now: float) -> None:
        """Send the first update of each queue that is due, while a connection is free."""
        while self._free and (loaded := self._queues.take(now)):
            connection = self._free.pop()
            self._under_way[connection] = loaded
            body = _encode(loaded.update.body).encode()
            request = b"%b%d\r\n\r\n%b" % (self._head, len(body), body)
            self._travel(connection.post, request)

    def _travel(self, arrive: Callable[..., None], *what: Any) -> None:
        """Let something arrive: at once, or after half a round trip where that takes time."""
        seconds = self._faults.round_trip("webhook", None) if self._faults.now else 0.0
        if seconds:
            asyncio.get_running_loop().call_later(seconds / 2, arrive, *what)
        else:
            arrive(*what)

    def _take_answer(self, connection: Connection, answer: HttpAnswer) -> None:
        if self._stopped:
            return
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
        else:
            self._settle(loaded, answer.code, error, answer.retry_after)

    def _take_end(self, connection: Connection) -> None:
        """Take back the update of a connection that ended."""
        if connection not in self._under_way:
            return
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

    def _settle(self, loaded: Loaded, code: int, error: str, retry_after: int) -> None:
        """Close one try: the queue goes on, or waits to say the same again."""
        now, at = self._clock.now(), loaded.sent_at
        number = loaded.update.update_id
        self.tries.append(Delivered(number, loaded.queue, at, now - at, code, error))
        if error:
            self._queues.failed(loaded, now, retry_after)
        else:
            self._succeeded_at = now
            self._queues.delivered(loaded, now)
        self._go_on()
