"""The queue of updates: numbered, kept until confirmed or too old, handed out by long polling."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bot.sandbox.refusal import Refused

_LONGEST = 50  # seconds a poll may wait; the Bot API server's own cap
_KEPT = 100_000  # nothing new is taken beyond this
_POLL_CONFLICT = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
_HOOK_CONFLICT = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
_SET_CONFLICT = "terminated by setWebhook request"
# What getUpdates and setWebhook leave out unless it is asked for.
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False)
class Update:
    """An update that waits: `queue` is its webhook queue, `expires` in the server's seconds."""

    number: int
    body: dict[str, Any]
    queue: int
    expires: float

    @property
    def update_id(self) -> int:
        """The number the bot sees."""
        return int(self.body["update_id"])


class Updates:
    """What the bot has not confirmed yet, and the one poll that may wait for more."""

    def __init__(self) -> None:
        self.taker: Callable[[Update], None] | None = None  # the webhook's delivery
        self.webhook = ""
        self.allowed: tuple[str, ...] = ()
        self.expired: deque[int] = deque(maxlen=_KEPT)  # update ids that were too old to be given
        self.polled = asyncio.Event()  # set once a poll has waited here
        self._kept: OrderedDict[int, Update] = OrderedDict()
        self._next_id = 1
        self._none_before = float("inf")  # nothing that waits expires before, in server's seconds
        self._waiting: asyncio.Future[str] | None = None

    @property
    def pending(self) -> list[dict[str, Any]]:
        """Every update that is not confirmed, as the bot would read it."""
        return [update.body for update in self._kept.values()]

    def __len__(self) -> int:
        return len(self._kept)

    def all(self) -> Iterator[Update]:
        """Return every update that is not confirmed, the oldest first."""
        return iter(self._kept.values())

    def add(self, kind: str, what: dict[str, Any], queue: int, expires: float) -> None:
        """Queue an update of this kind, unless the bot did not ask for it."""
        wanted = kind in self.allowed if self.allowed else kind not in _NOT_BY_DEFAULT
        if not wanted or len(self._kept) >= _KEPT:
            return
        number = self._next_id
        self._next_id += 1
        update = Update(number, {"update_id": number, kind: what}, queue, expires)
        self._kept[number] = update
        self._none_before = min(self._none_before, expires)
        if self.taker:
            self.taker(update)
        self._wake("")

    def allow(self, kinds: Iterable[str]) -> None:
        """Queue only these kinds from now on; none named means all but three."""
        self.allowed = tuple(kinds)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._kept.clear()

    def forget(self, update: Update) -> None:
        """Forget an update that was delivered."""
        self._kept.pop(update.number, None)

    def expire(self, update: Update) -> None:
        """Forget an update that is too old to be given to anybody."""
        if self._kept.pop(update.number, None):
            self.expired.append(update.update_id)

    def keeps(self, update: Update, now: float) -> bool:
        """Tell whether an update still waits; one that is too old is forgotten."""
        if update.expires < now:
            self.expire(update)
        return update.number in self._kept

    def expire_old(self, now: float) -> None:
        """Forget every update that is too old."""
        if now <= self._none_before:
            return
        for update in [one for one in self._kept.values() if one.expires < now]:
            self.expire(update)
        left = (one.expires for one in self._kept.values())
        self._none_before = min(left, default=float("inf"))

    def release(self) -> None:
        """Let a waiting poll return at once, as at the end of the server."""
        self._wake("")

    def hook(self, url: str, taker: Callable[[Update], None] | None) -> None:
        """Hand updates to a webhook from now on, or none; a waiting poll ends in a conflict."""
        self.webhook, self.taker = url, taker
        if url:
            self._wake(_SET_CONFLICT)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Return what waits from `offset` on, after at most that many real seconds."""
        if self.webhook:
            raise Refused(_HOOK_CONFLICT, 409)
        self._confirm(offset)
        self._wake(_POLL_CONFLICT)
        if not self._kept and seconds > 0:
            await self._wait(min(seconds, _LONGEST))
        return [update.body for update in islice(self._kept.values(), limit)]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._kept) > -offset:
                self._kept.popitem(last=False)
        while self._kept and next(iter(self._kept.values())).update_id < offset:
            self._kept.popitem(last=False)

    async def _wait(self, seconds: int) -> None:
        self.polled.set()
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                conflict = await waiting
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if conflict:
            raise Refused(conflict, 409)

    def _wake(self, conflict: str) -> None:
        """Let a waiting poll return, with its updates or because of a conflict."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(conflict)
