"""What a red flag, a rule that refers and the word about walking mean for the run of a day."""

from datetime import timedelta

import pytest

from content.coach import Running, no_run, referred, running, unseen
from tests.content.coach.stories import LIBRARY, Story

SEVERE = {"felt": "ache", "score": 9, "outcome": "stopped"}
CLICK = {"felt": "click", "score": 2}


def runs(story: Story) -> Running:
    return running(story.state, story.library, story.now.date())


@pytest.mark.parametrize(
    ("score", "run"), [(0, "free"), (2, "free"), (3, "easy"), (5, "easy"), (6, "none")]
)
def test_pain_on_walking_makes_a_run_easy_and_then_takes_it(score: int, run: Running) -> None:
    assert runs(Story().walking(score)) == run


def test_a_limp_is_no_run_today_and_says_nothing_of_tomorrow() -> None:
    story = Story().walking(None)
    assert runs(story) == "none"
    assert no_run(story.state, LIBRARY, story.now.date())
    story.later(days=1)
    assert runs(story) == "free"
    assert not no_run(story.state, LIBRARY, story.now.date())


def test_walking_with_pain_of_five_still_leaves_a_run() -> None:
    story = Story().walking(5)
    assert not no_run(story.state, LIBRARY, story.now.date())
    assert no_run(story.walking(6).state, LIBRARY, story.now.date())


def test_the_strictest_word_of_a_day_holds_for_the_run() -> None:
    assert runs(Story()) == "free"
    assert runs(Story().limits("RD4")) == "easy"
    assert runs(Story().limits("RD4").flag("RB1")) == "none"
    assert runs(Story().morning(right="sore")) == "easy"
    assert runs(Story().morning(right="stiff")) == "easy"
    assert runs(Story().morning(right="very_sore")) == "none"
    assert runs(Story().morning(right="very_sore").later(days=1)) == "free"
    assert runs(Story().session("seated_rotation", SEVERE)) == "none"
    clicks = Story().session("standing_circles", CLICK).session("standing_circles", CLICK)
    assert runs(clicks) == "easy"


def test_a_rule_that_refers_is_told_in_its_flags_words_on_its_day() -> None:
    story = Story().session("standing_circles", CLICK).session("standing_circles", CLICK)
    day = story.now.date()
    assert referred(story.state, LIBRARY, day) == LIBRARY.flags["RC4"]
    assert referred(story.state, LIBRARY, day + timedelta(days=1)) is None
    numb = {"felt": "numb", "outcome": "stopped"}
    story = Story().session("heel_walks", numb).later(days=1).session("calf_stretch", numb)
    assert referred(story.state, LIBRARY, story.now.date()) == LIBRARY.flags["RC0"]


def test_a_flag_that_was_tapped_and_a_drill_out_for_a_while_refer_nobody_anew() -> None:
    assert referred(Story().flag("RC2").state, LIBRARY, Story().now.date()) is None
    sore = {"felt": "ache", "where": "inside", "score": 3, "lowest": 0}
    story = Story().session("seated_rotation", sore).later(days=2).session("seated_rotation", sore)
    assert set(story.state.blocks) == {"R18:seated_rotation"}
    assert referred(story.state, LIBRARY, story.now.date()) is None


def test_an_open_flag_of_a_day_before_is_asked_after_the_gravest_first() -> None:
    story = Story().flag("RC2").flag("RB1")
    assert unseen(story.state, story.now.date()) is None
    story.later(days=1)
    asked = unseen(story.state, story.now.date())
    assert asked is not None
    assert asked.key == "RB1"
    story.flag("RA2").later(days=1)
    graver = unseen(story.state, story.now.date())
    assert graver is not None
    assert graver.key == "RA2"
