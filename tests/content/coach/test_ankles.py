"""What is told of one ankle, and what it leaves of the other; mornings that come late."""

from content.coach import Context, Reason, light
from content.coach.drill_state import SIDES
from content.coach.reasons import standing
from content.coach.today import look
from content.events import Morning
from tests.content.coach.stories import Story, at_level, drill

FRONT = {"felt": "pinch", "where": "front", "score": 1}
STRONG = {"felt": "ache", "where": "outside", "score": 6, "outcome": "stopped"}
ARCH = {"felt": "sharp", "where": "arch", "score": 1}


def why(story: Story, name: str) -> Reason:
    return standing(story.state, drill(name), story.library.rules, story.now.date())


def pinched(story: Story) -> Story:
    """Let the front pinch on the right; two days later every drill may be done again."""
    return story.session("standing_circles", right=FRONT).later(days=2)


def test_one_place_of_one_ankle_refers_though_the_other_was_not_in_the_practices() -> None:
    story = Story()
    for _ in range(3):
        assert "place_arch" not in story.state.blocks
        story.practice += 1
        story.report("seated_rotation", "right", **ARCH).later(days=3)
    assert "place_arch" in story.state.blocks


def test_the_same_place_of_both_ankles_is_not_one_place_three_times() -> None:
    story = Story()
    for left, right in ((ARCH, None), (None, ARCH)) * 2:
        story.session("seated_rotation", left, right).later(days=3)
    assert "place_arch" not in story.state.blocks


def test_a_pattern_waits_for_the_morning_after_a_drill_that_loads() -> None:
    story = pinched(Story()).session("heel_walks")
    assert not story.state.caps["front", "right"].calm
    assert story.fine().state.caps["front", "right"].calm


def test_a_session_is_taken_to_end_its_pattern_while_its_morning_is_asked_about() -> None:
    story = pinched(Story()).session("heel_walks")
    assert (why(story, "heel_walks").rule, why(story, "heel_walks").more) == ("morning_open", 1)


def test_a_sore_morning_leaves_a_pattern_waiting_for_another_session() -> None:
    story = pinched(Story()).session("heel_walks").morning(right="sore")
    assert not story.state.caps["front", "right"].calm
    assert not story.morning(right="fine").state.caps["front", "right"].calm


def test_the_morning_of_one_ankle_says_nothing_of_a_pattern_on_the_other() -> None:
    story = pinched(Story()).session("heel_walks").morning(left="fine")
    assert not story.state.caps["front", "right"].calm
    story.events.append(Morning(story.now, story.now.date(), "right", "fine"))
    assert story.state.caps["front", "right"].calm


def test_a_pattern_that_is_over_lets_a_drill_grow_by_its_morning() -> None:
    story = Story().session("heel_walks").fine().later(hours=9)
    story.session("standing_circles", right=FRONT).later(days=1).session("seated_rotation")
    story.later(hours=23).session("heel_walks")
    assert why(story, "heel_walks").rule == "morning_open"
    story.later(hours=15)
    assert why(story, "heel_walks").rule == "morning_grows"
    assert story.level("heel_walks") == 2
    day = story.now.date()
    story.events += [Morning(story.now, day, side, "fine") for side in SIDES]
    assert story.level("heel_walks") == 3


def test_a_bad_morning_a_week_after_another_is_the_second_in_a_row() -> None:
    levels = []
    for days in (7, 8):
        story = Story().session("calf_stretch").morning(left="sore").later(days=days - 1, hours=9)
        levels.append(
            story.session("seated_rotation").morning(left="sore").level("seated_rotation")
        )
    assert levels == [1, 2]


def test_what_loads_and_grew_too_early_counts_from_nothing_again() -> None:
    story = at_level("heel_walks", 3, asked=False).later(days=-1, hours=-9)
    story.events.append(Morning(story.now, story.now.date(), "left", "sore"))
    track = story.state.tracks["heel_walks"]
    assert (track.level, track.left.count, track.right.count) == (2, 0, 0)


def test_a_late_morning_counts_no_session_of_before_a_rise_was_taken_back() -> None:
    story = at_level("seated_rotation", 3).session("seated_rotation")
    for _ in range(2):
        story.later(days=1).session("seated_rotation")
    assert story.level("seated_rotation") == 4
    story.morning("very_sore", "fine")
    track = story.state.tracks["seated_rotation"]
    assert (track.level, track.left.count, track.right.count) == (3, 0, 0)


def test_a_morning_of_days_ago_is_heard_with_the_one_that_is_asked_about() -> None:
    story = Story().session("heel_walks").later(days=3)
    assert why(story, "heel_walks").rule == "morning_lost"
    story.later(hours=-1).session("heel_raises").later(days=1)
    assert why(story, "heel_walks").rule == "morning_open"


def test_of_two_troubles_of_a_day_the_stricter_one_holds_and_is_told() -> None:
    one = Story().session("standing_circles", FRONT).later(hours=1)
    both = one.session("calf_stretch", right=STRONG)
    day = both.now.date()
    now = look(both.library, both.state, Context(both.now, day, "rest", "mat"))
    assert light.day(now, drill("seated_rotation")) == (
        3,
        Reason("front_today", "seated_rotation", "left", day),
    )
    assert light.day(now, drill("knee_to_wall_rock")) == (
        -1,
        Reason("front_today", "knee_to_wall_rock", "left", day),
    )


def test_a_step_of_a_plan_of_before_costs_a_break_as_much_left_out_as_done() -> None:
    levels = []
    for words in ({"outcome": "skipped"}, {"felt": "nothing"}):
        story = at_level("seated_rotation", 4).session("seated_rotation").later(days=1)
        story.session("seated_rotation", planned=3, lowest=3, left=words, right=words)
        levels.append(story.later(days=15).level("seated_rotation"))
    assert levels == [2, 2]


def test_a_break_of_one_drill_costs_those_of_other_families_nothing() -> None:
    story = Story().session("calf_foam_roll").later(days=1)
    for _ in range(3):
        story.session("seated_rotation").later(days=7)
    level = story.level("seated_rotation")
    assert story.session("calf_foam_roll").level("seated_rotation") == level
