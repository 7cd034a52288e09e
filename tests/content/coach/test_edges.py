"""The edges of the rules: the hour, the day or the session from which on something holds."""

from datetime import date, timedelta
from typing import Any

import pytest

from content.coach import calm_days_wanted, limits_on
from content.coach.drill_state import Change
from content.coach.flags import keeps_away
from content.coach.state import Block
from content.events import Limits
from tests.content.coach.stories import LIBRARY, Story, asking, at_level, drill, ruled

SORE = {"felt": "ache", "where": "inside", "score": 3}
FRONT = {"felt": "pinch", "where": "front", "score": 1}
MONDAY = date(2026, 3, 2)


def kept(key: str, tier: str, of: str | None = None) -> set[str]:
    block = Block(key, tier, MONDAY, of)
    return {one.id for one in LIBRARY.drills.values() if keeps_away(block, LIBRARY, one)}


def test_each_block_keeps_away_its_own_drills() -> None:
    light = {"seated_rotation", "calf_foam_roll"}
    everything = set(LIBRARY.drills)
    assert kept("RA1", "A") == everything
    assert kept("RX9", "A") == everything
    assert kept("RC0", "C") == everything - light
    assert kept("RC2", "C") == everything - {"seated_rotation"}
    assert kept("front", "C") == everything - light
    assert kept("R18:heel_walks", "C", "heel_walks") == {"heel_walks"}
    assert kept("RD3", "D") == {"calf_foam_roll"}


def test_the_days_that_lift_a_block_by_themselves() -> None:
    wanted = {key: calm_days_wanted(Block(key, "C", MONDAY), LIBRARY) for key in ("RC4", "RC1")}
    assert wanted == {"RC4": 7, "RC1": 0}
    assert calm_days_wanted(Block("R1", "C", MONDAY), LIBRARY) == 0
    assert calm_days_wanted(Block("front", "C", MONDAY), LIBRARY) == 7
    later = ruled(symptom_free_days=9)
    assert calm_days_wanted(Block("front", "C", MONDAY), later) == 9


def test_a_pattern_that_referred_ends_after_seven_calm_days() -> None:
    hurts = {"felt": "click", "score": 2}
    story = Story().session("standing_circles", hurts).session("standing_circles", hurts)
    assert story.state.blocks["click"] == Block("click", "C", story.now.date())
    for _ in range(7):
        story.later(days=1).walking(0)
    assert "click" not in story.clear("click", "calm").state.blocks


def test_severe_pain_that_stayed_is_lifted_by_a_clinician_only() -> None:
    story = Story().session("seated_rotation", right={"felt": "ache", "score": 9})
    story.later(days=1).walking(7)
    assert story.state.blocks["R1"] == Block("R1", "C", story.now.date())
    for _ in range(10):
        story.later(days=1).walking(0)
    assert "R1" in story.clear("R1", "calm").state.blocks
    assert "R1" not in story.clear("R1").state.blocks


def test_a_limit_tapped_as_a_flag_is_a_limit_from_that_day() -> None:
    story = Story().flag("RD2")
    assert not story.state.blocks
    assert story.state.limits == {"RD2": MONDAY}
    assert story.later(days=2).flag("RD2").state.limits == {"RD2": MONDAY}


def test_only_a_clinician_lifts_a_limit_and_only_one_that_was_told() -> None:
    assert Story().limits("RD2").clear("RD2", "calm").state.lifted == set()
    assert Story().clear("RD2").state.lifted == set()
    assert Story().limits("RD2").clear("RD2").state.lifted == {"RD2"}
    assert Story().limits("RD2").clear("RD2").limits("RD3").state.lifted == set()


@pytest.mark.parametrize(
    ("flag", "since", "end"),
    [
        ("RD1", date(2026, 3, 2), date(2026, 9, 2)),
        ("RD1", date(2026, 8, 30), date(2027, 2, 28)),
        ("RD1", date(2026, 6, 10), date(2026, 12, 10)),
        ("RD4", date(2026, 12, 30), date(2027, 3, 28)),
        ("RD4", date(2026, 12, 31), date(2027, 3, 31)),
        ("RD4", date(2026, 11, 30), date(2027, 2, 28)),
        ("RD4", date(2026, 9, 15), date(2026, 12, 15)),
    ],
)
def test_a_limit_ends_by_itself_on_its_day(flag: str, since: date, end: date) -> None:
    story = Story()
    story.events.append(Limits(story.now, MONDAY, (flag,), ((flag, since),)))
    last = end - timedelta(days=1)
    assert [one.id for one in limits_on(story.state, LIBRARY, last)] == [flag]
    assert limits_on(story.state, LIBRARY, end) == ()


def test_a_limit_of_no_known_name_limits_nothing() -> None:
    assert limits_on(Story().limits("RX1").state, LIBRARY, MONDAY) == ()


def test_a_symptom_in_a_session_begins_the_calm_days_anew() -> None:
    for words in ({"felt": "stiff"}, {"felt": "stretch", "score": 1}):
        story = Story().flag("RC4").later(days=1).walking(0)
        assert len(story.state.blocks["RC4"].calm) == 1
        assert not story.session("seated_rotation", words).state.blocks["RC4"].calm
    story = Story().flag("RC4").walking(0)
    assert not story.state.blocks["RC4"].calm
    assert len(story.later(days=1).fine().session("seated_rotation").state.blocks["RC4"].calm) == 1


