"""Where two things meet on one drill or ankle: the second never softens the first."""

from dataclasses import replace
from datetime import timedelta

from content import coach
from content.coach import knee_to_wall
from content.events import Measured
from tests.content.coach.stories import RULES, Story, at_level, ruled

FRONT = {"felt": "pinch", "where": "front", "score": 1, "pinched": (2,), "lowest": 1}
ACHE = {"felt": "ache", "where": "inside", "score": 3}
SEVERE = {"felt": "ache", "score": 9, "outcome": "stopped"}


def test_a_second_ache_begins_the_rest_anew() -> None:
    story = Story().session("seated_rotation", right=ACHE).later(days=3)
    story.session("seated_rotation", right=ACHE)
    rest = story.state.tracks["seated_rotation"].right.rest_until
    assert rest == story.now + timedelta(hours=24)


def test_severe_pain_told_again_lets_everything_rest_from_then() -> None:
    story = Story().session("calf_stretch", SEVERE).later(hours=1).session("calf_stretch", SEVERE)
    assert story.state.resting(story.now) == story.now + timedelta(hours=72)


def test_severe_pain_that_lasts_is_kept_under_its_own_name() -> None:
    story = Story().session("calf_stretch", SEVERE).morning("very_sore")
    assert [(key, one.key, one.tier) for key, one in story.state.blocks.items()] == [
        ("R1", "R1", "C")
    ]


def test_a_cut_of_the_same_day_is_not_softened_by_undoing_its_rise() -> None:
    story = Story().session("seated_rotation").fine().later(days=1, hours=9)
    story.session("seated_rotation").later(hours=2)
    assert story.level("seated_rotation") == 3
    story.session("seated_rotation", right=FRONT | {"pinched": (3, 2)})
    assert story.level("seated_rotation") == 1
    assert story.morning(right="very_sore").level("seated_rotation") == 0


def test_only_a_whole_calm_session_ends_a_pattern() -> None:
    easier = {"felt": "nothing", "easier": True}
    story = Story().session("seated_rotation", right=FRONT).later(days=3)
    story.session("seated_rotation", right=easier)
    assert not story.state.caps["front", "right"].calm
    assert story.session("seated_rotation").state.caps["front", "right"].calm


def test_a_new_rung_done_in_part_makes_no_morning_due() -> None:
    part = {"felt": None}
    story = at_level("seated_rotation", 3).session("seated_rotation", part, part).later(days=1)
    assert story.state.mornings_due(story.now.date()) == ()


def test_a_pinch_at_the_wall_is_not_forgotten_by_a_test_of_the_other_side() -> None:
    story = Story().wall(9.0, 9.0, "front").later(days=7)
    story.events.append(Measured(story.now, story.now.date(), "right", 9.5))
    assert knee_to_wall.pinch_limits(story.state) == "left"


def test_other_numbers_hold_for_the_wall_test_too() -> None:
    library = ruled(wall=replace(RULES.wall, asymmetry=1.0, bands=(9.0,)))
    state = Story().wall(8.0, 9.0).later(days=7).wall(9.0, 10.0).state
    assert coach.compared(state, library, "left") == "more"
    assert coach.sides(state, library).verdict == "tighter"
    assert coach.band(12.0, library) == 1
