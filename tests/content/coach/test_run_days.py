"""Who practises on run days only meets every drill whole, and grows like anyone (R15, I28)."""

from itertools import pairwise

from content.coach import Plan
from content.coach.drill_state import SIDES
from content.drill import Moment
from tests.content.coach.stories import LIBRARY, Story, at_level

MOVERS = {"seated_rotation", "standing_circles", "knee_to_wall_rock"}


def practise(story: Story, moment: Moment) -> None:
    """Do all of what is offered now, calmly."""
    today = story.plan(moment)
    story.practice += 1
    for one in today.drills:
        words = {"planned": one.judged, "lowest": one.rung, "short": moment == "before"}
        for side in one.sides or SIDES:
            story.report(one.drill, side, moment=moment, felt="nothing", **words)


def rungs(story: Story) -> dict[str, int]:
    """Return what is offered after a run, and at which rung."""
    return {one.drill: one.rung for one in story.plan("after").drills}


def rules(plan: Plan) -> set[tuple[str, str | None]]:
    """Return what is told with a plan, each rule with its drill."""
    every = (*plan.reasons, *(reason for one in plan.drills for reason in one.reasons))
    return {(one.rule, one.drill) for one in every}


def raised(level: int) -> Story:
    """Return a runner who came to a level of heel raises, and then walked on the heels."""
    return at_level("heel_raises", level).session("heel_walks").fine()


def test_every_drill_gets_to_its_top_on_run_days_alone() -> None:
    story = Story()
    for _ in range(40):
        practise(story, "before")
        story.later(hours=2)
        assert 2 <= len(rungs(story)) <= 3
        practise(story, "after")
        story.fine().later(days=1, hours=9)
    tops = {name: drill.top for name, drill in LIBRARY.drills.items()}
    assert {name: story.level(name) for name in tops} == tops


def test_before_a_run_nothing_comes_that_has_no_place_there() -> None:
    story = at_level("calf_stretch", 4).later(days=29)
    assert {one.drill for one in story.plan("before").drills} == MOVERS


def test_a_new_rung_is_tried_after_a_run_within_two_weeks() -> None:
    story = at_level("seated_rotation", 3)
    practise(story, "before")
    assert not story.state.tracks["seated_rotation"].tried
    whole = story.state.tracks["seated_rotation"].whole
    story.later(days=11 - (story.now.date().toordinal() - whole))
    assert "seated_rotation" not in rungs(story)
    assert rungs(story.later(days=1))["seated_rotation"] == 3
    practise(story, "after")
    assert story.state.tracks["seated_rotation"].tried


def test_a_short_dose_before_a_run_is_no_whole_one() -> None:
    story = at_level("standing_circles", 2).session("standing_circles")
    day = story.state.tracks["standing_circles"].whole
    story.later(days=3).session("standing_circles", moment="before", short=True)
    assert story.state.tracks["standing_circles"].whole == day
    story.later(days=1).session("standing_circles")
    assert story.state.tracks["standing_circles"].whole == day + 4


def test_what_waits_for_its_whole_dose_takes_the_place_of_the_drill_done_last() -> None:
    story = Story().session("seated_rotation").later(days=11)
    for name in ("standing_circles", "knee_to_wall_rock", "calf_foam_roll", "heel_walks"):
        story.session(name)
    story.later(days=1).session("calf_stretch")
    practise(story, "before")
    assert rungs(story).keys() == {"seated_rotation", "calf_foam_roll", "heel_raises"}
    assert ("minutes", "calf_stretch") in rules(story.plan("after"))


def test_where_the_new_rung_cannot_be_done_nothing_takes_its_place() -> None:
    story = at_level("seated_rotation", 3).later(days=10)
    assert "seated_rotation" not in {one.drill for one in story.plan("after", "outdoors").drills}
    ache = {"felt": "ache", "where": "inside", "score": 1}
    story.session("calf_stretch", right=ache).fine().later(hours=9)
    assert story.level("seated_rotation") == 3
    assert rungs(story).get("seated_rotation", 0) < 3


def test_a_moving_drill_comes_after_a_practice_that_had_none() -> None:
    story = Story()
    assert not MOVERS & rungs(story).keys()
    practise(story, "after")
    assert MOVERS & rungs(story.fine().later(days=1)).keys()
    practise(story, "before")
    assert not MOVERS & rungs(story.later(hours=2)).keys()


def test_what_loads_and_was_away_for_ten_days_comes_first() -> None:
    story = at_level("calf_stretch", 4)
    stale = story.later(days=9).session("calf_foam_roll").later(days=1)
    for name in ("heel_walks", "heel_raises"):
        stale.session(name).fine().later(days=2)
    assert "calf_stretch" in rungs(stale.later(days=4))
    assert rungs(stale.later(days=5)).keys() & {"heel_walks", "heel_raises"}


def test_beside_a_drill_that_takes_nearly_all_the_time_the_shortest_one_stays() -> None:
    story = raised(8)
    practise(story, "before")
    first, raises = story.plan("after").drills
    assert (first.drill, raises.drill) == ("calf_foam_roll", "heel_raises")
    assert raises.seconds > 9 * 60 > 5 * first.seconds
    assert ("minutes", "calf_stretch") in rules(story.plan("after"))


def test_a_moving_drill_is_shortened_until_there_are_two() -> None:
    story = raised(6)
    while story.level("calf_foam_roll") < 4:
        story.session("calf_foam_roll").same_session("heel_raises").fine().later(days=1)
    story.session("calf_foam_roll").later(days=1).session("calf_stretch").same_session("heel_walks")
    practise(story.later(days=1), "before")
    assert rungs(story) == {"calf_foam_roll": 2, "heel_raises": 7}
    roll, _ = story.plan("after").drills
    assert [one.rule for one in roll.reasons] == ["shorter", "top"]


def test_a_new_rung_is_never_shortened() -> None:
    story = raised(6)
    while story.level("calf_stretch") < 3:
        story.session("calf_stretch").same_session("heel_walks").fine().later(days=1)
    practise(story.session("heel_walks").later(days=1), "before")
    assert "calf_stretch" not in rungs(story)
    assert ("minutes", "calf_stretch") in rules(story.plan("after"))


def test_on_a_rest_day_drills_still_take_turns() -> None:
    story, seen = Story(), []
    for _ in range(6):
        seen.append({one.drill for one in story.plan("rest").drills})
        practise(story, "rest")
        story.fine().later(days=1)
    assert set.union(*seen) == set(LIBRARY.drills)
    assert all(one != after for one, after in pairwise(seen))


def test_at_a_desk_seated_strength_drills_take_turns() -> None:
    story, seen = Story(), []
    for _ in range(4):
        (drill,) = {one.drill for one in story.plan("desk", "desk").drills} - MOVERS
        seen.append(drill)
        story.session("seated_rotation", moment="desk")
        story.same_session(drill, moment="desk", lowest=0).fine()
    assert seen == ["heel_raises", "heel_walks"] * 2


def test_the_minute_version_takes_turns() -> None:
    story, seen = Story(), set()
    for _ in range(4):
        (one,) = story.plan("after", minute=True).drills
        seen.add(one.drill)
        story.session(one.drill, short=True, minute=True).later(days=1)
    assert len(seen) == 4
