"""A practice step by step: what each tap does, what is asked, and what is reported."""

from datetime import date
from typing import Any

import pytest

from content.coach import Context, Plan, plan, replay
from content.history import Report
from content.practice import (
    NotNow,
    Practice,
    answer,
    current,
    from_json,
    opens_flags,
    options,
    reports,
    start,
    to_json,
)
from tests.content.coach.telling import LIBRARY, MONDAY

DAY = date(2026, 3, 2)


def planned(**words: Any) -> Plan:
    told: dict[str, Any] = {"moment": "rest", "place": "mat"}
    return plan(LIBRARY, replay(LIBRARY, ()), Context(MONDAY, DAY, **(told | words)))


def begun(**words: Any) -> Practice:
    """Seated rotation left and right, calf stretch left and right, heel walks on both legs."""
    return start(LIBRARY, planned(**words))


def tapped(practice: Practice, *verbs: str) -> Practice:
    for verb in verbs:
        practice = answer(practice, verb, LIBRARY)
    return practice


def told(practice: Practice) -> dict[tuple[str, str], Report]:
    return {(one.drill, one.side): one for one in reports(practice, MONDAY, DAY, 7)}


def at_heel_walks() -> Practice:
    return tapped(begun(), "done", "done", "done", "done")


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


def test_a_pinch_shrinks_on_the_spot() -> None:
    practice = tapped(begun(), "pinch")
    now = current(practice)
    assert (now.rung, now.judged, now.shrunk, now.retry) == (1, 2, True, True)
    assert now.dose == LIBRARY.drills["seated_rotation"].rungs[1].dose
    assert "strong" in options(practice)
    assert practice.ask == "step"


def test_a_retry_that_goes_well_is_asked_where_and_how_much() -> None:
    practice = tapped(begun(), "pinch", "done")
    assert practice.ask == "where"
    practice = tapped(practice, "where:front", "score:1")
    assert practice.ask == "step"
    one = told(practice)["seated_rotation", "left"]
    assert (one.felt, one.where, one.score) == ("pinch", "front", 1)
    assert (one.planned, one.lowest, one.pinched, one.outcome) == (2, 1, (2,), "done")


def test_a_second_pinch_ends_the_drill_for_that_ankle() -> None:
    practice = tapped(begun(), "pinch", "pinch", "later", "later")
    assert (current(practice).drill, current(practice).side) == ("seated_rotation", "right")
    assert current(practice).rung == 1
    assert told(practice)["seated_rotation", "left"].pinched == (2, 1)
    assert told(practice)["seated_rotation", "left"].outcome == "stopped"


def test_a_pinch_at_the_gentlest_rung_ends_the_drill_at_once() -> None:
    practice = tapped(begun(), "more", "easier", "more", "easier")
    assert current(practice).rung == 0
    assert tapped(practice, "pinch").ask == "where"


def test_what_made_one_ankle_smaller_makes_the_other_smaller_too() -> None:
    practice = tapped(begun(), "more", "knee", "done")
    assert (current(practice).side, current(practice).rung) == ("right", 1)


def test_a_sharp_pull_ends_the_drill_for_both_ankles() -> None:
    practice = tapped(begun(), "sharp")
    assert practice.ask == "where"
    assert not opens_flags(practice)
    practice = tapped(practice, "where:cord", "score:2")
    assert current(practice).drill == "calf_stretch"
    assert opens_flags(practice)
    assert told(practice)["seated_rotation", "right"].outcome == "stopped"
    assert not opens_flags(tapped(practice, "done"))


def test_a_strong_pinch_ends_the_drill_and_asks_for_six_and_more() -> None:
    practice = tapped(begun(), "pinch", "strong", "where:front")
    assert [one for one in options(practice) if one.startswith("score")] == [
        f"score:{score}" for score in range(6, 11)
    ]
    practice = tapped(practice, "later")
    assert current(practice).drill == "calf_stretch"
    assert opens_flags(practice)
    assert told(practice)["seated_rotation", "left"].strong


