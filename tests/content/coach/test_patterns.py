"""Patterns: which families stop growing, what is delivered instead, and when a pattern refers."""

from typing import Any

import pytest

from tests.content.coach.stories import LIBRARY, Story, at_level

FRONT = {"felt": "pinch", "where": "front", "score": 1}


def twice(story: Story, drill: str) -> Story:
    return story.session(drill).fine().later(days=1).session(drill).fine()


def test_a_front_pinch_keeps_its_family_from_growing() -> None:
    story = Story().session("calf_stretch").fine().later(days=1)
    story.session("calf_stretch").same_session("standing_circles", right=FRONT)
    assert story.level("calf_stretch") == 1


def test_a_pattern_ends_with_a_clean_session_and_two_days() -> None:
    story = Story().session("standing_circles", right=FRONT).later(days=1)
    story.session("seated_rotation").later(hours=25)
    assert story.session("seated_rotation").level("seated_rotation") == 3
    story = Story().session("standing_circles", right=FRONT).later(days=1)
    story.session("seated_rotation").later(hours=3).session("seated_rotation")
    assert story.level("seated_rotation") == 2


def test_the_other_ankle_does_not_end_a_pattern() -> None:
    story = Story().session("standing_circles", right=FRONT).later(days=4)
    story.session("seated_rotation", right={"felt": "stiff"}).later(days=4)
    assert ("front", "right") in story.state.caps


@pytest.mark.parametrize(
    ("words", "drill", "most"),
    [
        (FRONT, "seated_rotation", 2),
        (FRONT, "knee_to_wall_rock", 0),
        (FRONT, "calf_stretch", 0),
        ({"felt": "ache", "where": "back", "score": 2}, "heel_raises", 1),
        ({"felt": "ache", "where": "shin", "score": 2}, "heel_walks", 0),
        ({"felt": "ache", "where": "inside", "score": 2}, "standing_circles", 2),
        ({"felt": "ache", "where": "arch", "score": 2}, "calf_stretch", 1),
    ],
)
def test_a_pattern_keeps_what_is_delivered_small(
    words: dict[str, Any], drill: str, most: int
) -> None:
    story = at_level(drill, 3).session("calf_foam_roll", right=words).later(days=3)
    rungs = {
        one.rung
        for moment in ("before", "after", "rest")
        for one in story.plan(moment).drills
        if one.drill == drill
    }
    assert all(rung <= most for rung in rungs)
    assert story.level(drill) == 3


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        (FRONT, "standing_circles"),
        ({"felt": "sharp", "where": "cord"}, "calf_stretch"),
        ({"felt": "ache", "where": "heel", "score": 1}, "calf_stretch"),
        ({"felt": "ache", "where": "heel", "score": 1}, "knee_to_wall_rock"),
    ],
)
def test_a_pattern_swaps_a_drill_out(words: dict[str, Any], gone: str) -> None:
    story = Story().session("calf_foam_roll", right=words).later(hours=30)
    assert not story.offers(gone)
    assert story.offers("seated_rotation")


def test_a_pinch_without_a_place_counts_as_one_at_the_front() -> None:
    assert ("front", "left") in Story().session("calf_stretch", {"felt": "pinch"}).state.caps


def test_a_front_pinch_in_three_of_five_sessions_refers() -> None:
    story = Story()
    for words in (FRONT, None, FRONT, None, FRONT):
        assert "front" not in story.state.blocks
        story.session("seated_rotation", words).later(days=1)
    assert story.plan().blocked == "flag"


def test_front_pinches_for_over_two_weeks_refer() -> None:
    story = Story()
    for _ in range(3):
        story.session("seated_rotation", FRONT)
        for _ in range(4):
            story.later(days=2).session("seated_rotation")
    assert "front" in story.state.blocks


def test_front_pinches_with_two_weeks_between_them_do_not_refer() -> None:
    story = Story()
    for _ in range(3):
        story.session("seated_rotation", FRONT).later(days=1)
        for _ in range(5):
            story.session("seated_rotation").later(days=3)
    assert "front" not in story.state.blocks


def test_a_tight_shin_again_after_a_sore_one_refers() -> None:
    shin = {"felt": "ache", "where": "shin", "score": 1}
    story = Story().session("heel_walks", right=shin).later(days=3)
    assert not story.state.blocks
    story.session("heel_walks", right={"felt": "stiff", "where": "shin", "score": 1})
    assert "shin" in story.state.blocks


def test_a_click_that_hurts_twice_in_five_sessions_refers() -> None:
    hurts = {"felt": "click", "score": 2}
    story = Story().session("standing_circles", hurts).session("standing_circles")
    assert not story.state.blocks
    assert "click" in story.session("standing_circles", hurts).state.blocks


def test_the_data_names_real_drills_and_rungs() -> None:
    rules = LIBRARY.rules
    for pattern in rules.pattern.values():
        assert pattern.instead.keys() | set(pattern.instead.values()) <= LIBRARY.drills.keys()
        for name, rung in pattern.at_most.items():
            assert 0 <= rung < LIBRARY.drills[name].top
    slots = (rules.choice.at(moment).slots for moment in ("before", "after", "rest", "desk"))
    assert {one for table in slots for slot in table for one in slot} <= LIBRARY.drills.keys()
