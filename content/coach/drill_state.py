"""State of one drill: its level and how it came about, and what each ankle adds.

Days are `date.toordinal()` numbers, and small values are tuples, because a replay of years
compares many of the ones and makes many of the others.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar, get_args

from content.drill import Side
from content.events import Report

T = TypeVar("T")
SIDES: tuple[Side, ...] = get_args(Side)
NEVER = -1


def twin(one: T) -> T:
    """Return a shallow copy of a dataclass; `dataclasses.replace` takes four times as long."""
    kind: Any = type(one)
    made: T = kind(*_all_of(kind)(one))
    return made


@cache
def _all_of(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(*(part.name for part in fields(kind)))


class Change(NamedTuple):
    """A drill's last change of level: which rule, for which ankle, from which rung to which.

    `undone` is true where it took back a rise and no more.
    """

    rule: str
    day: date
    side: Side | None
    before: int
    after: int
    undone: bool = False


class Rose(NamedTuple):
    """A rise that can still be undone: the day that earned it, and the rung before."""

    day: int
    before: int


@dataclass(slots=True)
class Pending:
    """A session whose morning is due: what it is worth if that morning is fine.

    `clean` counts towards the next rung, and `waits` (R6) keeps every loading drill away until
    the answer.
    """

    practice: int
    day: int
    clean: bool
    waits: bool


@dataclass(slots=True)
class SideState:
    """One ankle's part in one drill.

    `count` is clean sessions towards the next rung, below zero while a debt is open; `counted`
    the last day one counted, `clean_in` the last practice that was clean in every respect.
    `done` and `done_before` are the last two days the drill was done with this ankle. `rule` is
    what was said of the last report; `pains` are (day, pain 0-10) pairs and `ached` the last day
    of any pain.
    """

    count: int = 0
    counted: int = NEVER
    clean_in: int = NEVER
    done: int = NEVER
    done_before: int = NEVER
    last: Report | None = None
    rule: str = ""
    pending: Pending | None = None
    rest_until: datetime | None = None
    ended: int = NEVER
    sore_running: int = 0
    sore_at_floor: int = 0
    ached: int = NEVER
    pains: list[tuple[int, int]] = field(default_factory=list)

    def copy(self) -> "SideState":
        """Return a copy that shares nothing that is ever written."""
        made = twin(self)
        made.pains = list(self.pains)
        made.pending = twin(self.pending) if self.pending else None
        return made


@dataclass(slots=True)
class DrillState:
    """One drill's level and how it came about.

    `begun` is the day it was first in a practice, `practice` and `opened` are the last practice
    with it and its day, `day` the last day it was planned, done or left out, `loaded` the last
    day it loaded, `whole` the last day it was done in the ladder's own dose at its level, or the
    first day at all. `done` is the lowest rung delivered in the last practice. `fresh` is a new
    rung whose first practice is not over, `tried` whether that was done; `debt` is true from a
    cut of two rungs and more until the next rise. `away` are the breaks of the drill's families
    since, as (last day, days) in order; `lows` are (day, level) after each change.
    """

    level: int
    done: int
    begun: int = NEVER
    practice: int = NEVER
    fresh: bool = False
    tried: bool = False
    debt: bool = False
    opened: int = NEVER
    day: int = NEVER
    loaded: int = NEVER
    whole: int = NEVER
    away: tuple[tuple[int, int], ...] = ()
    change: Change | None = None
    rose: Rose | None = None
    lows: list[tuple[int, int]] = field(default_factory=list)
    cut_morning: int = NEVER
    trend: int = NEVER
    left: SideState = field(default_factory=SideState)
    right: SideState = field(default_factory=SideState)

    def copy(self) -> "DrillState":
        """Return a copy that shares nothing that is ever written."""
        made = twin(self)
        made.lows = list(self.lows)
        made.left, made.right = self.left.copy(), self.right.copy()
        return made

    def ankle(self, side: Side) -> SideState:
        """Return one ankle's part."""
        return self.left if side == "left" else self.right
