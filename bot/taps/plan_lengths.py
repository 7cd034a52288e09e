"""The buttons that say how long runs are: the usual one, one of the plan, and the long run."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from bot.taps.plan import Weekday
from bot.taps.plan_times import DayName
from bot.taps.tap import Tap
from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN

Minutes = Annotated[int, range(SHORTEST_RUN, LONGEST_RUN + 1)]


@dataclass(frozen=True, slots=True)
class UsualLengthTap(Tap, prefix="plan:length"):
    """Keep how long a run usually is; without a number, ask for it."""

    minutes: Minutes | None = None


@dataclass(frozen=True, slots=True)
class RunLengthTap(Tap, prefix="plan:minutes"):
    """Keep how long one run of the plan is; without a number, ask for it."""

    day: DayName
    wall: time
    minutes: Minutes | None = None


@dataclass(frozen=True, slots=True)
class RunAsUsualTap(Tap, prefix="plan:minutes"):
    """Let one run of the plan be as long as any other."""

    day: DayName
    wall: time
    usual: Literal["usual"] = "usual"


@dataclass(frozen=True, slots=True)
class LongRunTap(Tap, prefix="plan:long"):
    """Keep the day, time and length of the long run; what is not there yet is asked for."""

    day: Weekday | None = None
    wall: time | None = None
    minutes: Minutes | None = None


@dataclass(frozen=True, slots=True)
class NoLongRunTap(Tap, prefix="plan:long:none"):
    """Let the long run be as long as any other."""
