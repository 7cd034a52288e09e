"""Small histories that once went wrong in the eyes of a physiotherapist, as they must go now."""

from typing import Any

import pytest

from content.coach import Context, PlannedDrill, explain, why
from content.coach.deliver import deliver
from content.coach.reasons import standing
from content.coach.today import look
from content.drill import Gear, Side
from content.events import Answer
from tests.content.coach.stories import LIBRARY, Story, at_level, drill

CALF = {"felt": "ache", "where": "calf"}
PULL = {"felt": "sharp", "where": "calf", "score": 5, "outcome": "stopped"}
CORD = {"felt": "sharp", "where": "cord", "score": 2, "outcome": "stopped"}
NUMB = {"felt": "numb", "outcome": "stopped"}
ONE_LEGGED = {"calf_foam_roll", "calf_stretch", "knee_to_wall_rock"}
HOME: frozenset[Gear] = frozenset({"mat", "wall", "roller"})


def worked(story: Story, ankle: Side = "right") -> set[str]:
    """Return the drills that a rest day at home could do with an ankle now."""
    context = Context(story.now, story.now.date(), "rest", "mat", HOME)
    today = look(story.library, story.state, context)
    got = {name: deliver(today, one, ankle) for name, one in LIBRARY.drills.items()}
    return {
        name
        for name, one in got.items()
        if isinstance(one, PlannedDrill) and (not one.sides or ankle in one.sides)
    }


def pulls(names: set[str]) -> set[str]:
    """Return the drills of the cord and calf families among some."""
    return {name for name in names if not {"cord", "calf"}.isdisjoint(drill(name).families)}


def told(story: Story, name: str) -> str:
    state, day = story.state, story.now.date()
    return why(LIBRARY, standing(state, drill(name), story.library.rules, day), day)


@pytest.mark.parametrize(
    ("name", "words", "morning", "other"),
    [
        ("heel_raises", CALF | {"score": 7}, None, ONE_LEGGED),
        ("heel_raises", CALF | {"score": 6}, "very_sore", ONE_LEGGED),
        ("calf_stretch", PULL, "sore", ONE_LEGGED),
        ("calf_stretch", CORD, None, {"calf_foam_roll"}),
        ("heel_walks", {"felt": "ache", "where": "heel", "score": 6}, None, {"calf_foam_roll"}),
    ],
)
def test_a3_strong_pain_or_a_pull_at_the_calf_rests_all_that_pulls_there_two_days(
    name: str, words: dict[str, Any], morning: Answer | None, other: set[str]
) -> None:
    """Rolling and kneading too, on that ankle; the other ankle goes on with what it does alone.

    After trouble at the Achilles tendon or heel that is the roll only: no calf is stretched then.
    """
    story = Story().session(name, right=words)
    assert pulls(worked(story)) == pulls(worked(story.later(hours=4))) == set()
    assert pulls(worked(story.morning(right=morning))) == set()
    assert pulls(worked(story, "left")) == other
    assert pulls(worked(story.later(hours=32))) == set()
    assert pulls(worked(story.later(hours=2))) != set()


def test_a3_an_ache_behind_the_ankle_that_is_very_sore_next_day_loads_nothing() -> None:
    back = {"felt": "ache", "where": "back", "score": 4}
    story = Story().session("knee_to_wall_rock", right=back).morning(right="very_sore")
    assert story.level("knee_to_wall_rock") == 0
    assert {drill(name).kind for name in worked(story)} == {"mobility"}


@pytest.mark.parametrize("name", ["seated_rotation", "heel_walks"])
def test_a4_a_numb_drill_waits_for_a_word_and_the_second_in_two_weeks_is_referred(
    name: str,
) -> None:
    story = Story().session(name, right=NUMB).later(days=3).fine()
    assert name not in worked(story)
    assert story.state.blocks == {}
    story.numbness(gone=True)
    assert name in worked(story)
    story.session(name, right=NUMB)
    assert {key: one.tier for key, one in story.state.blocks.items()} == {"RC0": "C"}


