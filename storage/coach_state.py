"""A cache of what the coach makes of each history, for the runners who were here last."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile
from threading import Lock

from sqlalchemy import Connection

from content import coach
from content.coach import State
from content.events import Event
from content.library import Library
from storage import events
from storage.db import after_commit
from storage.events import Entry, Mark

MOST = 512  # runners; a state takes about 25 kB
UNUSED = 3_600.0  # s after which nothing derived is kept of a runner who does not come


@dataclass(frozen=True, slots=True)
class Known:
    """What a history comes to up to a mark; the state is only ever read."""

    mark: Mark = field(default_factory=Mark)
    state: State = field(default_factory=State)


class CoachStateCache:
    """Cached states by runner, the longest unseen dropped first; the database stays the truth.

    Only what can no longer change is kept: nothing from the first report of a practice on that
    is still open. Each use asks the database whether the rest is as it was. `clock` is monotonic,
    in seconds.
    """

    def __init__(
        self,
        library: Library,
        most: int = MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.library = library
        self._most = most
        self._clock = clock
        self._known: OrderedDict[int, tuple[Known, float]] = OrderedDict()  # and when it was used
        self._forgotten = 0
        self._lock = Lock()  # storage functions run in several threads

    def of(self, conn: Connection, runner: int) -> State:
        """Return what a runner's history comes to, replaying only what is new.

        It is kept once the transaction is committed: what is rolled back must not be.
        """
        forgotten, known = self._forgotten, self._recall(runner)
        if not events.holds(conn, runner, known.mark):
            known = Known()
        told = events.entries(conn, runner, known.mark)
        closed = list(takewhile(lambda one: not one.open, told))
        if closed:
            state = coach.replay(self.library, _readable(closed), onto=known.state)
            state.unit = None  # of a closed practice no more is told
            known = Known(known.mark.after(closed), state)
        after_commit(conn, partial(self._keep, runner, known, forgotten))
        rest = told[len(closed) :]
        if not rest:
            return known.state
        return coach.replay(self.library, _readable(rest), onto=known.state)

    def forget(self, runner: int) -> None:
        """Drop what is kept of a runner who wants to be forgotten."""
        with self._lock:
            self._forgotten += 1
            self._known.pop(runner, None)

    def clear(self) -> None:
        """Drop what is kept of everybody."""
        with self._lock:
            self._forgotten += 1
            self._known.clear()

    def drop_unused(self) -> None:
        """Drop what was not used for an hour."""
        with self._lock:
            while self._known and self._oldest_use() < self._clock() - UNUSED:
                self._known.popitem(last=False)

    def __len__(self) -> int:
        return len(self._known)

    def _oldest_use(self) -> float:
        _, used = next(iter(self._known.values()))
        return used

    def _recall(self, runner: int) -> Known:
        with self._lock:
            known, _ = self._known.get(runner) or (Known(), 0.0)
            return known

    def _keep(self, runner: int, known: Known, forgotten: int) -> None:
        with self._lock:
            if forgotten != self._forgotten:
                return  # it may be of somebody who was forgotten since
            self._known[runner] = known, self._clock()
            self._known.move_to_end(runner)
            while len(self._known) > self._most:
                self._known.popitem(last=False)


def _readable(entries: Iterable[Entry]) -> Iterator[Event]:
    return (one.event for one in entries if one.event is not None)
