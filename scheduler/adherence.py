"""Adherence by week: what the plan asked for, what was done, and whether the week is kept."""

from dataclasses import dataclass
from datetime import date, timedelta

# [own] A quarter of a year; what is older says little about now.
WEEKS = 12
DAYS = 7
# How many sessions a runner may wish for in a week.
GOALS = range(1, 15)


def monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its planned runs, those the runner called off, and the sessions done on it.

    `free` is a day that was paused, rested or under a red flag: nothing is asked of it.
    """

    runs: int = 0
    off: int = 0
    sessions: int = 0
    free: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """A week's days; `goal` is how many sessions the runner wants of it (None: its runs')."""

    days: tuple[Day, ...]
    goal: int | None = None

    @property
    def sessions(self) -> int:
        """Return how many sessions were done, the one-minute version among them."""
        return sum(day.sessions for day in self.days)

    @property
    def excused(self) -> bool:
        """Tell whether anything was called off or a day was free: that counts as kept."""
        return any(day.off or day.free for day in self.days)

    @property
    def asked(self) -> int:
        """Return how many sessions the week asked for; free days ask for none."""
        if self.goal is None:
            return sum(day.runs for day in self.days if not day.free)
        bound = sum(not day.free for day in self.days)
        off = sum(day.off for day in self.days if not day.free)
        return max(0, self.goal * bound // DAYS - off)

    @property
    def kept(self) -> bool:
        """Tell whether what was asked for was done; whoever did nothing had a reason to.

        Where the runs are the goal, the sessions before and after a run are one. A session on a
        day without a run makes up for one that was missed.
        """
        if not self.sessions and not self.excused:
            return False
        return self._counted() >= self.asked

    def _counted(self) -> int:
        if self.goal is not None:
            return self.sessions
        return sum(min(day.sessions, max(1, day.runs + day.off)) for day in self.days)


@dataclass(frozen=True, slots=True)
class LookBack:
    """The week a runner is in; `grown` are its drills that went up, each with its level.

    `kept` counts the kept weeks among the last `of`, this one included; `sore` is whether pain or
    a flag was told today or yesterday.
    """

    week: Week
    grown: tuple[tuple[str, int], ...]
    sore: bool
    kept: int
    of: int
