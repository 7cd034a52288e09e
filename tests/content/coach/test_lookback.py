"""What a history says of the days gone by."""

from datetime import timedelta
from typing import Any

import pytest

from content.coach import days_off, done_on, grown, had_days_off, sore_lately
from tests.content.coach.stories import LIBRARY, MONDAY, Story, at_level

DAY = timedelta(days=1)
FIRST = MONDAY.date()
SUNDAY = FIRST + 6 * DAY
CIRCLES = "seated_rotation"


def off(story: Story) -> list[int]:
    """Return the days of the first week that were off, 0 for Monday."""
    found = days_off(LIBRARY, story.events, FIRST, SUNDAY)
    recent = [event for event in story.events if event.day >= FIRST]
    assert had_days_off(story.state, recent, FIRST) or not found
    return sorted((day - FIRST).days for day in found)


def test_a_practice_is_one_session_on_the_day_it_began() -> None:
    story = Story().session(CIRCLES).same_session("heel_walks").later(days=1)
    story.same_session("calf_stretch").session(CIRCLES, outcome="skipped")
    assert done_on(story.events) == {FIRST: 1}
    assert done_on(story.session(CIRCLES, minute=True).events) == {FIRST: 1, FIRST + DAY: 1}


def test_days_with_a_red_flag_are_off_from_the_tap_to_the_word_that_lifts_it() -> None:
    story = Story().later(days=1).flag("RB1").later(days=2).clear("RB1")
    assert off(story) == [1, 2, 3]


def test_a_flag_from_before_the_week_is_off_from_its_first_day() -> None:
    story = Story().later(days=-3).flag("RC1").later(days=4).clear("RC1")
    assert off(story) == [0, 1]


def test_a_flag_that_stands_is_off_to_the_end() -> None:
    assert off(Story().later(days=4).flag("RA1")) == [4, 5, 6]


def test_severe_pain_takes_the_days_it_rests() -> None:
    story = Story().session(CIRCLES, {"felt": "ache", "score": 9})
    assert off(story) == [0, 1, 2, 3]


def test_ordinary_pain_and_a_limit_that_leaves_drills_take_no_day() -> None:
    assert off(Story().limits("RD3").session(CIRCLES, {"felt": "ache", "score": 7})) == []


def test_a_limit_of_before_the_week_may_have_taken_a_day_of_it() -> None:
    assert had_days_off(Story().limits("RD1").state, [], FIRST + 7 * DAY)
    assert not had_days_off(Story().state, [], FIRST + 7 * DAY)


def test_most_histories_need_no_replay() -> None:
    story = at_level(CIRCLES, 3).session(CIRCLES, {"felt": "pinch", "where": "front", "score": 6})
    assert not had_days_off(story.state, story.events, FIRST)


def test_a_drill_that_went_up_is_news_until_it_is_cut() -> None:
    story = at_level(CIRCLES, 3)
    assert grown(story.state, FIRST) == ((CIRCLES, 3),)
    assert grown(story.state, story.now.date() + DAY) == ()
    story.session(CIRCLES, {"felt": "pinch", "where": "front", "pinched": (3,)})
    assert grown(story.state, FIRST) == ()


@pytest.mark.parametrize(
    "words", [{"felt": "pinch"}, {"felt": "sharp"}, {"felt": "numb"}, {"felt": "ache", "score": 1}]
)
def test_pain_is_on_ones_mind_for_two_days(words: dict[str, Any]) -> None:
    story = Story().session(CIRCLES, words)
    assert [sore_lately(LIBRARY, story.events, FIRST + n * DAY) for n in (-1, 0, 1, 2)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("story", "sore"),
    [
        (Story().session(CIRCLES, {"felt": "stiff"}, {"felt": "click"}), False),
        (Story().session(CIRCLES, {"felt": "stretch", "score": 2}), False),
        (Story().walking(2), False),
        (Story().walking(3), True),
        (Story().walking(None), True),
        (Story().flag("RC2"), True),
        (Story().clear("RC2"), False),
        (Story().later(days=-1).fine(), False),
        (Story().later(days=-1).morning("usual", "usual"), False),
        (Story().later(days=-1).morning("fine", "sore"), True),
    ],
)
def test_what_counts_as_sore(story: Story, sore: bool) -> None:
    assert sore_lately(LIBRARY, story.events, FIRST) == sore
