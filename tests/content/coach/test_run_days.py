"""Who practises on run days only grows like everyone else: no rung waits for ever (R15)."""

from content.coach.track import SIDES
from content.drill import Moment
from tests.content.coach.telling import LIBRARY, Story, at_level


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


def test_every_drill_gets_to_its_top_on_run_days_alone() -> None:
    story = Story()
    for _ in range(120):
        practise(story, "before")
        story.later(hours=2)
        assert len(rungs(story)) <= 3
        practise(story, "after")
        story.fine().later(days=1, hours=9)
    tops = {name: drill.top for name, drill in LIBRARY.drills.items()}
    assert {name: story.level(name) for name in tops} == tops


def test_a_new_rung_is_tried_after_a_run_once_it_has_waited_a_week() -> None:
    story = at_level("seated_rotation", 3)
    practise(story, "after")
    story.fine().later(days=3, hours=9)
    rose = story.state.tracks["seated_rotation"].opened
    assert story.now.date().toordinal() - rose == 6
    assert "seated_rotation" not in rungs(story)
    assert rungs(story.later(days=1))["seated_rotation"] == 3
    practise(story, "after")
    assert story.state.tracks["seated_rotation"].tried
    assert "seated_rotation" not in rungs(story.later(days=2))


def test_it_takes_the_place_of_the_drill_done_last() -> None:
    story = at_level("seated_rotation", 3).later(days=5)
    story.session("calf_stretch").fine().later(hours=9)
    assert set(rungs(story)) == {"calf_foam_roll", "heel_walks", "seated_rotation"}
    told = story.plan("after").reasons
    assert ("minutes", "calf_stretch") in {(one.rule, one.drill) for one in told}


def test_of_two_the_one_that_waited_longer_is_tried_first() -> None:
    story = at_level("knee_to_wall_rock", 2)
    while story.level("standing_circles") < 3:
        story.session("standing_circles").fine().later(days=1, hours=9)
    practise(story, "after")
    assert "knee_to_wall_rock" in rungs(story.later(days=7))
    assert "standing_circles" not in rungs(story)


def test_where_the_new_rung_cannot_be_done_nothing_takes_its_place() -> None:
    story = at_level("seated_rotation", 3).later(days=7)
    assert "seated_rotation" not in {one.drill for one in story.plan("after", "outdoors").drills}
    ache = {"felt": "ache", "where": "inside", "score": 1}
    story.session("calf_stretch", right=ache).fine().later(hours=9)
    assert story.level("seated_rotation") == 3
    assert "seated_rotation" not in rungs(story)


def test_on_a_rest_day_drills_still_take_turns() -> None:
    story = at_level("seated_rotation", 3).session("calf_foam_roll")
    story.same_session("standing_circles").later(days=2)
    story.session("seated_rotation", moment="before", short=True).later(days=4)
    track = story.state.tracks["seated_rotation"]
    assert story.plan("rest").drills[0].drill == "calf_foam_roll"
    assert track.tried is False
