"""Whose turn it is, when a practice is long enough, and what a drill done smaller says."""

from dataclasses import replace

from content.coach import Context, PlannedDrill, Reason
from content.coach.deliver import deliver
from content.coach.fit import fit, is_enough
from content.coach.today import Today, look
from content.coach.turns import rank, waits
from content.drill import Gear, Moment, Place
from tests.content.coach.stories import Story, at_level, drill


def today(story: Story, moment: Moment, place: Place = "mat") -> Today:
    gear: frozenset[Gear] = frozenset({"mat", "wall", "roller"})
    context = Context(story.now, story.now.date(), moment, place, gear)
    return look(story.library, story.state, context)


def done(now: Today, name: str, seconds: float = 0) -> PlannedDrill:
    """Return a drill as it would be done now, as long as it is said to take."""
    got = deliver(now, drill(name), "left")
    assert isinstance(got, PlannedDrill)
    return replace(got, seconds=seconds or got.seconds)


def test_after_a_practice_that_moved_nothing_a_moving_drill_comes_before_all() -> None:
    now = today(Story().session("calf_stretch").later(days=1), "after")
    assert rank(now, done(now, "seated_rotation")) < rank(now, done(now, "heel_walks"))
    moved = today(Story().session("standing_circles").later(days=1), "after")
    assert rank(moved, done(moved, "seated_rotation")) > rank(moved, done(moved, "heel_walks"))


def test_a_drill_waits_for_its_whole_dose_only_where_it_could_have_it() -> None:
    story = Story().session("standing_circles").later(days=13)
    at_home, before, desk = (
        today(story, "rest"),
        today(story, "before"),
        today(story, "desk", "desk"),
    )
    assert waits(at_home, done(at_home, "standing_circles"))
    assert not waits(before, done(before, "standing_circles"))
    assert not waits(desk, done(desk, "standing_circles"))


def test_what_loads_waits_for_no_whole_dose() -> None:
    now = today(Story().session("heel_walks").fine().later(days=12), "rest")
    assert not waits(now, done(now, "heel_walks"))


def test_a_practice_is_enough_with_two_drills_and_four_minutes() -> None:
    now = today(Story(), "rest")
    long, short = done(now, "calf_stretch", 300), done(now, "seated_rotation", 60)
    assert not is_enough(now, [long])
    assert is_enough(now, [long, short])
    assert is_enough(now, [replace(long, seconds=180), short])
    assert not is_enough(now, [replace(long, seconds=179), short])


def test_what_waited_three_weeks_for_its_whole_dose_is_not_shortened() -> None:
    story = at_level("calf_foam_roll", 4)
    story.session("calf_foam_roll", short=True).later(days=10)
    soon = today(story.session("calf_foam_roll", short=True), "rest")
    late = today(story.later(days=12), "rest")
    kept = [
        fit(now, [done(now, "seated_rotation", 400), done(now, "calf_foam_roll")], [])
        for now in (soon, late)
    ]
    assert [[one.rung for one in both if one.drill == "calf_foam_roll"] for both in kept] == [
        [3],
        [4],
    ]


def test_one_minute_takes_turns_and_leaves_the_stretch_its_own() -> None:
    story = Story().session("calf_stretch").later(days=1).session("seated_rotation").later(days=1)
    assert [one.drill for one in story.plan("rest", minute=True).drills] == ["standing_circles"]


def test_a_new_rung_that_fits_no_desk_says_that_it_waits() -> None:
    got = done(today(at_level("heel_walks", 3), "desk", "desk"), "heel_walks")
    assert [one.rule for one in got.reasons] == ["new_rung_waits", "smaller_here", "R15"]


def test_an_ankle_that_rests_keeps_both_from_a_size_that_is_done_on_two_legs() -> None:
    strong = {"felt": "ache", "where": "outside", "score": 6}
    story = at_level("heel_raises", 8).session("heel_raises", right=strong)
    story.fine().later(days=1, hours=2)
    assert done(today(story, "rest"), "heel_raises").sides == ("left",)
    there = deliver(today(story, "desk", "desk"), drill("heel_raises"), "left")
    assert there == Reason("ended", "heel_raises")
