"""What a bot's calls came to, for tests that judge it: who was told what, when, how fast."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import timedelta

from bot.sandbox.state import Call

Screens = dict[tuple[int, int], list[str]]  # (chat, message) -> its words, one after the other


def carried(
    calls: Iterable[Call], methods: Collection[str] = (), chat: int | None = None
) -> list[Call]:
    """Return the calls that were carried out, in that order; of some methods or one chat."""
    of_chat = [one for one in calls if one.carried and chat in (None, one.chat)]
    found = [one for one in of_chat if not methods or one.method in methods]
    return sorted(found, key=lambda one: one.at)


def busiest(calls: Iterable[Call], seconds: float = 1.0) -> int:
    """Return how many calls came at most within any so many seconds."""
    moments = sorted(one.at for one in calls)
    window, most, first = timedelta(seconds=seconds), 0, 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most


def too_early(calls: Iterable[Call], chat: int | None = None) -> list[Call]:
    """Return the calls that came while a 429 asked to wait; of one chat, or of all together."""
    found, closed = [], None
    for one in sorted(calls, key=lambda each: each.at):
        if chat is not None and one.chat != chat:
            continue
        if closed and one.at < closed:
            found.append(one)
        if one.retry_after:
            closed = max(closed or one.at, one.at + timedelta(seconds=one.retry_after))
    return found


def screens(calls: Iterable[Call]) -> Screens:
    """Return the words every message showed, in the order in which they were carried out."""
    found: Screens = defaultdict(list)
    for one in carried(calls):
        if one.chat is not None and one.message is not None:
            found[one.chat, one.message].append(one.shown)
    return dict(found)
