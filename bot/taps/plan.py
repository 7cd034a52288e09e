"""The buttons of `/plan`: its run days, every other day, and the week's goal."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal

from bot.taps.tap import Tap
from scheduler.adherence import GOALS
from scheduler.recurrence import WEEK

Switch = Literal["on", "off"]
Weekday = Annotated[int, range(WEEK)]  # 0 is Monday


@dataclass(frozen=True, slots=True)
class PlanTap(Tap, prefix="plan:open"):
    """Show the plan."""


@dataclass(frozen=True, slots=True)
class PlanDayTap(Tap, prefix="plan:day"):
    """Switch a run day on or off; it names what it turns to, so that a double tap is one."""

    day: Weekday
    to: Switch


@dataclass(frozen=True, slots=True)
class PlanAlternateTap(Tap, prefix="plan:alternate"):
    """Run every other day, `first` being one of them; without one, ask for it."""

    first: date | None = None


@dataclass(frozen=True, slots=True)
class PlanWeekTap(Tap, prefix="plan:week"):
    """Go back from every other day to the usual weekdays."""


@dataclass(frozen=True, slots=True)
class PlanGoalTap(Tap, prefix="plan:goal"):
    """Keep how many sessions make a week one that is kept; without a number, ask for it."""

    sessions: Annotated[int, GOALS] | None = None


@dataclass(frozen=True, slots=True)
class PlanGoalRunsTap(Tap, prefix="plan:goal:runs"):
    """Let every planned run be the goal."""


@dataclass(frozen=True, slots=True)
class OldPlanTap(Tap, prefix="plan"):
    """A button of old chats that did not say which run it meant, or what a day turns to."""

    verb: Literal["day", "time", "set"]
    day: Weekday
    wall: time | None = None
