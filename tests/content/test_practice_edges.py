"""The edges of a practice: what is asked next, what is kept for which ankle, and what is not."""

from dataclasses import replace

import pytest

from content.coach import asking
from content.practice import (
    Practice,
    current,
    from_json,
    opens_flags,
    options,
    to_json,
)
from tests.content.coach.stories import LIBRARY
from tests.content.practice_taps import at_heel_walks, begun, tapped, told

LEFT, RIGHT = ("seated_rotation", "left"), ("seated_rotation", "right")


def test_a_step_is_shown_with_its_number_and_as_planned() -> None:
    now = current(begun())
    assert (now.number, now.total, now.retry) == (1, 5, False)
    now = current(at_heel_walks())
    assert (now.number, now.total, now.side, now.rung, now.judged) == (5, 5, None, 2, 2)


def test_each_question_offers_its_own_answers() -> None:
    step = ("done", "pinch", "sharp", "stiff", "more", "skip", "stop")
    assert options(begun(), LIBRARY) == step
    assert options(tapped(begun(), "done"), LIBRARY) == (*step[:-1], "back", "stop")
    assert options(tapped(begun(), "pinch"), LIBRARY) == ("strong", *step)
    normal = ("calf_stretch", "knee", "toes", "balance", "chest", "click")
    serious = ("click_hurts", "numb", "twist", "pain", "stiff", "sharp", "skip")
    more = ("easier", *normal, *serious, "back", "stop")
    assert options(tapped(begun(), "more"), LIBRARY) == more
    low = tapped(begun(), "more", "easier", "more", "easier", "more")
    assert options(low, LIBRARY) == more[1:]
    where = options(tapped(begun(), "stiff"), LIBRARY)
    assert where[0] == "where:front"
    assert where[-2:] == ("later", "stop")
    assert len(where) == 11
    side = options(tapped(at_heel_walks(), "stiff", "later"), LIBRARY)
    assert side == ("side:left", "side:right", "later", "stop")
    score = options(tapped(begun(), "stiff", "later"), LIBRARY)
    assert score == (*(f"score:{one}" for one in range(11)), "later", "stop")
    felt = options(tapped(at_heel_walks(), "done"), LIBRARY)
    assert felt[:4] == ("felt:nothing", "felt:stretch", "felt:stiff", "felt:sore")
    assert felt[4:] == ("later", "back", "stop")
    assert options(tapped(begun(), "stop"), LIBRARY) == ()


def test_only_what_was_done_can_have_left_an_ankle_sore() -> None:
    practice = tapped(begun(), "skip", "skip", "done", "skip", "done", "felt:sore")
    drills = ("sore:calf_stretch", "sore:heel_walks")
    assert options(practice, LIBRARY) == (*drills, "later", "back", "stop")
    practice = tapped(practice, "sore:calf_stretch")
    assert practice.ask == "score"
    practice = tapped(practice, "score:4")
    assert told(practice)["calf_stretch", "left"].score == 4
    assert told(practice)["calf_stretch", "right"].score is None
    assert practice.ask == "over"


def test_a_sore_drill_of_both_legs_is_asked_for_its_side() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:sore", "sore:heel_walks")
    assert practice.ask == "side"
    practice = tapped(practice, "side:right", "score:4")
    right, left = told(practice)["heel_walks", "right"], told(practice)["heel_walks", "left"]
    assert (right.felt, right.score, left.felt, left.score) == ("ache", 4, None, None)


def test_an_unnamed_sore_side_holds_for_both_ankles() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:sore", "sore:calf_stretch", "later", "score:2")
    both = [told(practice)["calf_stretch", side] for side in ("left", "right")]
    assert [(one.felt, one.score) for one in both] == [("ache", 2), ("ache", 2)]
    assert told(practice)[LEFT].felt is None


