"""What a runner was asked, as values: the question that the next typed words answer.

A question is stored packed as `Runner.awaiting`, like the data of a button, so that it outlives a
restart. Buttons never need it: they name what they act on.
"""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from bot.screens.units import MARK
from bot.taps.plan import Weekday
from bot.taps.plan_reminders import Daily
from bot.taps.plan_times import Another, DayName
from bot.taps.tap import As, Tap
from bot.taps.wall import TRIES, Tries, read_tries, write_tries
from content.drill import Side

# The tries before the one that is asked for.
BEFORE = As(rf"{MARK}(?:-{MARK}){{,{TRIES - 2}}}", read_tries, write_tries)


class Question(Tap):
    """What typed words may answer."""

    __slots__ = ()


class FirstMinute(Question):
    """A question that comes before everything else."""

    __slots__ = ()


class AboutRun(Question):
    """A question of `/run`."""

    __slots__ = ()


class AboutPlan(Question):
    """A question of `/plan`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class AskedNothing(Question, prefix="home"):
    """No question is open: typed words answer nothing."""


@dataclass(frozen=True, slots=True)
class AskedHello(FirstMinute, prefix="hello"):
    """Whether the disclaimer is understood."""


@dataclass(frozen=True, slots=True)
class AskedConsent(FirstMinute, prefix="consent"):
    """Whether answers about pain may be kept."""


@dataclass(frozen=True, slots=True)
class AskedLimits(FirstMinute, prefix="limits"):
    """Which limits there are."""


@dataclass(frozen=True, slots=True)
class AskedFlags(FirstMinute, prefix="flags"):
    """Whether a red flag is there."""


@dataclass(frozen=True, slots=True)
class AskedAge(FirstMinute, prefix="young"):
    """Whether a runner who is too young is of age now."""


@dataclass(frozen=True, slots=True)
class AskedZone(FirstMinute, prefix="zone"):
    """Which city's clock it is, in the first minute."""


@dataclass(frozen=True, slots=True)
class AskedDays(FirstMinute, prefix="days"):
    """On which days and when the runs are."""


@dataclass(frozen=True, slots=True)
class AskedCity(Question, prefix="city"):
    """Which city's clock it is, from the settings."""


@dataclass(frozen=True, slots=True)
class AskedQuiet(Question, prefix="quiet"):
    """When the quiet hours are."""


@dataclass(frozen=True, slots=True)
class AskedPause(Question, prefix="pause"):
    """On which day a break ends."""


@dataclass(frozen=True, slots=True)
class AskedRunTime(AboutRun, prefix="run_time"):
    """When a new run is."""


@dataclass(frozen=True, slots=True)
class AskedRunMove(AboutRun, prefix="run_move"):
    """Where a run moves to."""

    run: int


@dataclass(frozen=True, slots=True)
class AskedTime(AboutPlan, prefix="plan:set"):
    """The new time of the run at `wall`."""

    day: DayName
    wall: time


@dataclass(frozen=True, slots=True)
class AskedTimeOfAll(AboutPlan, prefix="plan:set:all:first"):
    """One time for the first run of every day."""


@dataclass(frozen=True, slots=True)
class AskedAnother(AboutPlan, prefix="plan:set"):
    """The time of one more run; `new` names how many the day had."""

    day: DayName
    new: Another


@dataclass(frozen=True, slots=True)
class AskedUsualLength(AboutPlan, prefix="plan:length"):
    """How long a run usually is."""


@dataclass(frozen=True, slots=True)
class AskedRunLength(AboutPlan, prefix="plan:minutes"):
    """How long one run of the plan is."""

    day: DayName
    wall: time


@dataclass(frozen=True, slots=True)
class AskedLongTime(AboutPlan, prefix="plan:long"):
    """When the long run begins."""

    day: Weekday


@dataclass(frozen=True, slots=True)
class AskedLongLength(AboutPlan, prefix="plan:long"):
    """How long the long run is."""

    day: Weekday
    wall: time


@dataclass(frozen=True, slots=True)
class AskedDaily(AboutPlan, prefix="plan"):
    """When the rest-day drill or the desk break is."""

    kind: Daily


@dataclass(frozen=True, slots=True)
class AskedWall(Question, prefix="measure"):
    """How far the next try of the knee-to-wall test was, after these."""

    side: Side
    tries: Annotated[Tries, BEFORE] | None = None


@dataclass(frozen=True, slots=True)
class AskedTouch(Question, prefix="measure"):
    """How far the last touch without a pinch was."""

    side: Side
    what: Literal["touch"] = "touch"


KINDS: tuple[type[Question], ...] = (
    AskedNothing,
    AskedHello,
    AskedConsent,
    AskedLimits,
    AskedFlags,
    AskedAge,
    AskedZone,
    AskedDays,
    AskedCity,
    AskedQuiet,
    AskedPause,
    AskedRunTime,
    AskedRunMove,
    AskedTime,
    AskedTimeOfAll,
    AskedAnother,
    AskedUsualLength,
    AskedRunLength,
    AskedLongTime,
    AskedLongLength,
    AskedDaily,
    AskedWall,
    AskedTouch,
)
HOME = AskedNothing().pack()


def read(stored: str) -> Question:
    """Return the stored question; one that nobody knows (any more) asked nothing."""
    found = (kind.unpack(stored) for kind in KINDS)
    return next((one for one in found if one is not None), AskedNothing())
