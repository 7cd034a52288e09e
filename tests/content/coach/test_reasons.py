"""Which reason stands beside a drill, and what is told of the week's stretch and the wall test."""

from typing import Any

import pytest

from content.coach import wall
from content.coach.reasons import sessions_to_go, standing
from content.coach.sessions import stretch_minutes
from content.coach.state import WallTest
from tests.content.coach.telling import LIBRARY, RULES, Story, asking, at_level, drill


def reason(story: Story, name: str) -> tuple[str, str | None]:
    one = standing(story.state, drill(name), story.rules, story.now.date())
    return one.rule, one.side


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ({"felt": "stiff", "score": 2}, "R13"),
        ({"felt": "stiff"}, "R13"),
        ({"felt": "stiff", "score": 5}, "R6"),
        ({"felt": None}, "R14"),
        ({"felt": "ache", "score": 2}, "R14"),
        ({"felt": "nothing", "outcome": "skipped"}, "R14"),
        ({"felt": "nothing", "easier": True, "lowest": 1}, "R14"),
        ({"felt": "ache", "where": "calf", "score": 3}, "R6"),
    ],
)
def test_a_hold_is_told_with_its_rule_and_side(words: dict[str, Any], rule: str) -> None:
    story = Story(rules=asking(asked=False)).session("heel_raises", right=words)
    assert reason(story, "heel_raises") == (rule, "right")


def test_a_rise_a_cut_the_way_and_the_top_are_told() -> None:
    assert reason(Story(), "seated_rotation") == ("start", None)
    assert reason(Story().session("seated_rotation"), "seated_rotation") == ("steady", None)
    story = at_level("seated_rotation", 3)
    assert reason(story, "seated_rotation") == ("R15", None)
    assert reason(story.session("seated_rotation"), "seated_rotation") == ("steady", None)
    story.session("seated_rotation", right={"felt": "nothing", "fault": "toes"})
    assert reason(story, "seated_rotation") == ("R11", "right")
    story = at_level("seated_rotation", 5).session("seated_rotation")
    assert reason(story, "seated_rotation") == ("top", None)


def test_sessions_to_go_are_those_of_the_slower_side() -> None:
    story = Story().session("calf_stretch").usual()
    assert sessions_to_go(story.state.tracks["calf_stretch"], RULES) == 1
    story.session("calf_stretch", right={"felt": "sharp", "where": "calf"})
    assert sessions_to_go(story.state.tracks["calf_stretch"], RULES) == 3


def test_stretch_minutes_are_counted_per_ankle_over_seven_days() -> None:
    story = Story().session("calf_stretch", right={"felt": None, "outcome": "stopped"})
    rung = drill("calf_stretch").rungs[1]
    minutes = rung.dose.seconds(rung.tempo) / 60
    day = story.now.date()
    assert stretch_minutes(LIBRARY, story.state, "left", day) == minutes
    assert stretch_minutes(LIBRARY, story.state, "right", day) == 0
    story.later(days=6).session("calf_stretch")
    assert stretch_minutes(LIBRARY, story.state, "left", story.now.date()) == 2 * minutes
    story.later(days=1)
    assert stretch_minutes(LIBRARY, story.state, "left", story.now.date()) == minutes


def test_a_wall_test_improves_only_when_two_tests_say_so() -> None:
    def tests(*centimetres: float) -> tuple[WallTest, ...]:
        return tuple(WallTest(day, "left", one, None) for day, one in enumerate(centimetres))

    assert wall.has_improved(tests(8.0, 10.0, 10.5), RULES)
    assert not wall.has_improved(tests(8.0, 10.5), RULES)
    assert not wall.has_improved(tests(8.0, 9.9, 12.0), RULES)
    assert not wall.has_improved(tests(8.0, 12.0, 9.0), RULES)


def test_bands_are_shown_without_a_verdict() -> None:
    assert [wall.band(cm, RULES) for cm in (7.9, 8.0, 9.9, 10.0, 12.9, 13.0)] == [0, 1, 1, 2, 2, 3]


def test_the_tighter_side_needs_two_tests_a_week_apart_that_agree() -> None:
    near = Story().wall(11.0, 9.0).later(days=6).wall(11.0, 9.0)
    assert wall.tighter_side(near.state, RULES) is None
    assert wall.tighter_side(near.later(days=1).wall(11.0, 9.0).state, RULES) == "right"
    small = Story().wall(11.0, 9.1).later(days=8).wall(11.0, 9.1)
    assert wall.tighter_side(small.state, RULES) is None
    turned = Story().wall(11.0, 9.0).later(days=8).wall(9.0, 11.0)
    assert wall.tighter_side(turned.state, RULES) is None
