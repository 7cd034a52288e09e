"""Kinds of reminders, a row of rules each: database checks, meters and screens follow from it.

A new kind is its name in `Kind`, a row in `KINDS`, and its words in bot/screens/cards.py.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Literal, Protocol

from scheduler.recurrence import Rhythm, daily

# The stored names; `KINDS` has a row for each, in this order.
Kind = Literal["pre", "post", "over", "rest", "desk", "morning", "week", "seen"]
# When in a day a practice stands; the same words as in content/drill.py.
Moment = Literal["before", "after", "rest", "desk"]

# A pre-run practice is 4-6 minutes (docs/coaching/drills.md#before-and-after); with less time
# left it is no use.
PRE_USEFUL = timedelta(minutes=5)
# The one-minute version still fits, so the card may come until one minute before the run.
PRE_LATEST = timedelta(minutes=1)
# [own] A second word after the run comes an hour after the first, when shoes are off.
POST_AGAIN = timedelta(hours=1)
# [own] Two words before the same run stand at least so far apart, or there is only one.
PRE_APART = timedelta(minutes=5)
# [own] A break at the desk belongs to a working day.
WORKDAYS = frozenset(range(5))
# [own] The week is looked back on when most people's run is over and Monday is not yet near.
SUNDAY, SUMMARY = 6, time(18)

Times = Iterator[tuple[date, datetime]]


class Habits(Protocol):
    """What a runner set up that says on which days something is said."""

    @property
    def plan(self) -> Rhythm:
        """Return when they run."""

    @property
    def rest_drill(self) -> time | None:
        """Return when a drill is said on days without a run."""

    @property
    def desk_break(self) -> time | None:
        """Return when a seated break is said on workdays."""

    @property
    def summary(self) -> bool:
        """Tell whether the week is looked back on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """What a kind of reminder is for and what it may do; what a row leaves out it may not.

    `run` says on which side of a run it comes; `days` yields each local day and instant at which
    one is due for a runner's habits in a zone, later than an instant; a kind with neither is made
    by what was told. `moment` is the practice its card leads to.
    """

    run: Literal["before", "after"] | None = None
    days: Callable[[Habits, str, datetime], Times] | None = None
    moment: Moment | None = None
    # How long after it was due it still makes sense, where that is a length of time.
    useful: timedelta | None = None
    # One that is not said only ends its run.
    is_said: bool = True
    # What asks for nothing makes no sound.
    has_sound: bool = True
    # A question is asked however long the silence lasts.
    is_question: bool = False
    survives_rest: bool = False
    survives_pause: bool = False
    survives_stop: bool = False
    # When nobody knows whether it arrived it is said once more: there silence does more harm than
    # a double. A run begun cold, a question that is never asked and a rest day's drill that is
    # forgotten cost something; an interruption at work or a look back that comes twice annoys
    # more than it would be missed.
    survives_doubt: bool = False
    can_be_snoozed: bool = False
    # When one said then, of use until then, is said a second and last time.
    follow_up: Callable[[datetime, datetime], datetime | None] | None = None
    # A practice begun at its moment takes its place.
    is_served_early: bool = False

    @property
    def before_run(self) -> bool:
        """Tell whether it comes before a run, and never after that began."""
        return self.run == "before"

    @property
    def after_run(self) -> bool:
        """Tell whether it comes at the end of a run."""
        return self.run == "after"

    @property
    def asks_for_drills(self) -> bool:
        """Tell whether it counts as a reminder, which can be ignored."""
        return self.moment is not None

    def until(self, due: datetime) -> datetime:
        """Return up to when one that is due then makes sense."""
        if self.useful is None:
            raise ValueError("what ends the use of this kind is no length of time")
        return due + self.useful


def _half_way(said: datetime, deadline: datetime) -> datetime | None:
    """Return the middle between two instants, if a practice still fits in then."""
    at = said + (deadline - said) / 2
    useful = at <= deadline + PRE_LATEST - PRE_USEFUL
    return at if useful and at - said >= PRE_APART else None


def _when_shoes_are_off(said: datetime, deadline: datetime) -> datetime | None:
    at = said + POST_AGAIN
    return at if at < deadline else None


def _rest_days(runner: Habits, zone: str, after: datetime) -> Times:
    wall = runner.rest_drill
    return iter(()) if wall is None else runner.plan.rests(wall, zone, after)


def _desk_days(runner: Habits, zone: str, after: datetime) -> Times:
    wall = runner.desk_break
    return iter(()) if wall is None else daily(wall, zone, after, WORKDAYS)


def _sundays(runner: Habits, zone: str, after: datetime) -> Times:
    wanted = runner.summary and bool(runner.plan)
    return daily(SUMMARY, zone, after, frozenset({SUNDAY})) if wanted else iter(())


# [own] The lengths: after a run, on a rest day or at the desk, how long an invitation makes sense.
KINDS: Mapping[Kind, KindRules] = MappingProxyType(
    {
        "pre": KindRules(
            run="before",
            moment="before",
            survives_doubt=True,
            can_be_snoozed=True,
            follow_up=_half_way,
            is_served_early=True,
        ),
        "post": KindRules(
            run="after",
            moment="after",
            useful=timedelta(hours=3),
            survives_doubt=True,
            can_be_snoozed=True,
            follow_up=_when_shoes_are_off,
        ),
        # The end of a run that is passed over in silence.
        "over": KindRules(run="after", useful=timedelta(hours=3), is_said=False),
        "rest": KindRules(
            days=_rest_days,
            moment="rest",
            useful=timedelta(hours=4),
            survives_doubt=True,
            can_be_snoozed=True,
            is_served_early=True,
        ),
        "desk": KindRules(
            days=_desk_days, moment="desk", useful=timedelta(hours=1), can_be_snoozed=True
        ),
        # The question of the morning after; noon ends it.
        "morning": KindRules(is_question=True, survives_rest=True, survives_doubt=True),
        # The look back on the week.
        "week": KindRules(
            days=_sundays, useful=timedelta(hours=3), has_sound=False, survives_rest=True
        ),
        # The question whether somebody has looked at an urgent flag.
        "seen": KindRules(
            useful=timedelta(hours=10),
            is_question=True,
            survives_rest=True,
            survives_pause=True,
            survives_stop=True,
            survives_doubt=True,
        ),
    }
)


def kinds_that(rule: Callable[[KindRules], bool]) -> tuple[Kind, ...]:
    """Return the kinds for which a rule holds, in the table's order."""
    return tuple(kind for kind, rules in KINDS.items() if rule(rules))


# What is said on a day rather than around a run.
OF_DAY = kinds_that(lambda rules: rules.days is not None)
