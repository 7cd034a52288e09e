"""What is reported in a practice: what each report changes at once, and what is asked about it."""

import pytest

from content.coach import asking
from content.practice import current, opens_flags, options
from tests.content.coach.stories import LIBRARY
from tests.content.practice_taps import at_heel_walks, begun, tapped, told


def test_a_pinch_shrinks_on_the_spot() -> None:
    practice = tapped(begun(), "pinch")
    now = current(practice)
    assert (now.rung, now.judged, now.retry) == (1, 2, True)
    assert now.dose == LIBRARY.drills["seated_rotation"].rungs[1].dose
    assert "strong" in options(practice, LIBRARY)
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
    assert [one for one in options(practice, LIBRARY) if one.startswith("score")] == [
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


def test_numbness_ends_the_practice_and_opens_its_flags_at_once() -> None:
    practice = tapped(begun(), "more", "numb")
    assert opens_flags(practice)
    assert asking.pages(LIBRARY, practice.asks) == (("RB7", "RB8", "RC0"),)
    assert (practice.ask, options(practice, LIBRARY)) == ("over", ())
    one = told(practice)["seated_rotation", "left"]
    assert (one.felt, one.outcome) == ("numb", "stopped")
    assert len(told(practice)) == 1


def test_numbness_after_a_pinch_is_not_hidden_by_it() -> None:
    practice = tapped(begun(), "pinch", "more", "numb")
    one = told(practice)["seated_rotation", "left"]
    assert (practice.ask, one.felt, one.pinched) == ("over", "numb", (2,))


@pytest.mark.parametrize("score", ["score:0", "score:4", "score:9", "later"])
def test_a_twist_is_asked_where_and_how_much_and_ends_the_practice(score: str) -> None:
    practice = tapped(begun(), "more", "twist")
    assert (practice.ask, opens_flags(practice)) == ("where", False)
    practice = tapped(practice, "where:outside", score)
    assert (practice.ask, opens_flags(practice)) == ("over", True)
    assert asking.pages(LIBRARY, practice.asks)[0] == ("RB3", "RB4")
    one = told(practice)["seated_rotation", "left"]
    assert (one.felt, one.where, one.outcome) == ("ache", "outside", "stopped")


def test_a_twist_on_both_legs_is_asked_for_its_ankle() -> None:
    practice = tapped(at_heel_walks(), "more", "twist", "later")
    assert practice.ask == "side"
    practice = tapped(practice, "side:right", "score:4")
    assert (practice.ask, told(practice)["heel_walks", "left"].felt) == ("over", None)
    assert told(practice)["heel_walks", "right"].score == 4


def test_a_click_that_hurts_ends_the_step_and_is_asked_where_and_how_much() -> None:
    practice = tapped(begun(), "more", "click_hurts")
    assert practice.ask == "where"
    practice = tapped(practice, "where:inside", "score:2")
    assert not opens_flags(practice)
    assert (current(practice).drill, current(practice).side) == ("seated_rotation", "right")
    one = told(practice)["seated_rotation", "left"]
    assert (one.felt, one.where, one.score, one.outcome) == ("click", "inside", 2, "stopped")


def test_each_form_fault_shrinks_and_is_kept() -> None:
    for fault in ("knee", "toes", "balance", "chest"):
        practice = tapped(begun(), "more", fault)
        assert (practice.ask, current(practice).rung) == ("step", 1)
        assert told(practice)["seated_rotation", "left"].fault == fault


def test_easier_is_smaller_today_and_says_so() -> None:
    practice = tapped(begun(), "more", "easier", "done")
    one = told(practice)["seated_rotation", "left"]
    assert (one.easier, one.lowest, one.fault) == (True, 1, None)


def test_the_first_fault_named_is_kept() -> None:
    practice = tapped(begun(), "more", "knee", "more", "toes")
    assert told(practice)["seated_rotation", "left"].fault == "knee"
    assert current(practice).rung == 0


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


def test_a_short_dose_says_so() -> None:
    minute = tapped(begun(minute=True), "done")
    one = told(minute)["seated_rotation", "left"]
    assert (one.short, one.minute) == (True, True)
    before = tapped(begun(moment="before"), "pinch")
    assert told(before)["seated_rotation", "left"].short
    assert current(before).dose.reps == 5
