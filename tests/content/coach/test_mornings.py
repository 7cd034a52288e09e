"""When a morning is due, whom it is asked for, and what a late answer is worth."""

from typing import Any

import pytest

from content.coach import State, why
from content.coach.reasons import standing
from content.events import Answer
from tests.content.coach.stories import LIBRARY, Story, asking, at_level, drill

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


def test_it_is_due_for_two_days_or_until_it_is_answered() -> None:
    story = Story().session("heel_walks")
    assert due(story, 0) == ()
    assert due(story, 2) == ("left", "right")
    assert due(story, 3) == ()
    assert due(Story().session("heel_walks").morning(left="fine"), 0) == ("right",)


def test_without_the_question_no_morning_is_ever_due() -> None:
    story = Story(asking(asked=False)).session("heel_walks").later(days=2)
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


def test_a_morning_speaks_for_what_was_done_with_that_ankle() -> None:
    story = Story().session("heel_raises", right={"outcome": "skipped"})
    assert story.morning(right="sore").level("heel_raises") == 2
    assert Story().session("heel_raises").morning(right="sore").level("heel_raises") == 1


def test_one_sore_morning_holds_what_moves_and_the_second_in_a_row_cuts_it() -> None:
    story = at_level("seated_rotation", 5).session("seated_rotation").fine().later(days=1, hours=9)
    assert story.session("seated_rotation").morning(right="sore").level("seated_rotation") == 5
    story.later(days=1).session("seated_rotation").morning(right="stiff")
    assert story.level("seated_rotation") == 4


def test_a_fine_morning_between_two_sore_ones_ends_the_row() -> None:
    """The first takes back the rise to 5, which comes again; the other then only holds it."""
    story = at_level("seated_rotation", 4).session("seated_rotation").fine().later(days=1, hours=9)
    levels = []
    for answer in ("sore", "fine", "sore"):
        story.session("seated_rotation").morning(right=answer).later(days=1)
        levels.append(story.level("seated_rotation"))
    assert levels == [4, 5, 5]


def test_two_weeks_of_bad_mornings_are_referred() -> None:
    story = Story()
    for _ in range(9):
        assert "mornings" not in story.state.blocks
        story.session("seated_rotation").morning(right="sore").later(days=1)
    assert story.state.blocks["mornings"].tier == "C"


def test_a_fine_morning_begins_the_two_weeks_anew() -> None:
    story = Story()
    for number in range(12):
        answer: Answer = "fine" if number == 6 else "sore"
        story.session("seated_rotation").morning(right=answer).later(days=1)
    assert "mornings" not in story.state.blocks


def test_a_newer_session_takes_the_place_of_an_unanswered_one() -> None:
    story = Story().session("heel_raises").later(days=2).session("heel_raises").fine()
    assert story.level("heel_raises") == 2
    assert story.state.tracks["heel_raises"].left.count == 1


@pytest.mark.parametrize(("answer", "rule"), [("sore", "R8"), ("stiff", "R9")])
def test_a_morning_after_a_rise_takes_it_back_and_no_more(answer: Answer, rule: str) -> None:
    """Once, whatever both ankles say."""
    story = at_level("calf_stretch", 2).session("calf_stretch").fine().later(days=1, hours=9)
    story.session("calf_stretch")
    assert story.level("calf_stretch") == 3
    story.morning(answer, answer)
    assert story.level("calf_stretch") == 2
    day = story.now.date()
    reason = standing(story.state, drill("calf_stretch"), story.library.rules, day)
    assert reason.rule == f"{rule}_undone"
    assert "Back to the size before" in why(LIBRARY, reason, day)


def test_a_stiff_morning_says_what_it_holds_and_what_it_cuts() -> None:
    story = at_level("calf_stretch", 2).session("calf_stretch").fine().later(days=1, hours=9)
    story.session("calf_foam_roll").same_session("heel_raises").morning("stiff", "stiff")
    day = story.now.date()
    told = {
        name: standing(story.state, drill(name), story.library.rules, day).rule
        for name in ("calf_foam_roll", "heel_raises")
    }
    assert told == {"calf_foam_roll": "R9_held", "heel_raises": "R9"}


def test_after_a_pause_no_morning_of_long_ago_is_asked_about() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).later(days=1)
    story.flag("RB2")
    assert due(story, 0) == ("left", "right")
    story.later(days=20).clear("RB2")
    assert due(story, 0) == ()
    assert story.offers("heel_walks")


def test_a_morning_is_still_asked_about_when_a_pause_ends_on_it() -> None:
    story = at_level("heel_raises", 3).session("heel_raises", right=CALF).flag("RB2").later(days=1)
    assert due(story.clear("RB2"), 0) == ("left", "right")


def test_a_drill_that_was_not_paused_keeps_its_open_morning() -> None:
    story = Story().session("seated_rotation", right=STIFF).flag("RC2").later(days=2)
    assert due(story.clear("RC2"), 0) == ("right",)
