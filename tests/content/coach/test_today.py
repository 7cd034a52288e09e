"""What keeps a drill away today or makes it smaller, each with the facts its sentence needs."""

from datetime import timedelta
from typing import Any

import pytest

from content.coach import Context, Reason
from content.coach.exclusions import kept_away
from content.coach.regressions import lowered
from content.coach.today import Today, look
from content.drill import Moment
from tests.content.coach.stories import LIBRARY, Story, asking, at_level, drill

SORE = {"felt": "ache", "where": "inside", "score": 3}
CALF = {"felt": "ache", "where": "calf", "score": 4}
FRONT = {"felt": "pinch", "where": "front", "score": 1}


def today(story: Story, moment: Moment = "rest") -> Today:
    return look(story.library, story.state, Context(story.now, story.now.date(), moment, "mat"))


def away(story: Story, name: str, moment: Moment = "rest") -> Reason | None:
    return kept_away(today(story, moment), drill(name))


def smaller(story: Story, name: str, moment: Moment = "rest") -> tuple[int, Reason]:
    return lowered(today(story, moment), drill(name))


def test_nothing_keeps_a_first_drill_away_or_smaller() -> None:
    for name in LIBRARY.drills:
        assert away(Story(), name) is None
        assert smaller(Story(), name) == (drill(name).start, Reason(""))


def test_a_time_out_is_told_with_its_day_and_the_flag_that_refers() -> None:
    story = at_level("standing_circles", 5)
    for _ in range(3):
        story.session("standing_circles", right=SORE).later(days=3)
    day = (story.now - timedelta(days=3)).date()
    told = Reason("R18", "standing_circles", day=day, flag="RC4")
    assert away(story, "standing_circles") == told
    assert away(story, "seated_rotation") is None


def test_a_flag_is_told_with_its_day_and_itself() -> None:
    story = Story().flag("RC2")
    day = story.now.date()
    story.later(days=1)
    assert away(story, "standing_circles") == Reason("R0c", "standing_circles", day=day, flag="RC2")
    assert away(story, "calf_foam_roll") == Reason("R0c", "calf_foam_roll", day=day, flag="RC2")
    assert away(story, "seated_rotation") is None


def test_a_rule_that_refers_keeps_away_what_bears_weight() -> None:
    story = Story()
    for _ in range(3):
        story.session("seated_rotation", FRONT).later(days=1)
    day = (story.now - timedelta(days=1)).date()
    assert away(story, "heel_raises") == Reason("R0c", "heel_raises", day=day, flag="RC4")
    assert away(story, "calf_foam_roll") is None


def test_a_limit_is_told_with_its_name() -> None:
    story = Story().limits("RD3")
    assert away(story, "calf_foam_roll") == Reason("limit", "calf_foam_roll", flag="RD3")
    assert away(story, "calf_stretch") is None
    low = at_level("heel_raises", 4).limits("RD4")
    assert smaller(low, "heel_raises") == (2, Reason("limit", "heel_raises", flag="RD4"))


def test_a_pattern_is_told_with_its_side_and_day() -> None:
    story = at_level("seated_rotation", 4).session("calf_foam_roll", right=FRONT)
    day = story.now.date()
    story.later(days=1)
    told = Reason("pattern_front", "standing_circles", "right", day)
    assert away(story, "standing_circles") == told
    told = Reason("pattern_front", "seated_rotation", "right", day)
    assert smaller(story, "seated_rotation") == (2, told)
    assert smaller(story, "calf_foam_roll") == (0, Reason(""))


def test_of_two_patterns_the_lower_rung_holds() -> None:
    story = at_level("heel_raises", 4).session("calf_foam_roll", CALF | {"where": "heel"})
    story.session("calf_foam_roll", CALF | {"where": "back"}).later(days=3)
    assert smaller(story, "heel_raises")[0] == 1


@pytest.mark.parametrize(("hours", "left"), [(1, 23), (12.5, 12), (23.5, 1)])
def test_a_rest_on_both_ankles_is_told_with_its_hours(hours: float, left: int) -> None:
    story = Story().session("seated_rotation", SORE, SORE).later(hours=hours)
    told = Reason("resting", "seated_rotation", "left", hours=left)
    assert away(story, "seated_rotation") == told


def test_a_rest_ends_on_its_hour_and_leaves_the_other_ankle_to_work() -> None:
    story = Story().session("seated_rotation", SORE, SORE).later(hours=24)
    assert away(story, "seated_rotation") is None
    story = Story().session("seated_rotation", right=SORE).later(hours=1)
    assert away(story, "seated_rotation") is None
    assert today(story).resting(drill("seated_rotation")).keys() == {"right"}


