"""When a morning is due, whom it is asked for, and what a late answer is worth."""

from typing import Any

import pytest

from content.coach import State, why
from content.coach.reasons import standing
from content.history import Answer
from tests.content.coach.telling import LIBRARY, Story, asking, at_level, drill

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


@pytest.mark.parametrize(
    "words",
    [
        {"felt": "nothing", "fault": "knee"},
        {"felt": "nothing", "easier": True},
        {"felt": "click", "score": 2},
        {"felt": None},
    ],
)
def test_what_did_not_hurt_makes_no_morning_due(words: dict[str, Any]) -> None:
    assert due(Story().session("seated_rotation", right=words)) == ()


def test_a_loading_drill_and_a_new_rung_make_both_due() -> None:
    assert due(Story().session("heel_walks")) == ("left", "right")
    story = at_level("seated_rotation", 3).session("seated_rotation")
    assert due(story) == ("left", "right")
    assert due(story.session("seated_rotation").fine().session("seated_rotation")) == ()


def test_it_is_due_from_the_next_day_until_it_is_answered() -> None:
    story = Story().session("heel_walks")
    assert due(story, 0) == ()
    assert due(story, 3) == ("left", "right")
    assert due(story.morning(left="fine"), 0) == ("right",)


def test_without_the_question_no_morning_is_ever_due() -> None:
    story = Story(rules=asking(asked=False)).session("heel_walks").later(days=2)
    assert due(story) == ()
    assert story.session("heel_walks").level("heel_walks") == 3


def test_a_late_usual_counts_and_a_late_bad_answer_only_closes() -> None:
    story = Story().session("heel_raises").later(days=3)
    assert story.fine().session("heel_raises").fine().level("heel_raises") == 3
    story = Story().session("heel_raises").later(days=3).morning("sore", "sore")
    assert story.level("heel_raises") == 2
    assert due(story, 0) == ()
    assert story.session("heel_raises").fine().level("heel_raises") == 2


def test_a_late_bad_answer_still_decides_what_waited_for_it() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=3)
    assert story.morning(right="sore").level("heel_raises") == 2


def test_a_morning_speaks_for_a_drill_that_was_left_out() -> None:
    story = Story().session("heel_raises", right={"outcome": "skipped"}).morning(right="sore")
    assert story.level("heel_raises") == 1


def test_a_newer_session_takes_the_place_of_an_unanswered_one() -> None:
    story = Story().session("heel_raises").later(days=2).session("heel_raises").fine()
    assert story.level("heel_raises") == 2
    assert story.state.tracks["heel_raises"].left.count == 1


@pytest.mark.parametrize(("answer", "rule"), [("sore", "R8"), ("stiff", "R9")])
def test_a_morning_that_takes_two_sizes_says_so(answer: Answer, rule: str) -> None:
    """A rise of the day before is undone and then cut, once, whatever both ankles say."""
    story = at_level("calf_stretch", 2).session("calf_stretch").fine().later(days=1, hours=9)
    story.session("calf_stretch")
    assert story.level("calf_stretch") == 3
    story.morning(answer, answer)
    assert story.level("calf_stretch") == 1
    day = story.now.date()
    reason = standing(story.state, drill("calf_stretch"), story.rules, day)
    assert reason.rule == f"{rule}_undone"
    assert "one more comes off" in why(LIBRARY, reason, day)


def test_a_morning_that_takes_one_size_says_one() -> None:
    again = at_level("calf_stretch", 2).session("calf_stretch").morning("stiff", "stiff")
    floor = Story().sorer("left").session("calf_stretch").fine().later(days=1, hours=9)
    floor.session("calf_stretch").morning("stiff", "stiff")
    for story, level in ((again, 1), (floor, 0)):
        assert story.level("calf_stretch") == level
        day = story.now.date()
        assert standing(story.state, drill("calf_stretch"), story.rules, day).rule == "R9"


def test_after_a_pause_no_morning_of_long_ago_is_asked_about() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=1)
    story.flag("RB2").later(days=20)
    assert due(story, 0) == ("left", "right")
    story.clear("RB2")
    assert due(story, 0) == ()
    assert story.offers("heel_walks")


def test_a_morning_is_still_asked_about_when_a_pause_ends_on_it() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).flag("RB2").later(days=1)
    assert due(story.clear("RB2"), 0) == ("left", "right")


def test_a_drill_that_was_not_paused_keeps_its_open_morning() -> None:
    story = Story().session("seated_rotation", right=STIFF).flag("RC2").later(days=9)
    assert due(story.clear("RC2"), 0) == ("right",)
