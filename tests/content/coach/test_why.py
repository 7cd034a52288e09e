"""The words of the coach: each reason a plain sentence, and what /why lists."""

import re
from datetime import date

import pytest

from content.coach import Reason, explain, why
from content.coach.report_rules import RULES as REPORT_RULES
from content.coach.sentences import for_hours, on_day, sessions, templates
from tests.content.coach.stories import LIBRARY, RULES, Story, at_level

TUESDAY = date(2026, 3, 3)
NEVER_SAID = "diagnos|treat|rehab|heal|injur|safe|cleared|proven|nothing serious|tendin|sprain"
FRONT = {"felt": "pinch", "where": "front", "score": 1, "pinched": (3,), "lowest": 2}


def test_a_pinch_is_told_with_its_side_its_day_and_the_way_back() -> None:
    story = at_level("seated_rotation", 3).session("seated_rotation", right=FRONT).later(days=3)
    reasons = {one.drill: one.reasons for one in story.plan("desk", "desk").drills}
    sentence = why(LIBRARY, reasons["seated_rotation"][0], story.now.date())
    day = f"{story.now.date():%A}"
    assert sentence.startswith("Smaller: it pinched on the right on ")
    assert sentence.endswith("It grows again after two sessions without pain.")
    assert day not in sentence


@pytest.mark.parametrize("name", sorted(templates()))
def test_every_reason_reads_as_a_sentence(name: str) -> None:
    flag = next(iter(LIBRARY.flags))
    full = Reason(name, "heel_walks", "left", TUESDAY, more=2, hours=30, flag=flag)
    for reason in (full, Reason(name)):
        sentence = why(LIBRARY, reason, TUESDAY)
        assert re.fullmatch(r"[A-Z0-9].*\.", sentence)
        assert len(sentence) <= 200
    assert not re.search(
        NEVER_SAID, templates()[name].rule + why(LIBRARY, full, TUESDAY), re.IGNORECASE
    )


def test_every_pattern_and_rule_has_its_words() -> None:
    shown = {f"pattern_{name}" for name, one in RULES.pattern.items() if one.families}
    assert shown | RULES.cut.keys() <= templates().keys()
    assert len(REPORT_RULES) == 13


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "last time"),
        (date(2026, 3, 3), "today"),
        (date(2026, 3, 2), "yesterday"),
        (date(2026, 2, 28), "on Saturday"),
        (date(2026, 2, 25), "on Wednesday"),
        (date(2026, 2, 24), "on 24 February"),
    ],
)
def test_days_are_told_as_people_say_them(day: date | None, words: str) -> None:
    assert on_day(day, TUESDAY) == words


def test_counts_and_rests_are_told_in_words() -> None:
    assert [sessions(count) for count in (None, 1, 2, 7)] == [
        "one more session without pain",
        "one more session without pain",
        "two sessions without pain",
        "7 sessions without pain",
    ]
    assert [for_hours(hours) for hours in (None, 1, 12, 24, 48, 72)] == [
        "a short while",
        "a short while",
        "12 more hours",
        "one more day",
        "two more days",
        "three more days",
    ]


def test_why_lists_every_drill_on_both_sides() -> None:
    told = explain(LIBRARY, Story().state, TUESDAY)
    assert {(one.drill, one.side) for one in told} == {
        (name, side) for name in LIBRARY.drills for side in ("left", "right")
    }
    assert {one.rule for one in told} == {"start"}
    assert {one.next for one in told} == {"To grow: two sessions without pain, both ankles."}


def test_why_tells_the_last_change_and_what_would_raise_it() -> None:
    story = at_level("seated_rotation", 3).session("seated_rotation", right=FRONT).later(days=3)
    story.session("seated_rotation", right={"felt": "stiff", "score": 1}).fine()
    told = explain(story.library, story.state, story.now.date())
    left, right = (one for one in told if one.drill == "seated_rotation")
    assert (left.level, left.rule, left.name) == (2, "R3", "small")
    assert left.behind.startswith("A pinch")
    # The left ankle has one of its two sessions; but the one that ends the pinch lets nothing grow.
    assert {left.next, right.next} == {"To grow: two sessions without pain with this ankle."}


def test_why_says_what_waits_and_what_is_complete() -> None:
    story = at_level("seated_rotation", 5)
    told = {one.drill: one for one in explain(LIBRARY, story.state, story.now.date())}
    assert told["seated_rotation"].next == "This is the biggest size."
    flagged = explain(LIBRARY, story.flag("RB1").state, story.now.date())
    assert {one.next for one in flagged} == {"It waits until the stop is lifted."}


def test_why_tells_the_break() -> None:
    story = at_level("seated_rotation", 4).session("seated_rotation").later(days=20)
    told = explain(LIBRARY, story.state, story.now.date())
    (left, _) = (one for one in told if one.drill == "seated_rotation")
    assert (left.rule, left.level) == ("R12", 3)
