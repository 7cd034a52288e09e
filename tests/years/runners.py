"""What an invented runner is: when they run and practise, where, with what, what bothers them."""

from dataclasses import dataclass
from itertools import combinations

from content.drill import Gear, Moment, Place, Side
from content.events import Felt, Where

ALL: frozenset[Gear] = frozenset({"mat", "wall", "roller"})
DAYS = "MTWTFSS"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What one ankle says now and then in some drills, from a rung on.

    It does until week `until`, in a share `chance` of the times.
    """

    drills: tuple[str, ...]
    side: Side
    felt: Felt
    score: int
    where: Where
    rung: int
    chance: float
    until: int = 52


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner's habits; weekdays are numbers from Monday, 0, and shares go from 0 to 1.

    A run starts at `hour`, up to `jitter` minutes early or late, with practices `around` it.
    `rests` and `desks` are the weekdays of a practice without a run, `skips` the share of
    practices left out, `answers` the share of mornings answered, `sore` and `stiff` the shares of
    those answers that are not fine. A clinician looks at every red flag ten days after it.
    """

    name: str = "clean"
    runs: tuple[int, ...] = (1, 3, 5)
    around: tuple[Moment, ...] = ("before", "after")
    rests: tuple[int, ...] = ()
    desks: tuple[int, ...] = ()
    hour: int = 7
    jitter: int = 12
    place: Place = "mat"
    gear: frozenset[Gear] = ALL
    minute: bool = False
    skips: float = 0.0
    answers: float = 1.0
    sore: float = 0.0
    stiff: float = 0.0
    sorer: Side | None = None
    troubles: tuple[Trouble, ...] = ()


def patterns() -> tuple[tuple[int, ...], ...]:
    """Return the weekly patterns of one to four run days that hold a Monday."""
    more = (days for number in range(4) for days in combinations(range(1, 7), number))
    return tuple((0, *days) for days in more)


def weekly(days: tuple[int, ...]) -> str:
    """Return a pattern as one reads it in a calendar."""
    return "".join(name if number in days else "·" for number, name in enumerate(DAYS))