@pytest.mark.parametrize(
    ("name", "words", "referred"),
    [
        ("heel_walks", {"felt": "sharp", "where": "shin", "score": 2}, "place_shin"),
        ("calf_stretch", {"felt": "sharp", "where": "cord", "score": 2}, "place_cord"),
        ("seated_rotation", {"felt": "pinch", "where": "inside", "score": 1}, "place_inside"),
    ],
)
def test_a5_the_third_pinch_or_pull_at_one_place_is_referred_whatever_its_number(
    name: str, words: dict[str, Any], referred: str
) -> None:
    story, blocks = Story(), []
    for _ in range(3):
        story.session(name, right=words).fine().later(days=2, hours=9)
        blocks.append(referred in story.state.blocks)
    assert blocks == [False, False, True]


@pytest.mark.parametrize("felt", ["stiff", "pinch", "sharp"])
def test_a5_the_shin_again_is_referred_however_it_felt(felt: str) -> None:
    story = Story().session("heel_walks", right={"felt": "pinch", "where": "shin", "score": 2})
    story.later(days=3).session("heel_walks", right={"felt": felt, "where": "shin", "score": 2})
    assert story.state.blocks["shin"].tier == "C"


def test_a6_a_session_without_an_answer_is_told_with_the_two_it_needs() -> None:
    nothing = {"felt": None}
    story = Story().session("heel_raises", nothing, nothing)
    assert told(story, "heel_raises").endswith("It grows after two sessions without pain.")


def test_a6_why_says_one_number_on_one_screen() -> None:
    story = Story().session("heel_walks", moment="before", short=True).fine()
    ways = {one.next for one in explain(LIBRARY, story.state, story.now.date())}
    assert "two sessions without pain" in told(story, "heel_walks")
    assert all("two sessions without pain" in way for way in ways)


def test_a6_mornings_never_answered_are_what_is_missing() -> None:
    story = Story()
    for _ in range(10):
        story.session("heel_raises").later(days=2)
    assert story.level("heel_raises") == 2
    assert "once I know how the left ankle was the next morning" in told(story, "heel_raises")
    assert "I never heard how the left ankle was" in told(story.later(days=1), "heel_raises")


def test_a6_a_session_that_only_waits_for_its_morning_needs_no_further_one() -> None:
    story = Story().session("heel_raises").fine().later(days=1, hours=9).session("heel_raises")
    assert told(story, "heel_raises").endswith("If it was fine, it grows.")
    assert story.fine().level("heel_raises") == 3


def test_a6_what_grew_this_week_says_from_when_on_it_grows_again() -> None:
    story = at_level("heel_raises", 3)
    for _ in range(2):
        story.later(days=1, hours=9).session("heel_raises").fine()
    assert told(story, "heel_raises").endswith(
        "With both ankles it grows after one more session without pain, but not before Friday."
    )


def test_a6_a_short_set_before_a_run_is_well_done() -> None:
    story = Story().session("seated_rotation", moment="before", short=True)
    assert told(story, "seated_rotation").startswith("Going well.")


def test_a6_at_a_desk_no_run_is_spoken_of() -> None:
    story = at_level("seated_rotation", 3)
    drills = story.plan("desk", "desk").drills
    (seated, *_) = [one for one in drills if one.drill == "seated_rotation"]
    assert seated.rung == 3
    story = at_level("heel_raises", 3)
    for one in story.later(days=2).plan("desk", "desk").drills:
        assert "new_rung_waits" not in {reason.rule for reason in one.reasons}


@pytest.mark.parametrize("felt", ["stiff", "ache"])
def test_a6_a_drill_at_its_smallest_is_told_the_rule_that_cuts(felt: str) -> None:
    story = Story().session("calf_stretch", right={"felt": "nothing", "fault": "knee"})
    story.later(days=2)
    assert story.level("calf_stretch") == 0
    both = {"felt": felt, "where": "calf", "score": 1, "fault": "knee"}
    story.session("calf_stretch", right=both)
    change = story.state.tracks["calf_stretch"].change
    assert change is not None
    assert change.rule == "R11"