def test_both_legs_together_rest_when_one_ankle_does() -> None:
    story = Story().session("heel_walks", right=CALF | {"score": 6}).later(hours=20)
    told = Reason("resting", "heel_walks", "right", hours=28)
    assert away(story, "heel_walks") == told


def test_a_drill_that_ended_rests_until_tomorrow() -> None:
    twice = FRONT | {"pinched": (1, 0), "lowest": 0}
    story = Story().session("calf_foam_roll", twice, twice).later(hours=2)
    assert away(story, "calf_foam_roll") == Reason("ended", "calf_foam_roll", "left")
    assert away(story.later(days=1), "calf_foam_roll") is None


@pytest.mark.parametrize(("score", "easy"), [(2, False), (3, True), (5, True), (None, True)])
def test_pain_on_walking_makes_everything_smaller_and_loading_wait(
    score: int | None, *, easy: bool
) -> None:
    story = at_level("seated_rotation", 4).later(days=1).walking(score)
    told = Reason("gate_easy", "heel_raises", day=story.now.date())
    assert away(story, "heel_raises") == (told if easy else None)
    assert away(story, "seated_rotation") is None
    told = Reason("gate_easy", "seated_rotation", day=story.now.date())
    assert smaller(story, "seated_rotation") == ((3, told) if easy else (4, Reason("")))
    assert away(story.later(days=1), "heel_raises") is None


def test_a_bad_morning_is_a_day_without_loading() -> None:
    story = Story().session("seated_rotation").morning(right="stiff")
    assert away(story, "heel_walks") == Reason("morning_bad", "heel_walks", day=story.now.date())
    assert away(story, "seated_rotation") is None
    assert away(story.later(days=1), "heel_walks") is None


def test_loading_waits_for_a_morning_with_the_drill_and_side_it_waits_for() -> None:
    story = Story().session("heel_raises", right=CALF).later(days=2)
    assert away(story, "heel_walks") == Reason("morning_unknown", "heel_raises", "right")
    assert away(story, "seated_rotation") is None
    stiff = Story().session("seated_rotation", right={"felt": "stiff"}).later(days=2)
    assert away(stiff, "heel_walks") is None
    answered = Story().session("heel_raises", right=CALF).morning(right="fine").later(days=1)
    assert away(answered, "heel_walks") is None
    assert away(story.later(days=1), "heel_walks") is None


def test_what_else_was_wrong_does_not_end_the_wait_for_the_morning() -> None:
    told = CALF | {"fault": "knee", "lowest": 1}
    story = Story().session("heel_raises", right=told).later(days=2)
    assert away(story, "heel_walks") == Reason("morning_unknown", "heel_raises", "right")


def test_a_loading_day_is_told_with_the_day_of_its_next_turn() -> None:
    story = Story(asking(asked=False)).session("heel_walks").later(hours=20)
    turn = story.now.date() + timedelta(days=1)
    assert away(story, "heel_walks") == Reason("loading_gap", "heel_walks", day=turn)
    assert away(story, "heel_raises") is None
    assert away(story.later(hours=11), "heel_walks") is None


@pytest.mark.parametrize(
    "words", [{"minute": True, "short": True}, {"planned": 2, "lowest": 0, "moment": "desk"}]
)
def test_a_minute_or_a_chair_is_no_loading_day(words: dict[str, Any]) -> None:
    story = Story(asking(asked=False)).session("heel_walks", **words).later(hours=20)
    assert away(story, "heel_walks") is None


def test_a_new_rung_waits_for_a_moment_without_a_run() -> None:
    story = at_level("seated_rotation", 3).later(days=1)
    waits: Any = (2, Reason("new_rung_waits", "seated_rotation"))
    plain: Any = (3, Reason(""))
    moments: tuple[Moment, ...] = ("before", "desk", "after", "rest")
    told = [smaller(story, "seated_rotation", moment) for moment in moments]
    assert told == [waits, plain, plain, plain]


def test_a_pinch_at_the_wall_test_lowers_that_drill_only() -> None:
    story = at_level("knee_to_wall_rock", 3).wall(9.0, 9.0, "front")
    told = Reason("R17", "knee_to_wall_rock", "left")
    assert smaller(story, "knee_to_wall_rock") == (0, told)
    assert smaller(story, "seated_rotation") == (2, Reason(""))


def test_four_loading_days_are_enough_for_a_week() -> None:
    story = Story(asking(asked=False))
    for _ in range(4):
        story.session("heel_walks").later(days=1)
    story.later(days=1)
    assert away(story, "heel_walks") == Reason("loading_week", "heel_walks")
    assert away(story, "heel_raises") is None
    assert away(story.later(days=1), "heel_walks") == Reason("loading_week", "heel_walks")
    assert away(story.later(days=1), "heel_walks") is None
