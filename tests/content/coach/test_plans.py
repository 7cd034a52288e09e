"""Whole plans: their order, sides, seconds and reasons, and what they say when they are empty."""

from dataclasses import replace
from datetime import timedelta

import pytest

from content.coach import Context, Plan, Reason, plan
from content.coach.today import look
from content.coach.turns import turn
from tests.content.coach.stories import LIBRARY, RULES, Story, asking, drill, ruled

SORE = {"felt": "ache", "where": "inside", "score": 3}
FRONT = {"felt": "pinch", "where": "front", "score": 1}
STIFF = {"felt": "stiff", "score": 1}


def context(story: Story) -> Context:
    return Context(story.now, story.now.date(), "rest", "mat")


def names(told: Plan) -> list[str]:
    return [one.drill for one in told.drills]


def test_a_first_plan_is_told_whole() -> None:
    told = Story().plan("desk", "desk")
    rotation, raises = told.drills
    assert (told.moment, told.place, told.minute, told.first) == ("desk", "desk", False, "left")
    assert (told.blocked, told.alarm) == (None, False)
    assert (rotation.drill, rotation.rung, rotation.judged) == ("seated_rotation", 2, 2)
    assert rotation.sides == ("left", "right")
    assert rotation.seconds == 20 + 2 * 2 * 8 * 4.0
    assert rotation.reasons == (Reason("start", "seated_rotation"),)
    assert (raises.drill, raises.rung, raises.judged, raises.sides) == ("heel_raises", 0, 2, ())
    assert raises.seconds == 20 + 2 * 10 * 5.0 + 30
    assert raises.reasons == (Reason("smaller_here", "heel_raises"), Reason("start", "heel_raises"))
    assert told.seconds == 298.0
    assert told.reasons == rotation.reasons


def test_the_side_that_starts_is_first_in_every_drill() -> None:
    told = Story().sorer("right").plan("after")
    assert {one.sides for one in told.drills if one.sides} == {("right", "left")}
    assert Story().sorer("left").plan("after").drills[0].sides == ("left", "right")


def test_the_tighter_side_is_told_with_the_plan() -> None:
    story = Story().wall(8.0, 11.0).later(days=8).wall(8.0, 11.0)
    assert Reason("R16", side="left") in story.plan().reasons
    assert Reason("R16", side="left") not in Story().sorer("left").plan().reasons


@pytest.mark.parametrize(("days", "first"), [(6, "right"), (7, "left")])
def test_a_side_that_ached_goes_first_for_a_week(days: int, first: str) -> None:
    story = Story().session("seated_rotation").later(days=1)
    story.session("seated_rotation", right=STIFF | {"score": 2})
    story.later(hours=2).report("calf_stretch", "right")
    story.practice += 1
    story.report("calf_stretch", "right")
    assert story.later(days=days, hours=-2).plan("desk", "desk").first == first


def test_two_aching_sides_take_turns() -> None:
    story = Story().session("seated_rotation", STIFF, STIFF).later(days=1)
    assert story.plan("desk", "desk").first == "right"


def test_a_rest_for_all_is_told_with_its_hours() -> None:
    story = Story().session("seated_rotation", right={"felt": "ache", "score": 9}).later(hours=10)
    told = story.plan()
    assert (told.blocked, told.alarm, told.drills, told.seconds) == ("rest", False, (), 0.0)
    assert told.reasons == (Reason("R1_rest", hours=62),)
    assert story.later(hours=61.9).plan().reasons == (Reason("R1_rest", hours=1),)
    assert story.later(hours=0.1).plan().reasons == (Reason("R1_walk"),)


def test_no_run_is_told_with_its_day_and_the_flags() -> None:
    story = Story().walking(None)
    told = story.plan("before", minute=True)
    assert (told.moment, told.place, told.minute) == ("before", "mat", True)
    assert (told.blocked, told.alarm) == ("gate", True)
    assert told.reasons == (Reason("gate", day=story.now.date()),)


def test_the_gravest_flag_is_told_with_its_day() -> None:
    story = Story().flag("RC4").flag("RA2").flag("RB1")
    day = story.now.date()
    assert story.later(days=1).plan().reasons == (Reason("R0", day=day, flag="RA2"),)
    story = Story().flag("RC4").flag("RC1")
    assert story.plan().reasons == (Reason("R0c", day=day, flag="RC1"),)
    assert story.clear("RC1").plan().reasons == (Reason("R0c", day=day, flag="RC4"),)


def test_the_gentle_drill_rests_until_the_ankle_no_longer_aches() -> None:
    story = Story().session("seated_rotation", right=STIFF).flag("RC4").later(days=2)
    told = story.plan(asked=True)
    assert (told.blocked, told.drills) == ("rest", ())
    assert told.reasons == (Reason("sorer_lately", "seated_rotation", "right"),)
    (one,) = story.session("seated_rotation").plan(asked=True).drills
    assert (one.drill, one.sides) == ("seated_rotation", ("right", "left"))


def test_the_gentle_drill_says_why_it_is_not_there() -> None:
    story = Story().flag("RC4")
    assert story.plan(place="outdoors", asked=True).reasons == (Reason("place", "seated_rotation"),)


def test_a_limit_that_offers_nothing_says_which() -> None:
    told = Story().limits("RD5").plan()
    assert (told.blocked, told.first, told.alarm) == ("limit", "left", False)
    assert told.reasons == (Reason("limit_all", flag="RD5"),)


def test_a_drill_the_library_lost_leaves_its_slot_to_the_others() -> None:
    library = replace(
        LIBRARY, drills={n: d for n, d in LIBRARY.drills.items() if n[:8] != "standing"}
    )
    now = Story().now
    told = plan(library, Story().state, Context(now, now.date(), "before", "mat"))
    assert names(told) == ["seated_rotation", "knee_to_wall_rock"]


