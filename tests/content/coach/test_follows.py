"""What the coach says follows at once: from a morning, from a plan, from the end of a practice."""

from dataclasses import replace
from typing import get_args

import pytest

from content.coach import Reason, after_morning, asks_first, next_told, plan
from content.coach.asking import STRONG
from content.coach.plan import Context
from content.coach.sentences import templates
from content.drill import AsksFirst
from content.events import Answer
from tests.content.coach.stories import LIBRARY, Story

ROLL = Reason("R15", "calf_foam_roll")


@pytest.mark.parametrize("answer", get_args(Answer))
def test_only_strong_pain_in_the_morning_asks_red_flags(answer: Answer) -> None:
    follows = after_morning(answer)
    assert follows.asks == (STRONG if answer == "very_sore" else "")
    assert follows.good == (answer in {"fine", "usual"})


def test_every_answer_of_now_has_its_words() -> None:
    assert {*LIBRARY.answers.morning} == {*get_args(Answer)} - {"usual"}
    assert [one.score for one in LIBRARY.answers.walking.values()] == [0, 4, 6, None]


def test_the_roller_is_asked_about_only_where_it_is_planned() -> None:
    rolling = Story().plan("after")
    assert "calf_foam_roll" in {one.drill for one in rolling.drills}
    asked = asks_first(LIBRARY, rolling)
    assert asked is not None
    assert asked.flag == "RB5"
    assert asks_first(LIBRARY, Story().plan("before")) is None


def test_another_drill_asks_first_by_its_file_alone() -> None:
    asking = AsksFirst(flag="RB1", question="Was there a pop?")
    rotation = LIBRARY.drills["seated_rotation"].model_copy(update={"asks_first": asking})
    library = replace(LIBRARY, drills={**LIBRARY.drills, rotation.id: rotation})
    assert asks_first(library, Story().plan("before")) == asking


def test_walking_is_the_next_step_once_everything_has_rested() -> None:
    story = Story().session("heel_walks", {"felt": "ache", "where": "calf", "score": 9})
    assert story.later(hours=1).plan().next_step is None
    rested = story.later(days=3)
    assert (rested.plan().blocked, rested.plan().next_step) == ("rest", "walking")
    assert rested.walking(0).plan().next_step is None


def test_what_says_most_is_told_and_nothing_twice() -> None:
    story = Story()
    context = Context(story.now, story.now.date(), "rest", "mat")
    whole = plan(LIBRARY, story.state, context)
    quiet, other = Reason("steady", "heel_walks"), Reason("R12", "heel_raises")
    begins = Reason("start", "heel_raises")
    first, *rest = whole.drills
    mixed = replace(first, reasons=(begins, quiet, other, ROLL))
    coming = replace(whole, drills=(mixed, *(replace(one, reasons=()) for one in rest)))
    assert next_told(coming, (), {"calf_foam_roll"}) == ROLL
    assert next_told(coming, (ROLL,), {"calf_foam_roll"}) == other
    assert next_told(coming, (ROLL, other), ()) == quiet
    assert next_told(coming, (ROLL, other, quiet), ()) is None


def test_what_changes_nothing_and_what_begins_are_marked_where_their_words_stand() -> None:
    found = templates()
    assert {name for name, one in found.items() if one.quiet} == {
        "smaller_here",
        "steady",
        "top",
        "R14",
    }
    assert {name for name, one in found.items() if one.beginning} == {"start", "sorer"}
