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
_RECENT = 10_000  # that can be given once more
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
    """An update that waits: `queue` is its webhook queue, `expires` in the server's seconds.

    `number` is its place in line. One that comes `again` is given once more, whatever is confirmed.
    """

    number: int
    body: dict[str, Any]
    queue: int
    expires: float
    again: bool = False

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
        self.last_id = 0  # of the updates so far
        self._kept: OrderedDict[int, Update] = OrderedDict()
        self._recent: deque[Update] = deque(maxlen=_RECENT)
        self._added = 0
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

    def add(self, kind: str, what: dict[str, Any], queue: int, expires: float) -> int:
        """Queue an update of this kind; return its number, 0 where the bot did not ask for it."""
        wanted = kind in self.allowed if self.allowed else kind not in _NOT_BY_DEFAULT
        if not wanted or len(self._kept) >= _KEPT:
            return 0
        self.put({"update_id": self.last_id + 1, kind: what}, queue, expires)
        return self.last_id

    def put(self, body: dict[str, Any], queue: int, expires: float, again: bool = False) -> None:
        """Queue an update as it is, with whatever number it has."""
        self._added += 1
        update = Update(self._added, body, queue, expires, again)
        self.last_id = max(self.last_id, update.update_id)
        self._kept[update.number] = update
        self._recent.append(update)
        self._none_before = min(self._none_before, expires)
        if self.taker:
            self.taker(update)
        self._wake("")

    def find(self, update_id: int) -> Update:
        """Return one of the latest updates, confirmed or not."""
        for update in reversed(self._recent):
            if update.update_id == update_id:
                return update
        raise LookupError(f"there is no update {update_id} among the latest {_RECENT}")

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
        given = list(islice(self._kept.values(), limit))
        for update in given:
            update.again = False
        return [update.body for update in given]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            while len(self._kept) > -offset:
                self._kept.popitem(last=False)
        confirmed = []
        for update in self._kept.values():
            if update.update_id >= offset:
                break
            if not update.again:
                confirmed.append(update)
        for update in confirmed:
            self.forget(update)

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
