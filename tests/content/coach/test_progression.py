"""R12 and R15: how a level grows, how fast, and what a break costs."""

from datetime import timedelta

import pytest

from tests.content.coach.stories import LIBRARY, Story, at_level, drill

STIFF = {"felt": "stiff", "score": 1}
STRETCH = {"felt": "stretch", "score": 2}
PINCH = {"felt": "pinch", "where": "front", "pinched": (3,), "lowest": 2}


@pytest.mark.parametrize("name", sorted(LIBRARY.drills))
def test_clean_sessions_every_second_day_reach_the_top_in_about_four_weeks(name: str) -> None:
    story, begun = Story(), Story().now
    while story.level(name) < drill(name).top:
        story.session(name).fine().later(days=1, hours=9)
    rungs = drill(name).top - drill(name).start
    assert story.now - begun <= timedelta(days=32 if rungs <= 4 else 48)


def test_a_rise_needs_both_sides() -> None:
    story = Story()
    for _ in range(4):
        story.session("seated_rotation", right=STIFF).fine().later(days=1)
    assert story.level("seated_rotation") == 2
    assert story.session("seated_rotation").level("seated_rotation") == 2
    assert story.fine().session("seated_rotation").level("seated_rotation") == 3


def test_a_stretch_and_a_painless_click_are_clean() -> None:
    story = Story().session("seated_rotation", STRETCH, {"felt": "click"}).fine()
    assert story.session("seated_rotation", STRETCH).level("seated_rotation") == 3


@pytest.mark.parametrize(
    "told",
    [
        {"felt": None},
        {"felt": "stretch", "score": 3},
        {"felt": "nothing", "minute": True, "short": True},
        {"felt": "nothing", "lowest": 1},
        {"felt": "nothing", "easier": True},
        {"felt": "nothing", "outcome": "stopped"},
        {"felt": "click", "score": 1},
        {"felt": "ache", "score": 2},
    ],
)
def test_what_is_not_clean_does_not_count(told: dict[str, object]) -> None:
    story = Story()
    for _ in range(3):
        story.session("seated_rotation", right=told).fine().later(days=1)
    assert story.level("seated_rotation") <= 2


def test_a_short_session_before_a_run_counts_for_mobility_only() -> None:
    story = Story()
    for name in ("seated_rotation", "heel_raises"):
        for _ in range(2):
            story.session(name, moment="before", short=True).fine().later(days=1)
    assert story.level("seated_rotation") == 3
    assert story.level("heel_raises") == 2


def test_a_new_rung_is_first_done_after_a_run_or_on_a_rest_day() -> None:
    story = at_level("seated_rotation", 3)
    waits = story.plan("before").drills[0]
    assert (waits.drill, waits.rung, waits.judged) == ("seated_rotation", 2, 3)
    assert waits.reasons[0].rule == "new_rung_waits"
    assert story.plan("desk", "desk").drills[0].rung == 3
    story.session("seated_rotation", moment="rest").later(days=1)
    assert story.plan("before").drills[0].rung == 3


def test_a_new_rung_that_waited_four_weeks_is_tried_before_a_run_too() -> None:
    story = at_level("seated_rotation", 3)
    rose = story.now - timedelta(days=2)
    for waited in range(3, 32):
        story.session("seated_rotation", moment="before", short=True, lowest=2).later(days=1)
        assert (story.now - rose).days == waited
        rung = next(
            one.rung for one in story.plan("before").drills if one.drill == "seated_rotation"
        )
        assert rung == (3 if waited >= 28 else 2)


def test_after_a_deep_cut_the_next_rise_costs_three_clean_sessions() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation", right={"felt": "sharp"})
    assert story.level("seated_rotation") == 1
    for expected in (1, 1, 2, 2, 3):
        story.fine().later(days=2).session("seated_rotation")
        assert story.level("seated_rotation") == expected


def test_a_cut_begins_the_clean_counts_anew() -> None:
    story = at_level("seated_rotation", 3).session("seated_rotation").later(days=2)
    story.session("seated_rotation", right={"felt": "nothing", "fault": "knee", "lowest": 2})
    story.later(days=2).session("seated_rotation")
    assert story.level("seated_rotation") == 2


def test_a_clean_side_does_not_count_in_a_session_that_was_cut() -> None:
    story = at_level("calf_stretch", 2).session("calf_stretch", right=PINCH).later(days=3)
    state = story.state.tracks["calf_stretch"]
    assert (state.left.count, state.right.count) == (0, 0)


def test_mobility_grows_at_most_two_rungs_above_the_lowest_of_a_week() -> None:
    story = Story()
    for _ in range(8):
        story.session("seated_rotation").fine()
    assert story.level("seated_rotation") == 4


def test_loading_grows_at_most_one_rung_a_week() -> None:
    story = Story()
    for _ in range(4):
        story.session("heel_raises").fine().later(days=1)
    assert story.level("heel_raises") == 3


def test_a_loading_drill_waits_for_its_morning_to_count() -> None:
    story = Story().session("heel_raises").later(days=2).session("heel_raises").later(days=2)
    assert story.level("heel_raises") == 2
    story = Story().session("heel_raises").fine().later(days=2).session("heel_raises").fine()
    assert story.level("heel_raises") == 3


def test_a_stale_plan_below_the_level_is_no_evidence() -> None:
    story = at_level("seated_rotation", 3)
    for _ in range(3):
        story.later(days=2).session("seated_rotation", planned=2)
    assert story.level("seated_rotation") == 3


def test_a_stale_plan_pays_a_debt_and_no_more() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation", right={"felt": "sharp"})
    for _ in range(3):
        story.fine().later(days=2).session("seated_rotation", planned=0)
    assert story.state.tracks["seated_rotation"].left.count == 0


@pytest.mark.parametrize(("days", "level"), [(14, 4), (15, 3), (28, 3), (29, 2), (43, 2)])
def test_a_break_costs_by_its_length(days: int, level: int) -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation").later(days=days)
    assert story.level("seated_rotation") == level


def test_a_break_is_paid_once() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation").later(days=20)
    story.session("seated_rotation").fine()
    assert story.level("seated_rotation") == 3


def test_a_family_kept_in_practice_keeps_its_drills() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation")
    for _ in range(4):
        story.later(days=10).session("calf_stretch")
    assert story.level("seated_rotation") == 4


def test_a_break_that_another_drill_ends_is_still_paid() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation").later(days=20)
    story.session("standing_circles").later(days=1)
    assert story.level("seated_rotation") == 3


def test_a_sorer_side_named_at_the_start_begins_one_rung_lower() -> None:
    story = Story().sorer("left")
    assert story.level("seated_rotation") == 1
    assert story.plan("rest").drills[0].reasons[0].rule == "sorer"
    assert at_level("seated_rotation", 3).sorer("left").level("seated_rotation") == 3
