"""Motion keeps its tempo, rests where it should and never leaves its range."""

import pytest

from content.figures.motion import eased, length, rounded, scaled
from content.figures.recipe import Key

_PUMP = (Key(take=3, pose={"bend": 0}), Key(take=2, hold=4, count=True, pose={"bend": 10}))
_CIRCLE = tuple(Key(pose={"bend": b, "nod": n}) for b, n in ((10, 0), (0, 8), (-10, 0), (0, -8)))


def test_a_loop_lasts_as_long_as_its_ways_and_holds() -> None:
    assert length(_PUMP) == 9


def test_a_way_arrives_when_its_time_is_over() -> None:
    assert eased(_PUMP, 4.999).angles["bend"] == pytest.approx(10, abs=0.01)


def test_a_hold_counts_its_seconds_down() -> None:
    assert eased(_PUMP, 5.0).left == 4
    assert eased(_PUMP, 8.5).left == pytest.approx(0.5)
    assert eased(_PUMP, 4.0).left is None


def test_a_loop_ends_where_it_begins() -> None:
    assert eased(_PUMP, 9.0).angles == eased(_PUMP, 0.0).angles


def test_a_circle_passes_through_each_key() -> None:
    for i, key in enumerate(_CIRCLE):
        assert rounded(_CIRCLE, 4, both_ways=False, t=i).angles == pytest.approx(key.pose)


def test_the_second_circle_goes_the_other_way() -> None:
    there = rounded(_CIRCLE, 4, both_ways=True, t=1.0)
    back = rounded(_CIRCLE, 4, both_ways=True, t=7.0)
    assert (there.way, back.way) == ("out", "back")
    assert there.angles == pytest.approx(back.angles)


def test_the_turn_between_two_circles_does_not_jump() -> None:
    before, after = (rounded(_CIRCLE, 4, both_ways=True, t=t) for t in (3.99, 4.01))
    assert before.angles == pytest.approx(after.angles, abs=0.01)


def test_range_scales_from_rest() -> None:
    assert scaled({"bend": 20, "nod": 4}, {"bend": 10}, 0.5) == {"bend": 15, "nod": 2}
