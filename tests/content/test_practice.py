"""A practice step by step: its order, its ways back and out, and its text."""

import pytest

from content.coach import Plan
from content.practice import (
    NotNow,
    answer,
    current,
    from_json,
    opens_flags,
    options,
    start,
    to_json,
)
from tests.content.coach.stories import LIBRARY
from tests.content.practice_taps import at_heel_walks, begun, tapped, told


def test_a_practice_goes_through_its_steps_side_by_side() -> None:
    practice, seen = begun(), []
    while practice.ask == "step":
        seen.append((current(practice).drill, current(practice).side))
        practice = tapped(practice, "done")
    assert seen == [
        ("seated_rotation", "left"),
        ("seated_rotation", "right"),
        ("calf_stretch", "left"),
        ("calf_stretch", "right"),
        ("heel_walks", None),
    ]
    assert practice.ask == "felt"


def test_an_empty_plan_is_refused() -> None:
    empty = Plan("rest", "mat", False, (), 0.0, "left", (), "rest")
    with pytest.raises(ValueError, match="without drills"):
        start(LIBRARY, empty)


def test_an_answer_of_nothing_makes_every_step_clean() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:nothing")
    assert practice.ask == "over"
    assert len(told(practice)) == 6
    assert {one.felt for one in told(practice).values()} == {"nothing"}
    assert {one.outcome for one in told(practice).values()} == {"done"}


def test_an_unanswered_last_question_stays_unknown() -> None:
    practice = tapped(at_heel_walks(), "done", "later")
    assert {one.felt for one in told(practice).values()} == {None}


@pytest.mark.parametrize("verb", ["click", "calf_stretch"])
def test_a_normal_feeling_stays_at_the_step(verb: str) -> None:
    practice = tapped(begun(), "more", verb)
    assert (practice.at, practice.ask, practice.turn) == (0, "step", 2)
    assert told(practice) == {}


def test_back_undoes_done_and_skip() -> None:
    practice = tapped(begun(), "done", "back")
    assert (practice.at, told(practice)) == (0, {})
    practice = tapped(begun(), "skip", "back")
    assert (practice.at, told(practice)) == (0, {})


def test_back_undoes_the_last_done_before_the_last_question() -> None:
    practice = tapped(at_heel_walks(), "done", "back")
    assert (practice.at, practice.ask) == (4, "step")


def test_back_never_undoes_a_report() -> None:
    practice = tapped(begun(), "stiff", "later", "later")
    assert "back" not in options(practice, LIBRARY)


def test_back_keeps_the_report_of_the_step_in_hand() -> None:
    practice = tapped(begun(), "done", "pinch", "back")
    assert (practice.at, told(practice)["seated_rotation", "right"].pinched) == (0, (2,))
    practice = tapped(practice, "done")
    assert current(practice).retry


def test_back_leaves_a_list() -> None:
    assert tapped(begun(), "more", "back").ask == "step"
    assert tapped(at_heel_walks(), "done", "felt:sore", "back").ask == "felt"


def test_skip_and_stop_count_as_missing() -> None:
    practice = tapped(begun(), "skip", "stop")
    assert practice.ask == "over"
    assert not opens_flags(practice)
    assert told(practice)["seated_rotation", "left"].outcome == "skipped"
    assert told(practice)["seated_rotation", "right"].outcome == "stopped"
    assert len(told(practice)) == 2


def test_stop_in_the_middle_of_a_report_still_opens_the_flags() -> None:
    practice = tapped(begun(), "sharp", "stop")
    assert practice.ask == "over"
    assert opens_flags(practice)


def test_skipping_a_retry_keeps_its_pinch() -> None:
    practice = tapped(begun(), "pinch", "skip", "later", "later")
    one = told(practice)["seated_rotation", "left"]
    assert (one.outcome, one.felt, one.pinched) == ("stopped", "pinch", (2,))


def test_a_practice_of_skips_has_no_last_question() -> None:
    assert tapped(begun(), "skip", "skip", "skip", "skip", "skip").ask == "over"


def test_an_answer_out_of_place_is_refused_and_nothing_changes() -> None:
    practice = begun()
    with pytest.raises(NotNow, match="score:3"):
        answer(practice, "score:3", LIBRARY)
    assert practice == begun()


def test_a_practice_comes_back_from_its_text() -> None:
    practice = tapped(begun(), "pinch", "done", "where:front")
    assert from_json(to_json(practice)) == practice
