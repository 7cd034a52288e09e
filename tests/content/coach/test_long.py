"""The same properties over a million decisions, and five years replayed against the clock."""

from time import process_time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from content.coach import replay
from tests.content.coach import test_invariants as invariants
from tests.content.coach import test_worse as worse
from tests.content.coach.five_years import five_years
from tests.content.coach.random_histories import walks
from tests.content.coach.stories import asking

LONG = settings(
    max_examples=4000,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
pytestmark = pytest.mark.long


@given(walk=walks)
@LONG
def test_every_decision_of_a_million_keeps_its_bounds(walk: tuple[int, bytes, int]) -> None:
    for library in invariants.ASKED:
        invariants.keeps_its_bounds(walk, library)


@given(walk=walks, where=st.integers(0, 400), choice=st.integers(0, 1000))
@LONG
def test_one_worse_report_of_a_million_never_raises_a_level(
    walk: tuple[int, bytes, int], where: int, choice: int
) -> None:
    worse.never_raises(walk, where, choice)


def test_five_years_are_replayed_in_an_eye_blink() -> None:
    """Eleven thousand reports and their mornings; 60 ms where this was written."""
    library, best = asking(asked=False), 9.0
    history = five_years(library)
    for _ in range(7):
        begun = process_time()
        replay(library, history)
        best = min(best, process_time() - begun)
    assert best < 0.15
