"""Whether a week is kept: its runs or its goal, days off, and what makes up for what."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.adherence import Day, Week, monday

NOTHING = Day()
MISSED = Day(runs=1)
DONE = Day(runs=1, sessions=2)  # before and after the run
OFF = Day(off=1)
FREE = Day(runs=1, free=True)
EXTRA = Day(sessions=1)

_DAYS = st.builds(
    Day, st.integers(0, 3), st.integers(0, 2), st.integers(0, 4), st.sampled_from([False, True])
)
_WEEKS = st.builds(
    Week, st.lists(_DAYS, min_size=7, max_size=7).map(tuple), st.none() | st.integers(1, 14)
)


def week(*days: Day, goal: int | None = None) -> Week:
    return Week((*days, *[NOTHING] * (7 - len(days))), goal)


@pytest.mark.parametrize(
    ("lived", "kept"),
    [
        (week(DONE, DONE, DONE), True),
        (week(DONE, DONE, MISSED), False),
        (week(DONE, DONE, OFF), True),
        (week(OFF, OFF, OFF), True),
        (week(DONE, FREE, FREE), True),
        (week(FREE, FREE, MISSED), False),
        (week(DONE, DONE, MISSED, EXTRA), True),
        (week(Day(runs=2, sessions=2)), True),
        (week(Day(runs=2, sessions=1)), False),
        (week(MISSED), False),
        (week(), False),
        (week(EXTRA), True),
        (week(DONE, goal=2), True),
        (week(EXTRA, EXTRA, goal=3), False),
        (week(EXTRA, EXTRA, OFF, goal=3), True),
        (week(EXTRA, *[FREE] * 4, goal=3), True),
        (week(*[FREE] * 7, goal=14), True),
    ],
)
def test_a_week_is_kept_when_its_goal_is_met(lived: Week, kept: bool) -> None:
    assert lived.kept == kept


@given(_WEEKS, st.integers(0, 6))
def test_doing_more_or_resting_never_loses_a_week(lived: Week, which: int) -> None:
    for better in ({"sessions": lived.days[which].sessions + 1}, {"free": True}):
        days = list(lived.days)
        days[which] = replace(days[which], **better)
        assert Week(tuple(days), lived.goal).kept >= lived.kept


@given(_WEEKS)
def test_a_week_in_which_nothing_happened_is_never_kept(lived: Week) -> None:
    days = tuple(Day(runs=day.runs) for day in lived.days)
    assert not Week(days, lived.goal).kept


@given(st.dates())
def test_a_week_begins_on_monday(day: date) -> None:
    assert monday(day).weekday() == 0
    assert 0 <= (day - monday(day)).days < 7
