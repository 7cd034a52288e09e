"""I26 and the minutes: what is told is what it takes, and it is enough for anybody anywhere."""

import pytest

from bot.screens.times import minutes as told
from content.coach import PlannedDrill
from content.drill import Gear, Place
from tests.years import counting
from tests.years.counting import MOVERS
from tests.years.living import LIBRARY, RULES, live
from tests.years.runners import Runner

PLACES: list[tuple[Place, frozenset[Gear]]] = [
    ("mat", frozenset({"mat", "wall", "roller"})),
    ("mat", frozenset({"mat", "wall"})),
    ("mat", frozenset({"mat"})),
    ("mat", frozenset({"wall"})),
    ("mat", frozenset()),
    ("outdoors", frozenset()),
]
QUICK = (0, 4, 5)
RUNNERS = [
    pytest.param(Runner(place=place, gear=gear), marks=[pytest.mark.long] * (number not in QUICK))
    for number, (place, gear) in enumerate(PLACES)
]


def named(runner: Runner) -> str:
    """Return a runner's place and things, in the same words every time."""
    return " ".join((runner.place, *sorted(runner.gear)))


def reckoned(one: PlannedDrill) -> float:
    """Return how long a drill takes, step by step: into place, then set by set on each side."""
    rung, dose = LIBRARY.drills[one.drill].rungs[one.rung], one.dose
    each = dose.metres or dose.reps
    work = dose.sets * dose.directions * each * (rung.tempo + (0 if dose.metres else dose.hold))
    side = work + dose.rest * (dose.sets - 1)
    return RULES.choice.setup_seconds + side * max(1, len(one.sides))


@pytest.mark.parametrize("runner", RUNNERS, ids=named)
def test_minutes_told_are_minutes_taken(runner: Runner) -> None:
    for practice in live(runner).practices:
        takes = sum(reckoned(one) for one in practice.plan.drills)
        assert practice.plan.seconds == pytest.approx(takes)
        assert abs(60 * int(told(practice.plan.seconds).removesuffix(" min")) - takes) <= 30


@pytest.mark.parametrize("runner", RUNNERS, ids=named)
def test_after_a_run_two_drills_and_four_minutes_are_found_for_everybody(runner: Runner) -> None:
    for practice in counting.at(live(runner), "after"):
        assert 2 <= len(practice.plan.drills) <= 3
        assert practice.plan.seconds >= 4 * 60


@pytest.mark.parametrize("runner", RUNNERS, ids=named)
def test_more_than_ten_minutes_are_only_two_drills_one_of_them_at_its_longest(
    runner: Runner,
) -> None:
    for practice in counting.at(live(runner), "after"):
        if practice.plan.seconds > 10 * 60:
            first, second = sorted(one.seconds for one in practice.plan.drills)
            assert first <= 212
            assert second >= 8 * 60


@pytest.mark.parametrize("runner", RUNNERS, ids=named)
def test_before_a_run_nothing_loads_and_three_drills_move_where_place_and_things_allow(
    runner: Runner,
) -> None:
    three = runner.place == "mat" and "wall" in runner.gear
    for practice in counting.at(live(runner), "before"):
        assert counting.names(practice) <= MOVERS
        assert len(practice.plan.drills) == (3 if three else 2)
        assert (4 if runner.place == "mat" else 3) * 60 <= practice.plan.seconds <= 6 * 60


def test_on_most_days_after_a_run_it_is_six_to_ten_minutes() -> None:
    found = sorted(counting.minutes(counting.at(live(Runner()), "after")))
    assert found[len(found) // 10] >= 6
    assert sum(found) / len(found) <= 10.5
