"""What a year can be asked: when a dose was reached, how often a drill came, how long a gap was."""

from collections.abc import Iterable
from itertools import groupby, pairwise

from content.coach import PlannedDrill
from content.drill import Moment
from tests.years.living import LIBRARY, WEEKS, Practice, Year

RAISES, WALKS = "heel_raises", "heel_walks"
ROTATION, CIRCLES, ROCKS = "seated_rotation", "standing_circles", "knee_to_wall_rock"
MOVERS = frozenset({ROTATION, CIRCLES, ROCKS})


def is_whole(one: PlannedDrill) -> bool:
    """Return whether a drill is planned at the runner's own level and in the ladder's dose."""
    return one.rung == one.judged and one.dose == LIBRARY.drills[one.drill].rungs[one.rung].dose


def reached(year: Year, drill: str) -> int | None:
    """Return the week in which a drill's founding dose was first done, None for never."""
    founding = LIBRARY.drills[drill].founding or 0
    weeks = (
        practice.week
        for practice in year.practices
        for one in practice.plan.drills
        if one.drill == drill and one.rung >= founding and is_whole(one) and drill in practice.done
    )
    return next(weeks, None)


def offers(year: Year, drill: str, *, whole: bool = False) -> list[int]:
    """Return the days on which a drill was planned, those in the ladder's dose only if `whole`."""
    return [
        practice.day
        for practice in year.practices
        for one in practice.plan.drills
        if one.drill == drill and (is_whole(one) or not whole)
    ]


def longest_gap(days: Iterable[int]) -> int:
    """Return the most days from one to the next, the year's ends counted."""
    return max(after - before for before, after in pairwise((0, *days, 7 * WEEKS - 1)))


def at(year: Year, *moments: Moment) -> list[Practice]:
    """Return the practices of some moments at which something was offered."""
    return [one for one in year.practices if one.plan.moment in moments and one.plan.drills]


def minutes(practices: Iterable[Practice]) -> list[float]:
    """Return how long each practice takes."""
    return [one.plan.seconds / 60 for one in practices]


def names(practice: Practice) -> frozenset[str]:
    """Return the drills of a practice."""
    return frozenset(one.drill for one in practice.plan.drills)


def longest_alike(practices: Iterable[Practice]) -> int:
    """Return the most practices running that were made of the same drills."""
    return max((len(list(group)) for _, group in groupby(practices, names)), default=0)
