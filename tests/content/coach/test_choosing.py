"""Choosing today's drills: place, gear, minutes, variety, loading days, gates, sides."""

from dataclasses import replace
from datetime import timedelta

import pytest

from content.coach import Context, plan, replay
from tests.content.coach.stories import LIBRARY, Story, asking, at_level

SORE = {"felt": "ache", "where": "inside", "score": 4}


def names(story: Story, *where: str, **words: object) -> list[str]:
    return [one.drill for one in story.plan(*where, **words).drills]  # type: ignore[arg-type]


def test_a_first_day_in_every_moment() -> None:
    story = Story()
    assert names(story, "before") == ["seated_rotation", "standing_circles", "knee_to_wall_rock"]
    assert names(story, "after") == ["calf_foam_roll", "calf_stretch", "heel_walks"]
    assert names(story, "desk", "desk") == ["seated_rotation", "heel_raises"]
    assert names(story, "before", "outdoors") == ["standing_circles", "knee_to_wall_rock"]


def test_at_the_desk_everything_is_seated() -> None:
    for one in at_level("heel_raises", 3).later(days=1).plan("desk", "desk").drills:
        assert not LIBRARY.drills[one.drill].rungs[one.rung].weight_bearing


def test_without_a_roller_the_calf_is_squeezed_by_hand() -> None:
    first = Story().plan("after", gear=frozenset({"mat", "wall"})).drills[0]
    assert (first.drill, first.rung, first.judged) == ("calf_foam_roll", 0, 1)
    assert first.reasons[0].rule == "smaller_here"


def test_outdoors_a_tree_is_a_wall() -> None:
    assert "standing_circles" in names(Story(), "before", "outdoors", gear=frozenset())


def test_drills_take_turns() -> None:
    story, seen = Story(), set()
    for _ in range(6):
        story.practice += 1
        for one in story.plan("rest").drills:
            seen.add(one.drill)
            story.same_session(one.drill)
        story.fine().later(days=1, hours=9)
    assert seen == set(LIBRARY.drills)


def test_after_stiffness_the_stretch_goes_first() -> None:
    story = Story().session("calf_stretch", right={"felt": "stiff", "score": 1}).later(days=1)
    assert "calf_stretch" in names(story, "rest")
    assert "knee_to_wall_rock" not in names(story, "rest")


def test_a_session_stays_inside_its_minutes() -> None:
    story = Story()
    for drill in ("calf_foam_roll", "calf_stretch", "heel_raises"):
        while story.level(drill) < LIBRARY.drills[drill].top - 2:
            story.session(drill).fine().later(days=1, hours=9)
    plan = story.session("heel_walks").later(days=3).plan("after")
    assert plan.seconds <= 600
    assert 2 <= len(plan.drills) <= 3
    assert any(reason.rule == "minutes" for reason in plan.reasons)


def test_a_loading_drill_comes_back_on_the_second_day_at_any_hour() -> None:
    story = Story(asking(asked=False)).session("heel_walks").later(days=1, hours=6)
    turn = story.now.date() + timedelta(days=1)
    story.session("heel_raises")
    assert ("heel_walks", turn) in {
        (one.drill, one.day) for one in story.plan().reasons if one.rule == "loading_gap"
    }
    assert story.later(hours=2).offers("heel_walks")


def test_what_rests_is_told_with_its_time() -> None:
    story = Story().session("calf_stretch", SORE, SORE).later(hours=4)
    told = story.plan("after", "outdoors").reasons
    assert ("calf_stretch", "resting", 20) in {(one.drill, one.rule, one.hours) for one in told}
    pinched = {"felt": "pinch", "score": 1, "pinched": (1, 0), "lowest": 0}
    story = Story().session("calf_stretch", pinched, pinched).later(hours=4)
    told = story.plan("after", "outdoors").reasons
    assert ("calf_stretch", "ended", None) in {(one.drill, one.rule, one.hours) for one in told}


def test_heel_walks_and_heel_raises_keep_their_days_apart() -> None:
    story = Story().session("heel_walks").fine()
    assert story.offers("heel_raises")
    assert not story.offers("heel_walks")


def test_before_a_run_nothing_loads() -> None:
    story = Story()
    for name in list(LIBRARY.drills) * 4:
        drills = story.plan("before").drills
        assert drills
        assert all(LIBRARY.drills[one.drill].kind != "loading" for one in drills)
        story.session(name).fine().later(hours=9)


def test_a_one_minute_version_is_one_drill_for_both_sides() -> None:
    for moment in ("before", "after", "rest", "desk"):
        (one,) = Story().plan(moment, minute=True).drills
        assert one.sides == ("left", "right")
        assert one.dose.volume() <= LIBRARY.drills[one.drill].minute.volume()


def test_walking_pain_makes_an_easy_day() -> None:
    story = Story().walking(4)
    rungs = {one.drill: one.rung for one in story.plan("before").drills}
    assert rungs == {"seated_rotation": 1, "standing_circles": 1, "knee_to_wall_rock": 0}
    assert story.later(days=1).plan("before").drills[0].rung == 2


@pytest.mark.parametrize("score", [6, 9, None])
def test_strong_walking_pain_or_a_limp_is_no_run_and_the_flags(score: int | None) -> None:
    plan = Story().walking(score).plan("before")
    assert (plan.blocked, plan.alarm, plan.drills) == ("gate", True, ())


def test_a_better_answer_opens_the_day_again() -> None:
    assert Story().walking(6).walking(1).plan("before").blocked is None


def test_sides_take_turns_when_equal() -> None:
    story = Story()
    first = story.plan().first
    story.session("seated_rotation").later(days=1)
    assert story.plan().first != first


def test_the_named_and_the_aching_side_go_first() -> None:
    assert Story().sorer("right").plan().first == "right"
    story = Story().session("seated_rotation", right=SORE).later(days=2)
    assert story.plan().first == "right"
    assert story.later(days=7).plan().first == "right"


def test_the_tighter_side_goes_first_once_two_tests_agree() -> None:
    story = Story().sorer("left").wall(11.0, 8.5)
    assert story.plan().first == "left"
    story.later(days=8).wall(11.0, 9.0)
    assert story.plan().first == "right"
    assert any(reason.rule == "R16" for reason in story.plan().reasons)
    assert story.later(days=8).wall(10.5, 9.5).plan().first == "left"


def test_a_pinch_at_the_wall_test_brings_the_wedge() -> None:
    story = at_level("knee_to_wall_rock", 3).wall(9.0, 9.0, "front")
    rocks = [one for one in story.plan("before").drills if one.drill == "knee_to_wall_rock"]
    assert [(one.rung, one.judged, one.reasons[0].rule) for one in rocks] == [(0, 3, "R17")]
    story.wall(9.5, 9.5, "stretch")
    rocks = [one for one in story.plan("before").drills if one.drill == "knee_to_wall_rock"]
    assert rocks[0].rung in {2, 3}


def test_a_new_drill_joins_by_its_data_alone() -> None:
    new = LIBRARY.drills["seated_rotation"].model_copy(update={"id": "toe_curls"})
    library = replace(LIBRARY, drills=dict(LIBRARY.drills) | {"toe_curls": new})
    story = Story().session("knee_to_wall_rock")
    context = Context(story.now + timedelta(days=1), story.now.date(), "before", "mat")
    drills = plan(library, replay(library, story.events), context).drills
    assert "toe_curls" in {one.drill for one in drills}
