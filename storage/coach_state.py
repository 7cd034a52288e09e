"""A cache of what the coach makes of each history, for the runners who were here last."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class Known:
    """What a history comes to up to a mark; the state is only ever read."""

    mark: Mark = field(default_factory=Mark)
    state: State = field(default_factory=State)


class CoachStateCache:
    """Cached states by runner, the longest unseen dropped first; the database stays the truth.

    Only what can no longer change is kept: nothing from the first report of a practice on that
    is still open. Each use asks the database whether the rest is as it was.
    """

    def __init__(self, library: Library, most: int = MOST) -> None:
        self.library = library
        self._most = most
        self._known: OrderedDict[int, Known] = OrderedDict()
        self._lock = Lock()  # storage functions run in several threads

    def of(self, conn: Connection, runner: int) -> State:
        """Return what a runner's history comes to, replaying only what is new.

        It is kept once the transaction is committed: what is rolled back must not be.
        """
        known = self._recall(runner)
        if not events.holds(conn, runner, known.mark):
            known = Known()
        told = events.entries(conn, runner, known.mark)
        closed = list(takewhile(lambda one: not one.open, told))
        if closed:
            state = coach.replay(self.library, _readable(closed), onto=known.state)
            state.unit = None  # of a closed practice no more is told
            known = Known(known.mark.after(closed), state)
        after_commit(conn, partial(self._keep, runner, known))
        rest = told[len(closed) :]
        if not rest:
            return known.state
        return coach.replay(self.library, _readable(rest), onto=known.state)

    def forget(self, runner: int) -> None:
        """Drop what is kept of a runner who wants to be forgotten."""
        with self._lock:
            self._known.pop(runner, None)

    def _recall(self, runner: int) -> Known:
        with self._lock:
            return self._known.get(runner) or Known()

    def _keep(self, runner: int, known: Known) -> None:
        with self._lock:
            self._known[runner] = known
            self._known.move_to_end(runner)
            while len(self._known) > self._most:
                self._known.popitem(last=False)


def _readable(entries: Iterable[Entry]) -> Iterator[Event]:
    return (one.event for one in entries if one.event is not None)
