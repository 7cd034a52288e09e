"""I28 and the ends of the ladders: nobody waits for a drill, and nobody is stuck."""

from itertools import pairwise

import pytest

from tests.years import counting
from tests.years.counting import CIRCLES, MOVERS, RAISES, ROCKS, ROTATION, WALKS
from tests.years.living import LIBRARY, live
from tests.years.people import EIGHTEEN
from tests.years.runners import Runner, patterns, weekly

ROLL, STRETCH = "calf_foam_roll", "calf_stretch"
EVERY = frozenset(LIBRARY.drills)
PEOPLE = {one.name: one for one in EIGHTEEN}
OUTSIDE = frozenset({CIRCLES, ROCKS, STRETCH, RAISES, WALKS})

# Who can have which drill in the ladder's dose: place and things decide.
MEET = {
    "clean, three runs": EVERY,
    "clean, three runs and rest days": EVERY,
    "clean, a run every day": EVERY,
    "clean, weekend only": EVERY,
    "clean, no roller": EVERY - {ROLL},
    "clean, outdoors": OUTSIDE,
    "after runs only": EVERY,
    "at a desk, five days": frozenset({ROTATION}),
}
QUICK = {"clean, three runs", "clean, outdoors", "after runs only"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=[pytest.mark.long] * (one not in QUICK)) for one in MEET],
)
def test_each_drill_comes_within_four_weeks_in_the_dose_of_its_ladder(name: str) -> None:
    year = live(PEOPLE[name])
    gaps = {one: counting.longest_gap(counting.offers(year, one, whole=True)) for one in MEET[name]}
    assert {drill: days for drill, days in gaps.items() if days > 28} == {}


@pytest.mark.parametrize("days", [one for one in patterns() if len(one) > 1], ids=weekly)
@pytest.mark.long
def test_two_run_days_a_week_are_enough_for_that(days: tuple[int, ...]) -> None:
    for seed in range(2):
        year = live(Runner(runs=days), seed)
        for drill in EVERY:
            assert counting.longest_gap(counting.offers(year, drill, whole=True)) <= 28


def test_one_run_a_week_still_meets_every_drill_and_the_strength_drills_whole() -> None:
    """Ten minutes a week are too few for more: moving drills come short, before the run."""
    year = live(Runner(runs=(0,)))
    for drill in EVERY:
        assert counting.longest_gap(counting.offers(year, drill)) <= 35
    for drill in (RAISES, WALKS):
        assert counting.longest_gap(counting.offers(year, drill, whole=True)) <= 14


# Whose ladder ends where: all of it, where place, things and moments allow.
TOPS = {
    "clean, three runs": EVERY,
    "clean, no roller": EVERY - {ROLL},
    "clean, outdoors": OUTSIDE,
    "before runs only": MOVERS,
    "after runs only": EVERY,
    "at a desk, five days": frozenset({ROTATION}),
    "no morning answered": EVERY - {RAISES, WALKS},
}


@pytest.mark.parametrize("name", TOPS)
def test_nobody_is_stuck_below_the_top_that_the_place_allows(name: str) -> None:
    levels = live(PEOPLE[name]).levels
    assert {one: levels[one] for one in TOPS[name]} == {
        one: LIBRARY.drills[one].top for one in TOPS[name]
    }


def test_at_a_desk_both_seated_strength_drills_take_turns() -> None:
    year = live(PEOPLE["at a desk, five days"])
    raises, walks = (counting.offers(year, drill) for drill in (RAISES, WALKS))
    assert abs(len(raises) - len(walks)) <= 1
    assert counting.longest_gap(walks) <= 7


def test_the_minute_version_takes_turns_too() -> None:
    year = live(PEOPLE["the 1-minute version only"])
    for drill in EVERY - {RAISES, WALKS}:
        assert counting.longest_gap(counting.offers(year, drill)) <= 14


def test_after_runs_only_a_moving_drill_comes_in_every_second_practice() -> None:
    practices = counting.at(live(PEOPLE["after runs only"]), "after")
    for one, after in pairwise(practices):
        assert MOVERS & (counting.names(one) | counting.names(after))


@pytest.mark.parametrize("name", ["clean, three runs", "clean, three runs and rest days"])
def test_no_more_than_three_practices_running_are_made_of_the_same_drills(name: str) -> None:
    year = live(PEOPLE[name])
    assert counting.longest_alike(counting.at(year, "after", "rest")) <= 3
