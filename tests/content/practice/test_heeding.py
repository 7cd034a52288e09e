"""How a practice follows the coach: retries, places, two legs, back, and what time does."""

from typing import Any

import pytest

from content.drill import Gear, Moment, Place
from content.events import Flagged
from content.practice import heed
from tests.content.coach.stories import LIBRARY, Story, at_level
from tests.content.practice.driver import Sitting, sit

NO_WALL: frozenset[Gear] = frozenset({"mat"})


def resting(**words: Any) -> Sitting:
    return sit(drills="rotation, stretch, walks", **words)


def running(**words: Any) -> Sitting:
    return sit(moment="before", drills="rotation, circles, rocks", **words)


def outdoors() -> Sitting:
    """Return a practice whose next smaller circles need a chair, that is not there."""
    sitting = sit(Story().sorer("left"), "before", "outdoors", drills="circles, rocks")
    assert sitting.left() == "circles L1 R1, rocks L0 R0"
    return sitting


def raises() -> Sitting:
    """Return a practice whose heel raises are on one leg, after the calf stretch."""
    sitting = sit(at_level("heel_raises", 5).later(days=2).fine(), drills="stretch, raises")
    assert sitting.left() == "stretch R1 L1, raises R5 L5"
    return sitting


@pytest.mark.parametrize("moment", ["before", "after", "rest", "desk"])
@pytest.mark.parametrize("place", ["mat", "outdoors", "desk"])
@pytest.mark.parametrize("minute", [False, True])
def test_a_practice_just_planned_is_left_as_it_is(
    moment: Moment, place: Place, *, minute: bool
) -> None:
    sitting = sit(Story(), moment, place, minute=minute)
    planned = sitting.practice
    sitting.heed()
    assert sitting.practice == planned


def test_heeding_twice_is_heeding_once() -> None:
    sitting = resting().tap("pinch", "done", "where:front", "score:1")
    after = heed(sitting.practice, LIBRARY, sitting.state, sitting.context)
    assert after == sitting.practice


def test_a_pinch_keeps_its_one_retry_though_the_next_practice_would_not_have_the_drill() -> None:
    sitting = running().until("standing_circles", "left").tap("pinch")
    assert (sitting.now_shown.drill, sitting.now_shown.retry) == ("standing_circles", True)
    sitting.tap("done", "where:front", "score:1")
    assert sitting.left() == "how did that feel?"


def test_a_pinch_where_no_smaller_size_fits_the_place_ends_the_drill_and_is_asked_about() -> None:
    sitting = outdoors().tap("pinch")
    assert sitting.practice.ask == "where"
    assert sitting.news() == (
        "Left out today, because no smaller size fits this place: standing ankle circles."
    )
    sitting.tap("where:inside", "score:1")
    assert sitting.left() == "rocks L0 R0"
    assert [(one.side, one.outcome, one.pinched) for one in sitting.told()] == [
        ("left", "stopped", (1,))
    ]


def test_easier_where_no_smaller_size_fits_the_place_leaves_the_drill_out() -> None:
    sitting = outdoors().tap("more", "easier")
    assert sitting.left() == "rocks L0 R0"
    assert "no smaller size fits this place" in sitting.news()
    assert [(one.side, one.outcome, one.easier) for one in sitting.told()] == [
        ("left", "stopped", True)
    ]


def test_a_retry_without_a_wall_goes_down_to_what_needs_none() -> None:
    sitting = resting(gear=NO_WALL).until("heel_walks").tap("pinch")
    assert (sitting.now_shown.drill, sitting.now_shown.rung) == ("heel_walks", 0)
    assert [one.lowest for one in sitting.told() if one.drill == "heel_walks"] == [0, 0]


def test_a_retry_of_yesterday_is_no_retry_any_more() -> None:
    sitting = running().until("standing_circles", "left").tap("pinch")
    sitting.wait(hours=22).resume()
    assert sitting.practice.ask == "where"
    assert sitting.told()[-1].pinched == (2,)
    sitting.tap("where:front", "score:1")
    assert sitting.left() == "how did that feel?"


