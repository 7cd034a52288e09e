"""R1 to R11 and R18 one by one: what a report or a morning changes, and for how long."""

from typing import Any

import pytest

from tests.content.coach.stories import Story, asking, at_level

FRONT = {"felt": "pinch", "where": "front", "score": 1}
SORE = {"felt": "ache", "where": "inside", "score": 4}
CALF = {"felt": "ache", "where": "calf", "score": 4}


def told(drill: str, level: int, words: dict[str, Any], *, asked: bool = True) -> Story:
    return at_level(drill, level, asked=asked).session(drill, right=words)


def test_r1_rests_everything_until_walking_is_calm() -> None:
    story = told("seated_rotation", 4, {"felt": "ache", "score": 8})
    assert story.level("seated_rotation") == 1
    assert story.later(hours=71).plan().blocked == "rest"
    assert story.plan().reasons[0].rule == "R1_rest"
    assert story.later(hours=2).plan().reasons[0].rule == "R1_walk"
    assert story.walking(3).plan().blocked == "rest"
    assert story.walking(2).plan().blocked is None


@pytest.mark.parametrize("score", [6, None])
def test_r1_still_strong_the_next_day_refers(score: int | None) -> None:
    story = told("seated_rotation", 3, {"felt": "ache", "score": 9}).later(days=1).walking(score)
    assert "R1" in story.state.blocks
    assert story.plan().blocked == "flag"


def test_r1_a_very_sore_next_morning_refers() -> None:
    story = told("seated_rotation", 3, {"felt": "ache", "score": 9}).morning(right="very_sore")
    assert "R1" in story.state.blocks


def test_r2_rests_that_ankle_for_two_days() -> None:
    story = told("seated_rotation", 4, {"felt": "ache", "score": 6}).later(hours=47)
    assert story.level("seated_rotation") == 2
    sides = [one.sides for one in story.plan("desk", "desk").drills if one.rung == 2]
    assert sides == [("left",)]


def test_r2_strong_without_a_number_counts_as_six() -> None:
    words = FRONT | {"score": None, "strong": True, "pinched": (4,), "lowest": 3}
    assert told("seated_rotation", 4, words).level("seated_rotation") == 2


@pytest.mark.parametrize(("pinched", "level"), [((4,), 3), ((4, 3), 2), ((), 3)])
def test_r3_goes_below_the_lowest_pinch(pinched: tuple[int, ...], level: int) -> None:
    words = FRONT | {"pinched": pinched}
    assert told("seated_rotation", 4, words).level("seated_rotation") == level


def test_r3_two_pinching_sides_are_one_cut() -> None:
    story = at_level("seated_rotation", 4)
    story.session("seated_rotation", FRONT | {"pinched": (4,)}, FRONT | {"pinched": (4,)})
    assert story.level("seated_rotation") == 3


def test_r3_a_second_pinch_ends_the_drill_for_the_day() -> None:
    story = told("seated_rotation", 4, FRONT | {"pinched": (4, 3), "lowest": 3}).later(hours=2)
    (one,) = story.plan("desk", "desk").drills[:1]
    assert (one.drill, one.sides) == ("seated_rotation", ("left",))


@pytest.mark.parametrize(("where", "level"), [("calf", 2), ("cord", 1), (None, 1), ("outside", 2)])
def test_r4_a_sharp_pull_by_place(where: Any, level: int) -> None:
    story = told("heel_raises", 4, {"felt": "sharp", "where": where, "outcome": "stopped"})
    assert story.level("heel_raises") == level
    assert not story.later(hours=47).offers("heel_raises")


def test_cord_an_ache_above_the_heel_counts_like_a_pull() -> None:
    story = told("heel_raises", 4, {"felt": "ache", "where": "cord", "score": 1})
    assert story.level("heel_raises") == 1


def test_r5_rests_a_night() -> None:
    story = told("seated_rotation", 3, SORE)
    assert story.level("seated_rotation") == 2
    assert story.later(hours=23).plan("desk", "desk").drills[0].sides == ("left",)
    assert story.later(hours=2).plan("desk", "desk").drills[0].sides != ("left",)


def test_r6_without_the_morning_question_holds_and_goes_on() -> None:
    story = told("heel_raises", 3, CALF, asked=False)
    assert story.level("heel_raises") == 3
    assert not story.later(hours=47).offers("heel_raises")
    assert story.later(hours=2).offers("heel_walks")