def test_nothing_to_do_in_a_place_says_so() -> None:
    twice = FRONT | {"pinched": (1, 0), "lowest": 0}
    story = Story(asking(asked=False)).session("calf_stretch", twice, twice)
    story.same_session("heel_walks").later(hours=2)
    told = story.plan("after", "outdoors")
    assert (told.blocked, told.drills) == ("rest", ())
    assert Reason("ended", "calf_stretch", "left") in told.reasons
    turn = story.now.date() + timedelta(days=2)
    assert Reason("loading_gap", "heel_walks", day=turn) in told.reasons
    assert "place" not in {one.rule for one in told.reasons}


def sore_heel() -> Story:
    sore = {"felt": "ache", "where": "heel", "score": 1}
    story = Story().session("calf_foam_roll", right=sore).same_session("seated_rotation")
    return story.later(days=1)


def test_a_swapped_drill_tells_why_and_is_not_told_as_left_out() -> None:
    story = sore_heel()
    told = story.plan("after")
    assert names(told) == ["calf_foam_roll", "seated_rotation", "heel_walks"]
    swap = Reason("pattern_heel", "calf_stretch", "right", story.events[0].day)
    assert told.drills[1].reasons == (swap, Reason("steady", "seated_rotation", more=1))
    assert swap not in told.reasons


def test_a_drill_whose_swap_comes_anyway_is_told_as_left_out() -> None:
    story = sore_heel()
    told = story.plan("before")
    assert names(told) == ["seated_rotation", "standing_circles"]
    left_out = Reason("pattern_heel", "knee_to_wall_rock", "right", story.events[0].day)
    assert left_out in told.reasons
    assert left_out not in [reason for one in told.drills for reason in one.reasons]


def stretched(times: int) -> Story:
    """Return a runner who stretched nearly five minutes a day, after rocking at the wall."""
    story = Story().session("knee_to_wall_rock").later(hours=1)
    for _ in range(times):
        story.session("calf_stretch", planned=4, lowest=4).later(days=1)
    return story.session("seated_rotation")


def test_the_stretch_comes_back_until_an_ankle_has_its_ten_minutes() -> None:
    assert "calf_stretch" in names(stretched(2).plan("rest"))
    assert "knee_to_wall_rock" in names(stretched(3).plan("rest"))
    assert "calf_stretch" in names(stretched(3).later(days=6).plan("rest"))


def test_a_stiff_ankle_brings_the_stretch_back_before_its_turn() -> None:
    story = stretched(3).session("calf_stretch", right=STIFF | {"planned": 1, "lowest": 1})
    stiff = turn(look(story.library, story.state, context(story)), "calf_stretch")
    story = stretched(3).session("calf_stretch", planned=1, lowest=1)
    loose = turn(look(story.library, story.state, context(story)), "calf_stretch")
    assert (stiff[0], loose[0]) == (False, True)


def test_a_stretch_just_done_leaves_the_turn_to_another() -> None:
    story = Story().session("calf_stretch")
    assert "knee_to_wall_rock" in names(story.plan("rest"))
    assert "calf_stretch" in names(story.session("seated_rotation").plan("rest"))


def test_the_latest_done_drill_is_left_out_when_minutes_are_short() -> None:
    choice = RULES.choice
    short = replace(choice.rest, minutes=3)
    library = ruled(choice=replace(choice, rest=short))
    story = Story(library).session("calf_stretch").later(days=1).session("calf_foam_roll")
    told = story.later(days=3).plan("rest")
    assert names(told) == ["seated_rotation", "heel_walks"]
    assert Reason("minutes", "calf_stretch") in told.reasons


def test_two_drills_stay_even_where_they_take_longer_than_the_minutes() -> None:
    choice = RULES.choice
    short = replace(choice.desk, minutes=1)
    library = ruled(choice=replace(choice, desk=short))
    told = Story(library).plan("desk", "desk")
    assert names(told) == ["seated_rotation", "heel_walks"]
    assert Reason("minutes", "heel_raises") in told.reasons


def test_one_minute_takes_loading_only_where_nothing_else_is_left() -> None:
    story = Story().limits("RD3")
    twice = FRONT | {"pinched": (1, 0), "lowest": 0}
    story.session("calf_stretch", twice, twice).same_session("seated_rotation", twice, twice)
    told = story.later(hours=1).plan("after", minute=True)
    assert names(told) == ["heel_walks"]
    assert Reason("ended", "calf_stretch", "left") in told.reasons


def test_gear_that_is_missing_lowers_a_drill_where_there_is_a_rung_without_it() -> None:
    bare = Story().plan("before", gear=frozenset({"mat"}))
    assert [(one.drill, one.rung) for one in bare.drills] == [
        ("seated_rotation", 2),
        ("standing_circles", 0),
    ]


def test_new_drills_of_either_kind_join_the_slot_of_their_kind() -> None:
    curls = drill("seated_rotation").model_copy(update={"id": "toe_curls"})
    lifts = drill("heel_walks").model_copy(update={"id": "toe_lifts"})
    story = Story(asking(asked=False))
    library = replace(
        story.library, drills=dict(LIBRARY.drills) | {"toe_curls": curls, "toe_lifts": lifts}
    )
    for name in ("seated_rotation", "heel_raises", "heel_walks"):
        story.session(name)
    now = story.later(days=4).now
    told = plan(library, story.state, Context(now, now.date(), "desk", "desk"))
    assert names(told) == ["toe_curls", "toe_lifts"]
