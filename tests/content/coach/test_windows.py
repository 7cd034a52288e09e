"""What a state remembers, for exactly as long as a rule looks back, and how levels move."""

from datetime import timedelta

from content.coach import Context, progression
from content.coach.drill_state import NEVER
from content.coach.reasons import sessions_to_go
from content.coach.state import State
from content.coach.today import look
from content.events import Morning
from tests.content.coach.stories import LIBRARY, MONDAY, RULES, Story, asking, drill

FRONT = {"felt": "pinch", "where": "front", "score": 1}


def test_a_week_of_loading_days_and_stretches_is_kept() -> None:
    story = Story(asking(asked=False))
    for _ in range(10):
        story.session("heel_walks").same_session("calf_stretch").later(days=1)
    last = story.now.date().toordinal() - 1
    week = list(range(last - 6, last + 1))
    assert story.state.loaded == {"heel_walks": week}
    assert [day for day, _ in story.state.stretched] == [day for day in week for _ in range(2)]


def test_two_weeks_of_pain_are_kept() -> None:
    story = Story()
    for _ in range(16):
        story.session("seated_rotation").later(days=1)
    last = story.now.date().toordinal() - 1
    ankle = story.state.tracks["seated_rotation"].left
    assert ankle.pains == [(day, 0) for day in range(last - 13, last + 1)]
    assert ankle.ached == NEVER


def test_levels_are_kept_as_far_back_as_a_window_may_look() -> None:
    track = progression.begin(State(), drill("seated_rotation"))
    start = MONDAY.date()
    for days, level in ((1, 3), (20, 4), (29, 3), (48, 4)):
        progression.move(track, level, start + timedelta(days=days))
    first = start.toordinal()
    assert track.lows == [(first + day, at) for day, at in ((1, 3), (20, 4), (29, 3), (48, 4))]
    assert progression.lowest(track, 7, start + timedelta(days=50)) == 3
    assert progression.lowest(track, 1, start + timedelta(days=50)) == 4


def test_a_pattern_that_ended_changes_nothing_any_more() -> None:
    story = Story().session("standing_circles", right=FRONT).later(days=1)
    story.session("seated_rotation").later(hours=23)
    assert not story.offers("standing_circles")
    story.later(hours=1)
    told = {one.drill: one.rung for one in story.plan("before").drills}
    assert told == {"seated_rotation": 2, "standing_circles": 1, "knee_to_wall_rock": 1}


def test_a_morning_speaks_for_yesterday_even_after_a_session_today() -> None:
    story = Story().session("heel_raises").later(hours=14).session("seated_rotation")
    story.events.append(Morning(story.now, story.now.date(), "left", "sore"))
    assert story.level("heel_raises") == 1
    late = Story().session("heel_raises").later(days=2)
    late.events.append(Morning(late.now, late.now.date(), "left", "sore"))
    assert late.level("heel_raises") == 2


def test_one_drill_is_enough_to_ask_for_the_morning() -> None:
    story = Story().session("seated_rotation").same_session("heel_walks").later(days=1)
    assert story.state.mornings_due(story.now.date()) == ("left", "right")


def test_the_slower_ankle_sets_how_many_sessions_are_left() -> None:
    story = Story().session("calf_stretch", right={"felt": "stiff", "score": 1})
    state, day = story.state, story.now.date()
    track = state.tracks["calf_stretch"]
    assert (track.left.count, track.right.count) == (1, 0)
    assert sessions_to_go(state, drill("calf_stretch"), track, RULES, day) == 2


def test_a_sorer_side_may_begin_a_drill_at_its_gentlest_rung() -> None:
    story = Story().sorer("left")
    assert (story.level("calf_foam_roll"), story.level("heel_raises")) == (0, 1)


def test_the_side_that_starts_is_told_with_its_reason() -> None:
    def first(story: Story) -> tuple[str, str]:
        context = Context(story.now, story.now.date(), "rest", "mat")
        return look(LIBRARY, story.state, context).first_side()

    assert first(Story()) == ("left", "turn")
    assert first(Story().session("calf_stretch")) == ("right", "turn")
    assert first(Story().sorer("right")) == ("right", "sorer")
    stiff = {"felt": "stiff", "score": 1}
    assert first(Story().session("calf_stretch", right=stiff)) == ("right", "sorer_lately")
    story = Story().wall(11.0, 9.0).later(days=7).wall(11.0, 9.0)
    assert first(story) == ("right", "R16")
