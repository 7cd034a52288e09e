"""Faults of Telegram on demand: which calls they meet, how often, and what becomes of these."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import ceil
from random import Random

MESSAGES = frozenset(
    {"sendMessage", "sendPhoto", "sendAnimation", "sendDocument", "sendLocation"}
)  # the methods that write a new message
EDITS = frozenset(
    {"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"}
)


class Kind(StrEnum):
    """What happens to a call."""

    ANSWER = "answer"  # answered with `code`: 502, 500 or any other
    RESET = "reset"  # the connection is reset without an answer
    HANG = "hang"  # nothing for `seconds`; then the true answer if carried out, a reset if not
    SLOW = "slow"  # a round trip of `seconds`: half of them before, half after
    FLOOD = "flood"  # 429 with `retry_after`; without it, the seconds left until `until`


@dataclass(slots=True, eq=False)
class Fault:
    """A fault of some calls: the methods named, or all; of one chat, or all.

    `share` of those are met by chance, at most `count` of them and only before `until`. `carried`
    calls are carried out before they fail. `seconds` (real ones) pass before the call fails.
    `up_to` lets chance choose `seconds`, or the `retry_after` of a flood, from there up to it.
    A flood that names no method meets messages and edits only. Of the deliveries to a webhook,
    method `webhook`, only the slow ones take notice.
    """

    kind: Kind
    method: str | Collection[str] = ()
    chat: int | None = None
    share: float = 1.0
    count: int | None = None
    until: datetime | None = None
    carried: bool = False
    code: int = 502
    seconds: float = 0.0
    retry_after: int = 0
    up_to: float = 0.0
    hits: int = field(default=0, init=False)  # the calls it has met so far
    _chance: Random = field(default_factory=Random, init=False)

    def __post_init__(self) -> None:
        self.kind = Kind(self.kind)
        if isinstance(self.method, str):
            self.method = {self.method}
        elif self.kind is Kind.FLOOD and not self.method:
            self.method = MESSAGES | EDITS
        if self.kind is Kind.FLOOD and not self.retry_after and not self.until:
            raise ValueError("a flood has a retry_after or an end")

    def seed(self, seed: str) -> None:
        """Let chance begin anew."""
        self._chance.seed(seed)

    def is_over(self, now: datetime) -> bool:
        """Tell whether it meets no call any more."""
        late = self.until is not None and now >= self.until
        return late or (self.count is not None and self.hits >= self.count)

    def meets(self, method: str, chat: int | None) -> bool:
        """Tell whether it meets this call, and count it if it does."""
        if self.method and method not in self.method:
            return False
        if self.chat is not None and chat != self.chat:
            return False
        if self.share < 1 and self._chance.random() >= self.share:
            return False
        self.hits += 1
        return True

    def delay(self) -> float:
        """Return the seconds that pass."""
        return self._chance.uniform(self.seconds, self.up_to) if self.up_to else self.seconds

    def wait(self, now: datetime) -> int:
        """Return the seconds that a 429 names."""
        if self.retry_after or self.until is None:
            return self._chance.randint(self.retry_after, max(self.retry_after, int(self.up_to)))
        return max(1, ceil((self.until - now).total_seconds()))


class Faults:
    """The faults in force; the first added that meets a call decides, slow ones add up."""

    def __init__(self, seed: int = 0) -> None:
        self.now: list[Fault] = []
        self._seed = seed
        self._added = 0

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force; its chance depends on the seed and on how many came before."""
        self._added += 1
        fault.seed(f"{self._seed}-{self._added}")
        self.now.append(fault)
        return fault

    def end(self, fault: Fault) -> None:
        """End a fault."""
        if fault in self.now:
            self.now.remove(fault)

    @contextmanager
    def during(self, fault: Fault) -> Iterator[Fault]:
        """Keep a fault in force while the block lasts."""
        self.add(fault)
        try:
            yield fault
        finally:
            self.end(fault)

    def clear(self) -> None:
        """End every fault."""
        self.now.clear()

    def meet(self, method: str, chat: int | None, now: datetime) -> tuple[Fault | None, float]:
        """Return the fault a call meets, if any, and its round trip in seconds."""
        self.now = [one for one in self.now if not one.is_over(now)]
        others = (one for one in self.now if one.kind is not Kind.SLOW)
        met = next((one for one in others if one.meets(method, chat)), None)
        return met, self.round_trip(method, chat)

    def round_trip(self, method: str, chat: int | None) -> float:
        """Return how long a call takes to and fro, in seconds; deliveries are named webhook."""
        slow = (one for one in self.now if one.kind is Kind.SLOW)
        return sum(one.delay() for one in slow if one.meets(method, chat))