def test_leaving_the_list_of_sore_drills_forgets_that_it_was_open() -> None:
    practice = tapped(at_heel_walks(), "done", "felt:sore", "back")
    assert not practice.ending
    practice = tapped(practice, "felt:stretch")
    assert {one.felt for one in told(practice).values()} == {"stretch"}


def test_the_last_answer_leaves_earlier_reports_and_skips_alone() -> None:
    practice = tapped(begun(), "stiff", "later", "later", "skip", "done", "done", "done")
    felt = {key: one.felt for key, one in told(tapped(practice, "felt:nothing")).items()}
    assert felt[LEFT] == "stiff"
    assert felt[RIGHT] is None
    assert felt["calf_stretch", "left"] == felt["heel_walks", "right"] == "nothing"


def test_what_was_told_of_one_ankle_is_not_told_of_the_other() -> None:
    practice = tapped(at_heel_walks(), "pinch", "strong", "where:shin", "side:left", "score:7")
    left, right = told(practice)["heel_walks", "left"], told(practice)["heel_walks", "right"]
    assert (left.felt, left.where, left.score) == ("pinch", "shin", 7)
    assert (left.strong, left.pinched, left.outcome) == (True, (2,), "stopped")
    assert (right.felt, right.where, right.score) == (None, None, None)
    assert (right.strong, right.pinched, right.outcome) == (False, (), "stopped")
    assert left.lowest == right.lowest == 1


def test_a_step_in_hand_with_something_told_counts_as_stopped() -> None:
    practice = tapped(begun(), "pinch")
    assert set(told(practice)) == {LEFT}
    assert told(practice)[LEFT].outcome == "stopped"
    assert told(practice)[LEFT].at.hour == 17
    assert told(practice)[LEFT].practice == 7
    assert told(begun()) == {}


@pytest.mark.parametrize("verb", ["easier", "chest", "numb", "pain", "twist", "click_hurts"])
def test_whatever_was_told_in_hand_is_reported(verb: str) -> None:
    assert LEFT in told(tapped(begun(), "more", verb))


@pytest.mark.parametrize(
    ("score", "ask", "drill", "alarm"),
    [
        (0, "step", "seated_rotation", False),
        (5, "step", "seated_rotation", False),
        (6, "step", "calf_stretch", True),
        (7, "step", "calf_stretch", True),
        (8, "over", "seated_rotation", True),
    ],
)
def test_the_number_decides_how_it_goes_on(
    score: int, ask: str, drill: str, *, alarm: bool
) -> None:
    practice = tapped(begun(), "stiff", "where:front", f"score:{score}")
    assert (practice.ask, current(practice).drill) == (ask, drill)
    assert opens_flags(practice) is alarm
    assert told(practice)[LEFT].score == score
    assert practice.about == ()


@pytest.mark.parametrize(
    ("score", "opens"), [("0", False), ("2", False), ("3", True), ("5", True), (None, True)]
)
def test_pain_ends_the_drill_and_from_3_on_or_unknown_opens_the_flags_after_its_questions(
    score: str | None, *, opens: bool
) -> None:
    practice = tapped(begun(), "more", "pain")
    assert (practice.ask, practice.about, opens_flags(practice)) == ("where", (0,), False)
    practice = tapped(practice, "where:calf")
    assert not opens_flags(practice)
    practice = tapped(practice, f"score:{score}" if score else "later")
    assert opens_flags(practice) is opens
    assert (current(practice).drill, current(practice).side) == ("calf_stretch", "left")
    assert (told(practice)[LEFT].felt, told(practice)[LEFT].outcome) == ("ache", "stopped")
    assert (told(practice)[RIGHT].felt, told(practice)[RIGHT].outcome) == (None, "stopped")


def test_the_flags_wait_for_the_side_too() -> None:
    practice = tapped(at_heel_walks(), "sharp")
    assert not opens_flags(practice)
    practice = tapped(practice, "where:shin")
    assert practice.ask == "side"
    assert not opens_flags(practice)
    practice = tapped(practice, "side:left")
    assert not opens_flags(practice)
    assert opens_flags(tapped(practice, "score:3"))


