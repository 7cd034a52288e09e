"""Reasons and their sentences to the letter: names, sides, days, counts and rests."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from content.coach import Reason, explain, rule_behind, why
from content.coach import knee_to_wall as walls
from content.coach.reasons import standing
from content.coach.sentences import Why, for_hours, on_day, sessions, templates
from tests.content.coach.stories import LIBRARY, RULES, Story, at_level, drill

TUESDAY = date(2026, 3, 3)
FRONT = {"felt": "pinch", "where": "front", "score": 1}
STIFF = {"felt": "stiff", "score": 1}


def stands(story: Story, name: str) -> Reason:
    return standing(story.state, drill(name), RULES, story.now.date())


def test_a_sentence_names_its_side_day_and_count() -> None:
    pinch = Reason("R3", "heel_walks", "left", TUESDAY - timedelta(days=2), more=1)
    told = "it pinched on the left on Sunday. It grows again after one more session without pain."
    assert why(LIBRARY, pinch, TUESDAY) == f"Smaller: {told}"
    assert "your sore ankle" in why(LIBRARY, Reason("sorer"), TUESDAY)
    assert "right" in why(LIBRARY, Reason("sorer", side="right"), TUESDAY)


def test_every_blank_of_every_sentence_is_filled_with_its_fact() -> None:
    flag = LIBRARY.flags["RD3"]
    facts = {
        "{drill}": drill("heel_walks").name.lower(),
        "{side}": "left",
        "{day}": "yesterday",
        "{more}": "two sessions without pain",
        "{rest}": "12 more hours",
        "{flag}": flag.label,
    }
    nothing = {"{drill}": "drill", "{side}": "sore", "{flag}": "a warning sign"}
    nothing |= {
        "{day}": "last time",
        "{more}": "one more session without pain",
        "{rest}": "a short while",
    }
    met = set()
    for name, words in templates().items():
        full = Reason(name, "heel_walks", "left", date(2026, 3, 2), 2, 12, "RD3")
        for reason, filled in ((full, facts), (Reason(name), nothing)):
            line = words.line
            for blank, fact in filled.items():
                met |= {blank} if blank in line else set()
                line = line.replace(blank, fact)
            assert why(LIBRARY, reason, TUESDAY) == " ".join(line.split())
        assert rule_behind(full) == words.rule
    assert met >= {"{side}", "{day}", "{more}", "{rest}", "{flag}"}


def test_days_counts_and_rests_at_their_edges() -> None:
    days = (date(2026, 3, 1), date(2026, 3, 4), date(2026, 3, 5))
    assert [on_day(day, TUESDAY) for day in days] == ["on Sunday", "tomorrow", "on Thursday"]
    counts = [sessions(count) for count in (0, 5, 6)]
    assert counts == [
        f"{one} without pain" for one in ("one more session", "five sessions", "6 sessions")
    ]
    rests = {2: "2 more hours", 18: "18 more hours", 19: "one more day", 35: "one more day"}
    rests |= {37: "two more days", 120: "five more days", 500: "five more days"}
    assert {hours: for_hours(hours) for hours in rests} == rests


def test_a_drill_stands_with_all_its_facts() -> None:
    story = at_level("seated_rotation", 3)
    change = story.state.tracks["seated_rotation"].change
    assert change is not None
    assert stands(story, "seated_rotation") == Reason("R15", "seated_rotation", day=change.day)
    story.session("seated_rotation", moment="rest").later(days=1)
    opened = Reason("morning_open", "seated_rotation", "left", more=1)
    assert stands(story, "seated_rotation") == opened
    story.later(days=2)
    assert stands(story, "seated_rotation") == replace(opened, rule="morning_lost", more=2)
    story.session("seated_rotation", right={"felt": "nothing", "easier": True, "lowest": 2})
    assert stands(story, "seated_rotation") == replace(opened, rule="morning_lost", more=2)
    held = Reason("R14", "seated_rotation", "right", story.now.date(), 1)
    assert stands(story.fine(), "seated_rotation") == held
    assert stands(story.later(days=20), "seated_rotation") == Reason(
        "R12", "seated_rotation", more=2
    )


def test_the_way_up_is_that_of_the_slower_ankle() -> None:
    story = Story().session("calf_stretch")
    assert stands(story, "calf_stretch") == Reason("steady", "calf_stretch", more=1)
    story.later(days=1).session("calf_stretch", right={"felt": "nothing", "fault": "knee"})
    day = story.now.date()
    assert stands(story, "calf_stretch") == Reason("R11", "calf_stretch", "right", day, 2)
    top = at_level("calf_stretch", 4).session("calf_stretch", moment="rest").later(days=1)
    top.session("calf_stretch")
    assert stands(top, "calf_stretch") == Reason("top", "calf_stretch")


def test_a_drill_only_skipped_still_stands_at_its_beginning() -> None:
    story = Story().session("calf_stretch", {"outcome": "skipped"}, {"outcome": "skipped"})
    assert stands(story, "calf_stretch") == Reason("start", "calf_stretch")
    assert stands(story.sorer("left"), "calf_stretch") == Reason("sorer", "calf_stretch", "left")


def test_why_tells_each_side_what_it_still_needs() -> None:
    story = Story().session("seated_rotation", right=STIFF).later(days=1)
    story.session("seated_rotation", right=STIFF)
    told = explain(LIBRARY, story.state, story.now.date())
    left, right = (one for one in told if one.drill == "seated_rotation")
    assert left.next == right.next == "To grow: two sessions without pain with this ankle."
    assert (left.level, left.top, left.since, left.rule) == (2, 5, None, "R13")
    assert left.reason == why(LIBRARY, stands(story, "seated_rotation"), story.now.date())
    cut = story.later(days=1).session("seated_rotation", right=FRONT | {"pinched": (2,)})
    told = explain(LIBRARY, cut.state, cut.now.date())
    assert {one.since for one in told if one.drill == "seated_rotation"} == {cut.now.date()}


@pytest.mark.parametrize(
    ("first", "second", "tighter"),
    [
        ((9.0, 11.0), (9.0, 11.0), "left"),
        ((11.0, 9.0), (11.0, 9.0), "right"),
        ((9.0, 11.0), (9.0, 10.9), None),
        ((9.0, 10.9), (9.0, 11.0), None),
    ],
)
def test_two_centimetres_twice_make_a_tighter_side(
    first: tuple[float, float], second: tuple[float, float], tighter: str | None
) -> None:
    story = Story().wall(*first).later(days=7).wall(*second)
    assert walls.tighter_side(story.state, RULES) == tighter


def test_a_day_with_one_side_only_is_no_test_of_both() -> None:
    story = Story().wall(11.0, 9.0).later(days=7).wall(9.0, 9.0)
    story.events.pop()
    assert walls.tighter_side(story.state, RULES) is None
    assert walls.tighter_side(Story().state, RULES) is None
    story = Story().wall(9.0, 11.0).later(days=7).wall(12.0, 11.0).wall(9.0, 11.0)
    assert walls.tighter_side(story.state, RULES) == "left"


def test_a_test_that_is_too_near_is_passed_over() -> None:
    story = Story().wall(9.0, 11.0).later(days=10).wall(10.0, 10.0).later(days=4).wall(9.0, 11.0)
    assert walls.tighter_side(story.state, RULES) == "left"


def test_a_drill_that_begins_again_before_its_first_day_says_so() -> None:
    story = Story().flag("RB1").clear("RB1")
    day = story.now.date()
    assert stands(story, "calf_stretch") == Reason("restart", "calf_stretch", None, day, 3)
    told = stands(Story().session("calf_stretch", {"felt": None}), "calf_stretch")
    assert (told.rule, told.side) == ("R14", "left")


def test_every_day_of_the_week_has_its_name() -> None:
    days = [date(2026, 3, 2) + timedelta(days=number) for number in range(7)]
    told = [on_day(day, day + timedelta(days=3)) for day in days]
    assert told == [f"on {day:%A}" for day in days]


@pytest.mark.parametrize("key", ["line", "rule"])
def test_the_words_of_a_reason_are_neither_missing_nor_too_long(key: str) -> None:
    words = {"line": "A line.", "rule": "A rule."}
    assert Why.model_validate(words | {key: "x" * 160})
    for wrong in ("", "x" * 161):
        with pytest.raises(ValidationError, match=key):
            Why.model_validate(words | {key: wrong})