@pytest.mark.parametrize(
    "words",
    [CALF | {"where": "heel"}, FRONT | {"score": 4, "pinched": (4,)}, CALF | {"where": "shin"}],
)
def test_r7_cuts_where_something_speaks_against_it(words: dict[str, Any]) -> None:
    assert told("heel_walks", 4, words).level("heel_walks") == 3


def test_r8_takes_a_rise_of_the_day_before_back_and_no_more() -> None:
    story = at_level("seated_rotation", 3).session("seated_rotation").fine().later(days=1)
    story.session("seated_rotation")
    assert story.level("seated_rotation") == 4
    assert story.morning(right="sore").level("seated_rotation") == 3


def test_r8_cuts_what_loads_and_holds_what_moves() -> None:
    story = Story().session("heel_raises").same_session("seated_rotation").morning(left="sore")
    assert story.level("heel_raises") == 1
    assert story.level("seated_rotation") == 2
    story = Story().session("heel_raises").same_session("seated_rotation")
    assert story.morning(left="very_sore").level("seated_rotation") == 1


def test_r8_and_r9_of_two_sides_are_one_cut_and_a_day_without_loading() -> None:
    story = at_level("heel_raises", 3).session("heel_raises").morning("sore", "stiff")
    assert story.level("heel_raises") == 2
    story = Story().session("seated_rotation").morning("stiff", None)
    assert not story.offers("heel_raises")
    assert story.later(days=1).offers("heel_raises")


def test_r10_cuts_once_a_week_and_refers_when_the_next_is_worse_again() -> None:
    story = at_level("seated_rotation", 5)
    levels = []
    for score in (0, 0, 0, 0, 2, 2, 2, 2, 2, 2):
        assert "R10" not in story.state.blocks
        words = {"felt": "stretch", "score": score, "lowest": 1, "planned": 5}
        story.session("seated_rotation", words, words)
        levels.append(story.level("seated_rotation"))
        story.later(days=1, hours=18)
    assert levels == [5, 5, 5, 5, 5, 4, 4, 4, 4, 3]
    assert story.plan().blocked == "flag"


def test_r10_does_not_refer_when_the_worse_weeks_are_far_apart() -> None:
    story, cuts = Story(), 0
    for score in (0, 0, 1, 1, 0, 0, 0, 0, 1, 1):
        words = {"felt": "stretch", "score": score, "lowest": 1}
        before = story.level("seated_rotation")
        story.session("seated_rotation", words, words).later(days=3.5)
        cuts += story.level("seated_rotation") < before
    assert cuts == 2
    assert story.state.blocks == {}


@pytest.mark.parametrize("fault", ["knee", "toes", "balance"])
def test_r11_broken_form_is_one_rung_smaller_from_now_on(fault: str) -> None:
    words = {"felt": "nothing", "fault": fault, "lowest": 2}
    assert told("seated_rotation", 3, words).level("seated_rotation") == 2


def test_shin_and_click_cut_by_one() -> None:
    shin = {"felt": "ache", "where": "shin", "score": 1}
    assert told("heel_walks", 3, shin).level("heel_walks") == 2
    assert told("standing_circles", 3, {"felt": "click", "score": 1}).level("standing_circles") == 2


def test_r18_three_sore_sessions_running_take_a_drill_out() -> None:
    story = at_level("standing_circles", 5)
    for _ in range(3):
        story.session("standing_circles", right=SORE).later(days=3)
    assert story.state.blocks.keys() == {"R18:standing_circles"}
    assert not story.offers("standing_circles")
    assert story.offers("seated_rotation")


def test_r18_twice_sore_at_the_gentlest_rung_takes_a_drill_out() -> None:
    story = Story(asking())
    for words in (SORE, SORE | {"score": 7}, {"felt": "nothing"}, SORE, {"felt": "nothing"}, SORE):
        story.session("standing_circles", right=words).later(days=3)
    assert "R18:standing_circles" in story.state.blocks


def test_r18_comes_back_low_and_no_counter_is_wiped() -> None:
    story = at_level("standing_circles", 5)
    for _ in range(3):
        story.session("standing_circles", right=SORE).later(days=3)
    story.clear("R18:standing_circles")
    assert story.level("standing_circles") == 1
    story.session("standing_circles", right=SORE)
    assert "R18:standing_circles" in story.state.blocks
