"""Plan and context: what the coach is asked and what it answers, with its reasons."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from content.drill import Dose, Gear, Moment, Place, Side

Blocked = Literal["flag", "limit", "rest", "gate"]
NextStep = Literal["walking"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is suggested, or is not: a rule's id and the facts its sentence needs.

    `day` is when it happened, or the day of a drill's next turn. `more` is how many clean sessions
    are still wanted before the drill grows, `earliest` the day before which it does not, `hours`
    how long a rest still lasts, `flag` the red flag or limit behind it. `smaller` is true where
    the drill is only smaller, not left out; `ankle` is the one it is left out on, where the other
    goes on.
    """

    rule: str
    drill: str | None = None
    side: Side | None = None
    day: date | None = None
    more: int | None = None
    hours: int | None = None
    flag: str | None = None
    smaller: bool = False
    ankle: Side | None = None
    earliest: date | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Today as the coach must know it: `now` is aware UTC, `day` the runner's local day.

    `gear` is what the runner has. `asked` is true when a runner under a tier C flag has asked
    for the seated circles by themselves. `begun` are the drills that the practice in hand has
    begun: their own day does not keep them away.
    """

    now: datetime
    day: date
    moment: Moment
    place: Place
    gear: frozenset[Gear] = frozenset({"mat", "wall"})
    minute: bool = False
    asked: bool = False
    begun: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedDrill:
    """One drill of a plan: `rung` is delivered, `judged` is the level it will be judged by.

    `sides` is the order of the ankles, empty when both legs work together. `seconds` is the
    dose times the tempo with its rests, over all sides, and the time to get into place.
    """

    drill: str
    rung: int
    judged: int
    sides: tuple[Side, ...]
    dose: Dose
    seconds: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now, and why; `blocked` says what keeps it empty.

    `alarm` is true when the red-flag screen should be shown with it; `next_step` is the question
    whose answer may end what blocks.
    """

    moment: Moment
    place: Place
    minute: bool
    drills: tuple[PlannedDrill, ...]
    seconds: float
    first: Side
    reasons: tuple[Reason, ...]
    blocked: Blocked | None = None
    alarm: bool = False
    next_step: NextStep | None = None
    asked: bool = False
