"""Recurrence of runs: the starts on each day of a week, or of every other day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Literal

from scheduler.wall_clock import EVERY_DAY, occurrences

Cycle = Literal[7, 2]
WEEK: Cycle = 7
ALTERNATE: Cycle = 2

# The minutes that a run may last.
SHORTEST_RUN, LONGEST_RUN = 5, 600
# [own] Two runs on one day are a morning and an evening; more would be a day of reminders.
MOST_A_DAY = 3


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """One run of a day: the local time it begins, and its minutes where not the usual ones."""

    wall: time
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One run as the rhythm has it: the local day, which run of that day (1 is the first)."""

    day: date
    number: int
    start: datetime
    minutes: int | None

    @property
    def name(self) -> str:
        """Return what this run is called among all of the rhythm's, such as "2026-03-03 2"."""
        return _name(self.day, self.number)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The starts of each day of a cycle, in order; no day is empty.

    Days are counted from Monday, 1 January of the year 1: in a cycle of seven, day 0 is Monday;
    in a cycle of two, a day and the one after the next are the same.
    """

    days: Mapping[int, tuple[Start, ...]] = field(default_factory=dict)
    cycle: Cycle = WEEK

    def __post_init__(self) -> None:
        if self.cycle not in {WEEK, ALTERNATE}:
            raise ValueError(f"a rhythm comes round in 7 or 2 days, not {self.cycle}")
        if not set(self.days) <= set(range(self.cycle)):
            raise ValueError(f"a day is 0 to {self.cycle - 1}, not {sorted(self.days)}")
        for starts in self.days.values():
            walls = [start.wall for start in starts]
            if not 1 <= len(walls) <= MOST_A_DAY or walls != sorted(set(walls)):
                raise ValueError("a day has one to three starts, each later than the one before")
            lengths = [start.minutes for start in starts if start.minutes is not None]
            if not all(SHORTEST_RUN <= length <= LONGEST_RUN for length in lengths):
                raise ValueError(f"a run is {SHORTEST_RUN} to {LONGEST_RUN} minutes long")

    def __bool__(self) -> bool:
        return bool(self.days)

    @classmethod
    def weekly(cls, walls: Mapping[int, time]) -> "Rhythm":
        """Return the rhythm of one run on each of those weekdays (0 is Monday)."""
        return cls({day: (Start(wall),) for day, wall in sorted(walls.items())})

    @classmethod
    def alternate(cls, day: date, *starts: Start) -> "Rhythm":
        """Return the rhythm of every other day, `day` being one of them."""
        return cls({_index(day, ALTERNATE): tuple(sorted(starts))}, ALTERNATE)

    @property
    def walls(self) -> Mapping[int, time]:
        """Return the first start of each day of the cycle."""
        return {day: starts[0].wall for day, starts in self.days.items()}

    def on(self, day: date) -> tuple[Start, ...]:
        """Return the starts of a calendar day, the earliest first."""
        return self.days.get(_index(day, self.cycle), ())

    def names(self, day: date) -> tuple[str, ...]:
        """Return what the runs of a calendar day are called, the earliest first."""
        return tuple(_name(day, number) for number, _ in enumerate(self.on(day), 1))

    def with_day(self, index: int, *starts: Start) -> "Rhythm":
        """Return the rhythm with these starts on one day of the cycle; none takes the day out."""
        others = {day: kept for day, kept in self.days.items() if day != index}
        if starts:
            others[index] = tuple(sorted(starts))
        return replace(self, days=dict(sorted(others.items())))

    def after(self, zone: str, after: datetime) -> Iterator[Planned]:
        """Yield the runs that begin later than `after`, the instants strictly increasing."""

        def walls(day: date) -> tuple[time, ...]:
            return tuple(start.wall for start in self.on(day))

        for day, number, at in occurrences(walls, zone, after):
            yield Planned(day, number + 1, at, self.on(day)[number].minutes)

    def rests(self, wall: time, zone: str, after: datetime) -> Iterator[tuple[date, datetime]]:
        """Yield each (local day, instant of `wall`) later than `after` on days without a run."""

        def walls(day: date) -> tuple[time, ...]:
            return () if self.on(day) else (wall,)

        for day, _, at in occurrences(walls, zone, after):
            yield day, at


def daily(
    wall: time, zone: str, after: datetime, days: frozenset[int] = EVERY_DAY
) -> Iterator[tuple[date, datetime]]:
    """Yield each (local day, instant of `wall`) later than `after` on those weekdays."""
    for day, _, at in occurrences(
        lambda day: (wall,) if day.weekday() in days else (), zone, after
    ):
        yield day, at


def _name(day: date, number: int) -> str:
    return f"{day}" if number == 1 else f"{day} {number}"


def _index(day: date, cycle: int) -> int:
    return (day.toordinal() - 1) % cycle
