"""Knee to wall: what two tests say together, within their measuring error."""

import pytest

from content import coach
from content.coach import Sides, knee_to_wall
from content.coach.state import WallTest
from content.events import Measured
from tests.content.coach.stories import LIBRARY, RULES, Story


def measured(*left: float) -> Story:
    """Return a story of one test a month, the right side always at 10 cm."""
    story = Story()
    for one in left:
        story.wall(one, 10.0).later(days=28)
    return story


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ((), "none"),
        ((8.0,), "first"),
        ((8.0, 8.0), "same"),
        ((8.0, 9.5), "same"),
        ((8.0, 6.5), "same"),
        ((8.0, 10.0), "more"),
        ((8.0, 6.0), "less"),
        ((8.0, 10.0, 10.0), "better"),
        ((8.0, 10.0, 9.5), "same"),
        ((8.0, 12.0, 10.0), "less"),
        ((8.0, 9.0, 10.0, 10.5), "better"),
        ((8.0, 6.0, 8.0), "more"),
    ],
)
def test_a_test_is_told_beside_the_ones_before_it(left: tuple[float, ...], said: str) -> None:
    state = measured(*left).state
    assert coach.compared(state, LIBRARY, "left") == said
    assert coach.compared(state, LIBRARY, "right") == ("none", "first", "same")[min(len(left), 2)]


def test_two_lengths_of_one_day_are_one_test() -> None:
    story = measured(8.0)
    for centimetres, stopped_by in ((9.0, None), (10.0, None), (10.0, "stretch")):
        story.wall(centimetres, 10.0, stopped_by)
    assert coach.compared(story.state, LIBRARY, "left") == "more"
    assert [one.centimetres for one in story.state.tests] == [8.0, 10.0, 10.0, 10.0]
    assert story.state.tests[-1].stopped_by == "stretch"


def test_sides_apart_are_tighter_only_when_a_second_test_agrees() -> None:
    assert coach.sides(Story().state, LIBRARY) == Sides("unknown")
    assert coach.sides(Story().wall(11.0, 10.0).state, LIBRARY) == Sides("normal", 1.0)
    assert coach.sides(Story().wall(10.0, 11.5).state, LIBRARY) == Sides("again", 1.5)
    half = Story().wall(10.0, 11.5).later(days=1)
    half.events.append(Measured(half.now, half.now.date(), "left", 11.5))
    assert coach.sides(half.state, LIBRARY) == Sides("again", 1.5)
    twice = Story().wall(9.0, 11.0)
    assert coach.sides(twice.state, LIBRARY) == Sides("again", 2.0)
    tighter = twice.later(days=7).wall(8.5, 11.0)
    assert coach.sides(tighter.state, LIBRARY) == Sides("tighter", 2.5, "left")
    assert coach.sides(twice.later(days=7).wall(10.0, 11.0).state, LIBRARY) == Sides("normal", 1.0)


def test_a_wall_test_improves_only_when_two_tests_say_so() -> None:
    def tests(*centimetres: float) -> tuple[WallTest, ...]:
        return tuple(WallTest(day, "left", one, None) for day, one in enumerate(centimetres))

    assert knee_to_wall.has_improved(tests(8.0, 10.0, 10.5), RULES)
    assert knee_to_wall.has_improved(tests(8.0, 8.5, 10.0, 10.5), RULES)
    assert not knee_to_wall.has_improved(tests(8.0, 10.5), RULES)
    assert not knee_to_wall.has_improved(tests(8.0, 9.9, 12.0), RULES)
    assert not knee_to_wall.has_improved(tests(8.0, 12.0, 9.0), RULES)


def test_bands_are_shown_without_a_verdict() -> None:
    lengths = (7.9, 8.0, 9.9, 10.0, 12.9, 13.0)
    assert [knee_to_wall.band(cm, LIBRARY) for cm in lengths] == [
        0,
        1,
        1,
        2,
        2,
        3,
    ]


def test_the_tighter_side_needs_two_tests_a_week_apart_that_agree() -> None:
    near = Story().wall(11.0, 9.0).later(days=6).wall(11.0, 9.0)
    assert knee_to_wall.tighter_side(near.state, RULES) is None
    assert knee_to_wall.tighter_side(near.later(days=1).wall(11.0, 9.0).state, RULES) == "right"
    small = Story().wall(11.0, 9.1).later(days=8).wall(11.0, 9.1)
    assert knee_to_wall.tighter_side(small.state, RULES) is None
    turned = Story().wall(11.0, 9.0).later(days=8).wall(9.0, 11.0)
    assert knee_to_wall.tighter_side(turned.state, RULES) is None


def test_wall_tests_are_kept_for_three_years() -> None:
    story = measured(*(float(number) for number in range(42)))
    assert len(story.state.tests) == 80
    assert [one.centimetres for one in story.state.tests[:2]] == [2.0, 10.0]


def test_after_severe_pain_everything_rests_for_three_days() -> None:
    story = Story().session("calf_stretch", {"felt": "ache", "score": 9})
    until = story.state.resting(story.now)
    assert until is not None
    assert (until - story.now).days == 3
    assert story.state.resting(until) is None
    assert Story().state.resting(story.now) is None
