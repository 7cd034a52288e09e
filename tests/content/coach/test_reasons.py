"""Which reason stands beside a drill, and what is told of the week's stretch and the wall test."""

from typing import Any

import pytest

from content.coach.reasons import sessions_to_go, standing
from content.coach.session_counts import stretch_minutes
from tests.content.coach.stories import LIBRARY, RULES, Story, asking, at_level, drill


def to_go(story: Story, name: str) -> int:
    state, day = story.state, story.now.date()
    return sessions_to_go(state, drill(name), state.tracks[name], RULES, day)


def reason(story: Story, name: str) -> tuple[str, str | None]:
    one = standing(story.state, drill(name), story.library.rules, story.now.date())
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
    story = Story(asking(asked=False)).session("heel_raises", right=words)
    assert reason(story, "heel_raises") == (rule, "right")


def test_a_rise_a_cut_the_way_and_the_top_are_told() -> None:
    assert reason(Story(), "seated_rotation") == ("start", None)
    assert reason(Story().session("seated_rotation"), "seated_rotation") == ("steady", None)
    story = at_level("seated_rotation", 3)
    assert reason(story, "seated_rotation") == ("R15", None)
    opened = story.session("seated_rotation")
    assert reason(opened, "seated_rotation") == ("morning_open", "left")
    assert reason(story.fine(), "seated_rotation") == ("steady", None)
    story.session("seated_rotation", right={"felt": "nothing", "fault": "toes"})
    assert reason(story, "seated_rotation") == ("R11", "right")
    story = at_level("seated_rotation", 5).session("seated_rotation")
    assert reason(story, "seated_rotation") == ("top", None)


def test_sessions_to_go_are_those_of_the_slower_side() -> None:
    story = Story().session("calf_stretch").fine()
    assert to_go(story, "calf_stretch") == 1
    story.session("calf_stretch", right={"felt": "sharp", "where": "calf"})
    assert to_go(story, "calf_stretch") == 3


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
