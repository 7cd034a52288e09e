"""The buttons that say when runs begin: each run of the plan, one more, or all at once."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from bot.taps.tap import Tap
from scheduler.recurrence import WEEK, Rhythm

ALTERNATE = "a"  # before a day's number, where every other day is a run day
DayName = Annotated[str, rf"{ALTERNATE}?\d"]
Another = Annotated[str, r"new\d"]


def day_name(plan: Rhythm, day: int) -> str:
    """Return how buttons name a day of this plan; the days of another kind of plan never fit."""
    return f"{day}" if plan.cycle == WEEK else f"{ALTERNATE}{day}"


def another(plan: Rhythm, day: int) -> str:
    """Return how buttons name a day's next run: a second tap finds that it is there already."""
    return f"new{len(plan.days[day])}"


@dataclass(frozen=True, slots=True)
class RunTimesTap(Tap, prefix="plan:times"):
    """Show every run of the plan."""


@dataclass(frozen=True, slots=True)
class AskTimeTap(Tap, prefix="plan:time"):
    """Ask for the new time of one run."""

    day: DayName
    wall: time


@dataclass(frozen=True, slots=True)
class AskTimeOfAllTap(Tap, prefix="plan:time:all"):
    """Ask for one time for every run day."""


@dataclass(frozen=True, slots=True)
class AskAnotherTap(Tap, prefix="plan:time"):
    """Ask for the time of one more run on a day."""

    day: DayName
    new: Another


@dataclass(frozen=True, slots=True)
class SetTimeTap(Tap, prefix="plan:set"):
    """Give the run at `old` another time."""

    day: DayName
    old: time
    wall: time


@dataclass(frozen=True, slots=True)
class SetTimeOfAllTap(Tap, prefix="plan:set:all:first"):
    """Bring the first run of every day to one time."""

    wall: time


@dataclass(frozen=True, slots=True)
class AddRunTap(Tap, prefix="plan:set"):
    """Add a run to a day; `new` names how many there were when it was asked for."""

    day: DayName
    new: Another
    wall: time


@dataclass(frozen=True, slots=True)
class DropRunTap(Tap, prefix="plan:drop"):
    """Take a run out of the plan."""

    day: DayName
    wall: time