def test_after_a_flag_the_change_is_told_and_the_rung_in_hand_is_low() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation").flag("RB1").clear("RB1")
    track = story.state.tracks["seated_rotation"]
    assert track.change == Change("restart", story.now.date(), None, 4, 1)
    assert (track.left.count, track.right.count, track.debt) == (-1, -1, True)


@pytest.mark.parametrize(("level", "days", "count"), [(4, 15, 0), (4, 29, -1), (5, 43, -1)])
def test_a_long_break_leaves_a_debt(level: int, days: int, count: int) -> None:
    story = at_level("seated_rotation", level).session("seated_rotation").later(days=days)
    then = story.level("seated_rotation")
    day = story.now.date()
    story.session("seated_rotation", {"felt": None}, {"felt": None})
    track = story.state.tracks["seated_rotation"]
    assert track.left.count == track.right.count == count
    assert track.change == Change("R12", day, None, level, then)


def test_one_session_of_a_drill_a_day_counts() -> None:
    story = Story(asking(asked=False))
    for _ in range(4):
        story.session("seated_rotation", moment="rest")
    track = story.state.tracks["seated_rotation"]
    assert (track.level, track.left.count, track.right.count) == (2, 1, 1)


def test_a_pattern_of_the_same_practice_lets_nothing_of_its_family_grow() -> None:
    story = Story().session("calf_stretch").fine().later(days=1)
    story.session("calf_stretch")
    assert story.level("calf_stretch") == 2
    story.same_session("standing_circles", right=FRONT)
    track = story.state.tracks["calf_stretch"]
    assert (track.level, track.rose, track.fresh) == (1, None, False)
    assert (track.left.count, track.right.count) == (2, 2)


def test_a_rise_that_a_morning_takes_back_is_one_clean_session_away() -> None:
    story = Story().session("calf_stretch").fine().later(days=1).session("calf_stretch")
    track = story.morning(right="sore").state.tracks["calf_stretch"]
    assert (track.level, track.left.count, track.right.count) == (1, 1, 1)


def test_a_pattern_undoes_no_rise_of_other_families() -> None:
    story = Story().session("calf_foam_roll").fine().later(days=1).session("calf_foam_roll")
    story.same_session("standing_circles", right=FRONT)
    assert story.level("calf_foam_roll") == 2


def test_a_pattern_is_calmed_by_its_own_ankle_and_families_only() -> None:
    story = Story().session("standing_circles", right=FRONT).later(days=1)
    assert not story.session("calf_foam_roll").state.caps["front", "right"].calm
    story.session("seated_rotation", right={"felt": "stiff"})
    assert not story.state.caps["front", "right"].calm
    assert story.session("seated_rotation").state.caps["front", "right"].calm


def test_a_time_out_of_one_drill_lets_the_others_grow() -> None:
    story = at_level("standing_circles", 5)
    for _ in range(3):
        story.session("standing_circles", right=SORE).later(days=3)
    assert "R18:standing_circles" in story.state.blocks
    for _ in range(3):
        story.session("calf_foam_roll").fine().later(days=1)
    assert story.level("calf_foam_roll") == 2
    for _ in range(4):
        story.session("standing_circles").fine().later(days=1)
    assert story.level("standing_circles") == story.state.tracks["standing_circles"].level == 2


@pytest.mark.parametrize(
    ("words", "running", "floor"),
    [
        ([SORE, SORE], 2, 0),
        ([SORE, {"felt": "nothing"}], 0, 0),
        ([SORE, {"felt": None}], 1, 0),
        ([SORE, {"felt": "stretch", "score": 2}], 0, 0),
        ([SORE | {"lowest": 0}], 1, 1),
        ([SORE | {"lowest": 0}, {"felt": "nothing"}], 0, 1),
    ],
)
def test_sore_sessions_are_counted_for_a_time_out(
    words: list[dict[str, Any]], running: int, floor: int
) -> None:
    story = at_level("standing_circles", 5)
    for one in words:
        story.session("standing_circles", right=one).later(days=2)
    ankle = story.state.tracks["standing_circles"].right
    assert (ankle.sore_running, ankle.sore_at_floor) == (running, floor)


def test_a_rise_forgives_what_hurt_at_the_gentlest_rung() -> None:
    story = Story().session("calf_foam_roll", right=SORE | {"score": 4}).later(days=2)
    story.session("calf_foam_roll", right=SORE).later(days=2)
    assert story.state.tracks["calf_foam_roll"].right.sore_at_floor == 1
    for _ in range(2):
        story.session("calf_foam_roll").fine().later(days=1)
    assert story.level("calf_foam_roll") == 1
    assert story.state.tracks["calf_foam_roll"].right.sore_at_floor == 0


def test_without_the_question_a_loading_drill_counts_at_once() -> None:
    story = Story(asking(asked=False)).session("heel_raises")
    track = story.state.tracks["heel_raises"]
    assert (track.left.count, track.right.count, track.left.pending) == (1, 1, None)
    assert drill("heel_raises").start == track.done == 2