def test_a_retry_left_behind_by_back_leaves_after_a_sharp_pull_before_it() -> None:
    sitting = resting().until("seated_rotation", "right")
    sitting.tap("done", "pinch", "back")
    assert sitting.left() == "rotation R2, stretch L0, walks 0"
    sitting.tap("sharp", "where:cord", "score:1")
    assert sitting.left() == "walks 0"
    stretch = [one for one in sitting.told() if one.drill == "calf_stretch"]
    assert [(one.side, one.felt, one.outcome) for one in stretch] == [("left", "pinch", "stopped")]


def test_a_step_made_smaller_on_the_spot_is_planned_anew_too() -> None:
    sitting = resting().until("seated_rotation", "right")
    sitting.tap("done", "more", "knee", "back", "sharp", "where:cord", "score:1")
    assert sitting.left() == "walks 2"
    faults = [(one.drill, one.outcome) for one in sitting.told() if one.fault]
    assert faults == [("calf_stretch", "stopped")]


def test_raises_that_soreness_brings_down_to_two_legs_are_done_once_by_both() -> None:
    sitting = raises().until("calf_stretch", "right").tap("stiff", "where:calf", "score:4")
    assert sitting.left() == "stretch L0, raises 4"
    sitting.tap("done", "stiff", "where:calf")
    assert sitting.practice.ask == "side"
    sitting.tap("side:left", "score:1")
    raised = {one.side: one.felt for one in sitting.told() if one.drill == "heel_raises"}
    assert raised == {"left": "stiff", "right": None}


def test_raises_done_on_one_leg_are_not_done_again_on_two() -> None:
    sitting = raises().until("heel_raises", "right").tap("more", "easier")
    assert (sitting.now_shown.rung, sitting.now_shown.side) == (4, "right")
    sitting.tap("done")
    assert sitting.left() == "how did that feel?"
    assert sitting.news() == ""
    assert [one.side for one in sitting.told() if one.drill == "heel_raises"] == ["right"]


def test_the_gentle_circles_under_a_flag_end_with_any_pain() -> None:
    story = Story().flag("RC5").later(days=1)
    sitting = sit(story, asked=True)
    assert sitting.left() == "rotation L2 R2"
    sitting.tap("stiff", "where:calf", "score:1")
    assert sitting.left() == "how did that feel?"
    assert sitting.news() == ("Left out today, because the left ankle hurt: seated ankle rotation.")


def test_a_flag_told_meanwhile_leaves_nothing_of_the_practice() -> None:
    sitting = resting().tap("done", "more", "knee")
    sitting.tell(Flagged(sitting.now, sitting.day, "RC2"))
    assert sitting.left() == "how did that feel?"
    assert [(one.side, one.outcome) for one in sitting.told()] == [
        ("left", "done"),
        ("right", "stopped"),
    ]


def test_a_flag_told_meanwhile_leaves_no_retry() -> None:
    sitting = resting().tap("pinch")
    assert sitting.now_shown.retry
    sitting.tell(Flagged(sitting.now, sitting.day, "RC2"))
    assert sitting.practice.ask == "where"
    assert sitting.tap("later", "later").left() == "over"


def test_raises_that_came_down_to_two_legs_leave_with_the_ankle_that_ended_them() -> None:
    sitting = sit(at_level("heel_raises", 6).later(days=2).fine(), drills="raises")
    assert sitting.left() == "raises R6 L6"
    sitting.tap("pinch", "more", "easier", "skip", "where:inside")
    assert sitting.tap("score:1").left() == "over"
    assert sitting.news() == "Left out today, because the right ankle hurt: heel raises."


def test_going_back_from_raises_on_two_legs_does_not_bring_two_of_them() -> None:
    sitting = raises().until("heel_raises", "right").tap("done", "more", "toes", "back")
    assert sitting.left() == "raises L4"
    raised = [(one.side, one.fault) for one in sitting.told() if one.drill == "heel_raises"]
    assert raised == [("left", "toes")]