def test_a_worse_feeling_is_never_hidden_by_a_milder_one() -> None:
    practice = tapped(begun(), "pinch", "stiff", "later", "later")
    assert told(practice)[LEFT].felt == "pinch"
    practice = tapped(begun(), "pinch", "sharp", "later", "later")
    assert told(practice)[LEFT].felt == "sharp"


def test_a_place_that_is_left_out_stays_unknown() -> None:
    practice = tapped(begun(), "stiff", "later", "later")
    assert (told(practice)[LEFT].where, told(practice)[LEFT].score) == (None, None)


def test_only_the_same_drill_sets_the_pace() -> None:
    practice = tapped(begun(), "more", "easier", "more", "easier", "done", "done")
    assert (current(practice).drill, current(practice).rung) == ("calf_stretch", 1)
    assert told(practice)[RIGHT].lowest == 0


def test_an_ended_drill_keeps_what_was_done_before() -> None:
    practice = tapped(begun(), "done", "sharp", "later", "later")
    assert (told(practice)[LEFT].outcome, told(practice)[RIGHT].outcome) == ("done", "stopped")


@pytest.mark.parametrize(
    ("verbs", "asked"),
    [
        (("sharp", "where:cord", "stop"), ("RB1", "RB2")),
        (("more", "twist", "stop"), ("RB3", "RB4")),
        (("more", "pain", "where:heel", "stop"), ("RB1", "RB2", "RC1")),
        (("stiff", "where:heel", "stop"), ()),
        (("more", "pain", "later", "score:2", "stop"), ()),
        (("sharp", "where:cord", "score:1", "done", "stop"), ()),
    ],
)
def test_stopping_asks_the_flags_of_what_was_just_told_and_no_others(
    verbs: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    practice = tapped(begun(), *verbs)
    pages = asking.pages(LIBRARY, practice.asks) if opens_flags(practice) else ()
    assert tuple(flag for page in pages for flag in page) == asked


def test_stopping_keeps_no_question_open() -> None:
    practice = tapped(begun(), "stiff", "stop")
    assert (practice.ask, practice.about) == ("over", ())
    practice = tapped(at_heel_walks(), "done", "felt:sore", "sore:calf_stretch", "stop")
    assert (practice.ask, practice.about) == ("over", ())


def test_a_severe_score_of_a_finished_practice_leaves_nothing_open() -> None:
    practice = tapped(at_heel_walks(), "done", "later")
    assert (practice.ask, practice.about, practice.alarm) == ("over", (), False)


def test_a_text_holds_only_what_differs_from_the_beginning() -> None:
    assert '"alarm"' not in to_json(begun())
    assert '"about"' not in to_json(begun())
    stiff: Practice = replace(tapped(begun(), "more", "pain"), turn=5)
    assert from_json(to_json(stiff)) == stiff


def test_a_stretch_is_nothing_that_must_never_be_lost() -> None:
    said = begun().said[0]
    assert not replace(said, felt="nothing").told
    assert not replace(said, felt="stretch").told
    assert replace(said, felt="click").told
    assert replace(said, strong=True).told


def test_only_the_named_ankle_keeps_the_number() -> None:
    for named, other in (("left", "right"), ("right", "left")):
        practice = tapped(at_heel_walks(), "done", "felt:sore", "sore:calf_stretch")
        practice = tapped(practice, f"side:{named}", "score:3")
        assert told(practice)["calf_stretch", named].score == 3
        assert told(practice)["calf_stretch", other].score is None


def test_back_from_the_list_does_not_undo_the_step_before() -> None:
    practice = tapped(begun(), "done", "more", "back")
    assert (practice.at, practice.ask) == (1, "step")
    assert told(practice)[LEFT].outcome == "done"
