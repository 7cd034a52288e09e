"""Corners where two rules meet: ankles told apart, stale plans, places with little room."""

from typing import Any

import pytest

from content.coach import Reason
from content.coach.patterns import matched
from content.events import Report
from tests.content.coach.stories import RULES, Story, at_level

FRONT = {"felt": "pinch", "where": "front", "score": 1}
HURTS: dict[str, Any] = {"felt": "click", "score": 2, "planned": 2}


@pytest.mark.parametrize(
    ("words", "patterns"),
    [
        ({"felt": "pinch", "where": "front"}, ("front",)),
        ({"felt": "stiff", "where": "front"}, ()),
        ({"felt": "pinch"}, ("front",)),
        ({"felt": "sharp"}, ("cord",)),
        ({"felt": "ache"}, ()),
        ({"felt": "stretch", "where": "cord"}, ()),
        ({"felt": "ache", "where": "calf"}, ()),
        ({"felt": "ache", "where": "inside"}, ("sides",)),
    ],
)
def test_a_pattern_needs_its_place_and_its_feeling(
    words: dict[str, Any], patterns: tuple[str, ...]
) -> None:
    one = Story().report("heel_raises", "left", **words).events[-1]
    assert isinstance(one, Report)
    assert matched(one, RULES) == patterns


def test_sessions_are_counted_for_each_ankle_by_itself() -> None:
    story = Story().report("standing_circles", "left", **HURTS)
    for _ in range(6):
        story.practice += 1
        story.report("standing_circles", "right", felt="nothing", planned=2)
    story.practice += 1
    assert "click" in story.report("standing_circles", "left", **HURTS).state.blocks


def test_two_drills_of_one_practice_are_one_session() -> None:
    story = Story().session("seated_rotation").same_session("calf_stretch")
    assert (story.state.left.count, story.state.right.count) == (1, 1)
    assert story.session("calf_stretch").state.left.count == 2


@pytest.mark.parametrize(("between", "refers"), [(3, True), (4, False)])
def test_a_painful_click_refers_within_five_sessions(between: int, *, refers: bool) -> None:
    story = Story().session("standing_circles", HURTS)
    for _ in range(between):
        story.session("standing_circles", planned=2)
    assert ("click" in story.session("standing_circles", HURTS).state.blocks) is refers


def test_a_click_of_little_pain_or_none() -> None:
    story = Story()
    for _ in range(3):
        story.session("standing_circles", {"felt": "click"})
    assert not story.state.blocks
    for _ in range(2):
        story.session("standing_circles", {"felt": "click", "score": 1})
    assert "click" in story.state.blocks


def test_one_minute_looks_beyond_its_slots_for_a_mobility_drill() -> None:
    pull = {"felt": "sharp", "where": "outside", "outcome": "stopped"}
    story = Story().session("seated_rotation", pull, pull).later(hours=1)
    (one,) = story.plan("desk", "desk", minute=True).drills
    assert (one.drill, one.rung) == ("standing_circles", 0)


def test_a_drill_with_no_rung_for_the_place_is_not_delivered() -> None:
    story = Story().session("standing_circles", right={"felt": "sharp", "where": "calf"})
    assert story.level("standing_circles") == 0
    told = story.later(days=4).plan("before", "outdoors", gear=frozenset())
    assert "standing_circles" not in [one.drill for one in told.drills]


def test_a_place_may_take_a_drill_one_rung_down() -> None:
    story = Story().session("heel_raises", right={"felt": "nothing", "fault": "knee"}).fine()
    assert story.level("heel_raises") == 1
    rungs = {one.drill: one.rung for one in story.later(days=2).plan("desk", "desk").drills}
    assert rungs == {"seated_rotation": 2, "heel_walks": 0}
    story.session("heel_walks").fine()
    rungs = {one.drill: one.rung for one in story.later(days=2).plan("desk", "desk").drills}
    assert rungs == {"seated_rotation": 2, "heel_raises": 0}


def test_a_stale_plan_is_no_evidence_after_its_morning_either() -> None:
    story = at_level("heel_raises", 3)
    for _ in range(4):
        story.later(days=4).session("heel_raises", planned=2).fine()
    assert story.level("heel_raises") == 3
    assert story.state.tracks["heel_raises"].left.count == 0


