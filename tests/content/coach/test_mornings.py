"""When a morning is due, whom it is asked for, and what a late answer is worth."""

from typing import Any

import pytest

from content.coach import State
from tests.content.coach.telling import Story, asking, at_level

STIFF = {"felt": "stiff", "where": "calf", "score": 1}
CALF = {"felt": "ache", "where": "calf", "score": 4}


def due(story: Story, days: int = 1) -> tuple[str, ...]:
    state: State = story.later(days=days).state
    return state.mornings_due(story.now.date())


def test_a_clean_mobility_session_makes_no_morning_due() -> None:
    assert due(Story().session("seated_rotation")) == ()


@pytest.mark.parametrize(
    "words",
    [STIFF, {"felt": "stretch", "score": 3}, {"felt": "pinch"}, {"felt": "numb"}],
)
def test_what_was_reported_makes_that_ankle_due(words: dict[str, Any]) -> None:
    assert due(Story().session("seated_rotation", right=words)) == ("right",)


def test_a_loading_drill_and_a_new_rung_make_both_due() -> None:
    assert due(Story().session("heel_walks")) == ("left", "right")
    story = at_level("seated_rotation", 3).session("seated_rotation")
    assert due(story) == ("left", "right")
    assert due(story.session("seated_rotation").usual().session("seated_rotation")) == ()


def test_it_is_due_from_the_next_day_until_it_is_answered() -> None:
    story = Story().session("heel_walks")
    assert due(story, 0) == ()
    assert due(story, 3) == ("left", "right")
    assert due(story.morning(left="usual"), 0) == ("right",)


def test_without_the_question_no_morning_is_ever_due() -> None:
    story = Story(rules=asking(asked=False)).session("heel_walks").later(days=2)
    assert due(story) == ()
    assert story.session("heel_walks").level("heel_walks") == 3


def test_a_late_usual_counts_and_a_late_bad_answer_only_closes() -> None:
    story = Story().session("heel_raises").later(days=3)
    assert story.usual().session("heel_raises").usual().level("heel_raises") == 3
    story = Story().session("heel_raises").later(days=3).morning("sore", "sore")
    assert story.level("heel_raises") == 2
    assert due(story, 0) == ()
    assert story.session("heel_raises").usual().level("heel_raises") == 2


def test_a_late_bad_answer_still_decides_what_waited_for_it() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=3)
    assert story.morning(right="sore").level("heel_raises") == 2


def test_a_morning_speaks_for_a_drill_that_was_left_out() -> None:
    story = Story().session("heel_raises", right={"outcome": "skipped"}).morning(right="sore")
    assert story.level("heel_raises") == 1


def test_a_newer_session_takes_the_place_of_an_unanswered_one() -> None:
    story = Story().session("heel_raises").later(days=2).session("heel_raises").usual()
    assert story.level("heel_raises") == 2
    assert story.state.tracks["heel_raises"].left.count == 1