def test_severe_pain_ends_the_practice() -> None:
    practice = tapped(begun(), "more", "pain", "where:calf", "score:8")
    assert practice.ask == "over"
    assert opens_flags(practice)
    assert set(told(practice)) == {("seated_rotation", "left"), ("seated_rotation", "right")}


def test_both_legs_together_are_asked_for_the_side() -> None:
    practice = tapped(at_heel_walks(), "stiff", "where:shin")
    assert practice.ask == "side"
    practice = tapped(practice, "side:right", "score:2")
    assert told(practice)["heel_walks", "right"].felt == "stiff"
    assert told(practice)["heel_walks", "left"].felt is None


def test_an_unnamed_side_holds_for_both() -> None:
    practice = tapped(at_heel_walks(), "sharp", "later", "later", "later")
    assert {told(practice)["heel_walks", side].felt for side in ("left", "right")} == {"sharp"}


@pytest.mark.parametrize("verb", ["click", "calf_stretch"])
def test_a_normal_feeling_stays_at_the_step(verb: str) -> None:
    practice = tapped(begun(), "more", verb)
    assert (practice.at, practice.ask, practice.turn) == (0, "step", 2)
    assert told(practice) == {}


def test_numbness_ends_the_drill_and_opens_the_flags_at_once() -> None:
    practice = tapped(begun(), "more", "numb")
    assert opens_flags(practice)
    assert current(practice).drill == "calf_stretch"
    assert told(practice)["seated_rotation", "left"].felt == "numb"


def test_easier_is_smaller_today_and_says_so() -> None:
    practice = tapped(begun(), "more", "easier", "done")
    one = told(practice)["seated_rotation", "left"]
    assert (one.easier, one.lowest, one.fault) == (True, 1, None)


def test_the_first_fault_named_is_kept() -> None:
    practice = tapped(begun(), "more", "knee", "more", "toes")
    assert told(practice)["seated_rotation", "left"].fault == "knee"
    assert current(practice).rung == 0


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
    assert "back" not in options(practice)


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
    assert opens_flags(practice)
    assert told(practice)["seated_rotation", "left"].outcome == "skipped"
    assert told(practice)["seated_rotation", "right"].outcome == "stopped"
    assert len(told(practice)) == 2


def test_skipping_a_retry_keeps_its_pinch() -> None:
    practice = tapped(begun(), "pinch", "skip", "later", "later")
    one = told(practice)["seated_rotation", "left"]
    assert (one.outcome, one.felt, one.pinched) == ("stopped", "pinch", (2,))


def test_sore_at_the_end_asks_which_drill_which_ankle_how_much() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:sore", "sore:calf_stretch")
    assert practice.ask == "side"
    practice = tapped(practice, "side:left", "score:3")
    assert practice.ask == "over"
    assert told(practice)["calf_stretch", "left"].score == 3
    assert told(practice)["calf_stretch", "left"].felt == "ache"
    assert told(practice)["calf_stretch", "right"].felt is None


def test_stiff_at_the_end_holds_for_all_that_was_done() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:stiff")
    assert {one.felt for one in told(practice).values()} == {"stiff"}


def test_a_practice_of_skips_has_no_last_question() -> None:
    assert tapped(begun(), "skip", "skip", "skip", "skip", "skip").ask == "over"


def test_a_short_dose_says_so() -> None:
    minute = tapped(begun(minute=True), "done")
    one = told(minute)["seated_rotation", "left"]
    assert (one.short, one.minute) == (True, True)
    before = tapped(begun(moment="before"), "pinch")
    assert told(before)["seated_rotation", "left"].short
    assert current(before).dose.reps == 5


def test_an_answer_out_of_place_is_refused_and_nothing_changes() -> None:
    practice = begun()
    with pytest.raises(NotNow, match="score:3"):
        answer(practice, "score:3", LIBRARY)
    assert practice == begun()


def test_a_practice_comes_back_from_its_text() -> None:
    practice = tapped(begun(), "pinch", "done", "where:front")
    assert from_json(to_json(practice)) == practice