def test_a_new_rung_done_whole_is_tried_wherever_it_was_offered_but_not_in_a_minute() -> None:
    moments: tuple[Any, ...] = ("before", "desk", "after", "rest")
    tried = {}
    for moment in moments:
        story = at_level("seated_rotation", 3).session("seated_rotation", moment=moment)
        tried[moment] = story.state.tracks["seated_rotation"].tried
    assert all(tried.values())
    short = at_level("seated_rotation", 3).session("seated_rotation", short=True, minute=True)
    assert not short.state.tracks["seated_rotation"].tried


def test_a_cut_that_changes_nothing_keeps_the_reason_of_the_one_before() -> None:
    story = at_level("seated_rotation", 4)
    story.session(
        "seated_rotation", FRONT | {"pinched": (4, 3, 2)}, {"felt": "nothing"} | {"fault": "knee"}
    )
    track = story.state.tracks["seated_rotation"]
    assert track.change is not None
    assert (track.level, track.change.rule, track.change.side) == (1, "R3", "left")


def test_the_rung_last_done_is_the_lowest_that_was_delivered() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation", moment="rest").fine()
    words = {"felt": "nothing", "outcome": "stopped"}
    story.later(days=1).session("seated_rotation", words, words, planned=3)
    assert story.state.tracks["seated_rotation"].done == 3
    story.later(days=1).session("seated_rotation", planned=4, lowest=2)
    assert story.state.tracks["seated_rotation"].done == 2


def test_a_break_ends_exactly_after_two_weeks_and_a_day() -> None:
    for days, away in ((14, []), (15, [15])):
        story = at_level("seated_rotation", 4).session("seated_rotation").later(days=days)
        story.session("standing_circles", {"felt": None}, {"felt": None})
        assert [days for _, days in story.state.tracks["seated_rotation"].away] == away


def test_a_week_that_hurts_more_is_told_from_two_reports_each() -> None:
    def week(*pains: int) -> Story:
        story = Story()
        for pain in pains:
            told = {"felt": "stretch", "score": pain, "lowest": 1}
            story.session("seated_rotation", told, told).later(days=3.5)
        return story

    rule = "R10"
    grew = {
        pains: week(*pains).state.tracks["seated_rotation"].change
        for pains in ((0, 0, 1, 1), (1, 1, 2, 1), (0, 1, 1), (0, 0, 0, 2))
    }
    assert [change is not None and change.rule == rule for change in grew.values()] == [
        True,
        False,
        False,
        True,
    ]


def test_a_time_out_at_the_gentlest_rung_of_a_level_counts_too() -> None:
    sore = {"felt": "ache", "where": "inside", "score": 3, "planned": 1}
    story = Story().session("calf_foam_roll", {"felt": "nothing", "fault": "knee"})
    for _ in range(2):
        story.later(days=2).session("calf_foam_roll", right=sore)
    assert story.state.blocks["R18:calf_foam_roll"].drill == "calf_foam_roll"
    day, told = story.now.date(), story.later(days=4).plan("after")
    reasons = {reason for one in told.drills for reason in one.reasons} | set(told.reasons)
    assert Reason("R18", "calf_foam_roll", day=day, flag="RC4") in reasons


def test_a_sore_shin_that_comes_back_tight_refers_without_a_number() -> None:
    story = Story().session("heel_walks", right={"felt": "ache", "where": "shin", "score": 1})
    story.session("heel_walks", right={"felt": "stiff", "where": "shin"})
    assert "shin" in story.state.blocks


def test_a_second_cut_at_the_gentlest_rung_is_told_with_its_own_day() -> None:
    knee = {"felt": "nothing", "fault": "knee", "lowest": 0}
    story = Story().session("calf_foam_roll", right=knee).later(days=1)
    story.session("calf_foam_roll", left=knee)
    change = story.state.tracks["calf_foam_roll"].change
    assert change is not None
    assert (change.day, change.side, change.before, change.after) == (
        story.now.date(),
        "left",
        0,
        0,
    )
    assert (
        not at_level("seated_rotation", 3)
        .session("seated_rotation", right=knee)
        .state.tracks["seated_rotation"]
        .fresh
    )


def test_leaving_a_drill_out_between_two_breaks_never_pays() -> None:
    story = at_level("calf_stretch", 2).session("calf_stretch")
    story.later(days=16).session("knee_to_wall_rock").later(days=15)
    assert story.level("calf_stretch") == 0
