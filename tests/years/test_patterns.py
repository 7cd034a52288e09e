"""I29, I30: every week with a run day leads to the founding doses, ordinary soreness or not."""

from itertools import pairwise
from statistics import median

import pytest

from tests.years import counting
from tests.years.counting import RAISES, WALKS
from tests.years.living import live
from tests.years.runners import Runner, patterns, weekly

A_FEW = [(0,), (0, 1), (0, 3), (0, 2, 5), (0, 1, 2, 6)]
NEVER = 99


def week(runner: Runner, drill: str, seed: int = 0) -> int:
    """Return the week of a founding dose, a late one for never."""
    return counting.reached(live(runner, seed), drill) or NEVER


@pytest.mark.parametrize(
    "days",
    [pytest.param(one, marks=[pytest.mark.long] * (one not in A_FEW)) for one in patterns()],
    ids=weekly,
)
def test_every_weekly_pattern_reaches_both_founding_loading_doses(days: tuple[int, ...]) -> None:
    """I29, and half a dozen times as fast as asked: both within a quarter of a year."""
    runner = Runner(runs=days)
    assert max(week(runner, RAISES), week(runner, WALKS)) <= 13
    for drill in (RAISES, WALKS):
        assert len(counting.offers(live(runner), drill, whole=True)) >= 24


@pytest.mark.parametrize("days", A_FEW, ids=weekly)
@pytest.mark.long
def test_other_hours_and_other_chances_change_nothing_of_it(days: tuple[int, ...]) -> None:
    """Late runs end on the next day; without a roller and outdoors the doses are the same."""
    others = (
        Runner(runs=days, hour=23),
        Runner(runs=days, hour=18, around=("after",)),
        Runner(runs=days, gear=frozenset({"wall"})),
        Runner(runs=days, place="outdoors", gear=frozenset()),
    )
    for runner in others:
        for seed in range(3):
            assert max(week(runner, drill, seed) for drill in (RAISES, WALKS)) <= 52


@pytest.mark.parametrize(
    ("share", "weeks", "seeds"),
    [
        (0.05, 20, 3),
        (0.1, 35, 3),
        pytest.param(0.05, 20, 15, marks=pytest.mark.long),
        pytest.param(0.1, 35, 15, marks=pytest.mark.long),
    ],
)
def test_ordinary_soreness_costs_weeks_and_not_the_year(
    share: float, weeks: int, seeds: int
) -> None:
    """I30: the median runner comes to 3 x 20 raises with 5 % and with 10 % sore mornings."""
    runner = Runner(sore=share)
    assert median(week(runner, RAISES, seed) for seed in range(seeds)) <= weeks


@pytest.mark.parametrize("days", [(0, 2, 5), (0, 1, 2, 3, 4, 5, 6)], ids=weekly)
def test_what_loads_comes_two_or_three_days_a_week_if_there_are_days_for_it(
    days: tuple[int, ...],
) -> None:
    """Never two days running or five days in seven, and one for each second run at least."""
    year = live(Runner(runs=days))
    for drill in (RAISES, WALKS):
        found = counting.offers(year, drill)
        assert all(later - day >= 2 for day, later in pairwise(found))
        assert all(len([one for one in found if day <= one < day + 7]) <= 4 for day in found)
        assert 0.85 * min(3, len(days) / 2) <= len(found) / 52 <= 3.1
