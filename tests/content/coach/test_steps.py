"""One event at a time: a step leaves the state it was given alone, and a replay tells the same."""

from copy import deepcopy
from dataclasses import replace
from datetime import timedelta

import pytest

from content.coach import replay, step
from content.events import (
    Answer,
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
    Sorer,
    Walking,
)
from tests.content.coach.stories import LIBRARY, RULES, Story, at_level, drill, ruled

FRONT = {"felt": "pinch", "where": "front", "score": 1}


def full_story() -> Story:
    """Return a runner of whom everything that can be known is known."""
    story = Story().sorer("left").wall(9.0, 9.5).limits("RD2", "RD4").clear("RD4")
    story.session("standing_circles", FRONT).same_session("calf_stretch")
    story.same_session("heel_raises").flag("RC4").later(days=1).walking(0)
    return story.walking(1).walking(0).later(days=1)


def next_events(story: Story) -> list[Event]:
    at, day = story.now, story.now.date()
    other = Story(now=at, practice=story.practice)
    other.session("standing_circles", FRONT).same_session("calf_stretch")
    other.same_session("heel_raises").same_session("seated_rotation")
    return [
        *other.events,
        Morning(at, day, "left", "sore"),
        Morning(at, day, "right", "fine"),
        Flagged(at, day, "RB1"),
        Flagged(at, day, "RD1"),
        Cleared(at, day, "RC4", "clinician"),
        Cleared(at, day, "RD2", "clinician"),
        Limits(at, day, ("RD3",)),
        Sorer(at, day, "right"),
        Measured(at, day, "left", 10.0),
        Walking(at, day, 4),
        Walking(at, day, 0),
    ]


@pytest.mark.parametrize("event", next_events(full_story()))
def test_a_step_leaves_the_given_state_as_it_was(event: Event) -> None:
    story = full_story()
    state = story.state
    before = deepcopy(state)
    after = step(story.library, state, event)
    assert state == before
    assert after == replay(story.library, [*story.events, event])
    assert after != before


def test_steps_after_steps_never_write_into_an_earlier_state() -> None:
    story = full_story()
    state, kept = story.state, []
    for event in next_events(story):
        kept.append((state, deepcopy(state)))
        state = step(story.library, state, event)
    assert all(one == copy for one, copy in kept)
    assert state == replay(story.library, [*story.events, *next_events(story)])


def test_other_numbers_come_with_another_library() -> None:
    story, slow = at_level("heel_walks", 3), ruled(rise=replace(RULES.rise, clean=9))
    assert replay(LIBRARY, story.events).level(drill("heel_walks")) == 3
    assert replay(slow, story.events).level(drill("heel_walks")) < 3


@pytest.mark.parametrize(
    ("answer", "days", "refers"),
    [
        ("very_sore", 1, True),
        ("sore", 1, False),
        ("stiff", 1, False),
        ("fine", 1, False),
        ("very_sore", 2, False),
    ],
)
def test_only_a_very_sore_morning_right_after_severe_pain_refers(
    answer: str, days: int, refers: bool
) -> None:
    story = Story().session("seated_rotation", right={"felt": "ache", "score": 9})
    at = story.later(days=days, hours=-9).now
    morning = Morning(at, at.date(), "right", answer)  # type: ignore[arg-type]
    state = step(story.library, story.state, morning)
    assert ("R1" in state.blocks) is refers
    if refers:
        assert state.blocks["R1"].day == at.date()
        assert state.blocks["R1"].tier == "C"


def test_a_same_day_morning_leaves_the_session_of_that_day_open() -> None:
    story = Story().session("heel_raises")
    for answer in ("fine", "sore"):
        at = story.now + timedelta(hours=1)
        state = step(LIBRARY, story.state, Morning(at, at.date(), "left", answer))
        ankle = state.tracks["heel_raises"].left
        assert ankle.pending is not None
        assert ankle.count == 0
        assert state.level(LIBRARY.drills["heel_raises"]) == 2


def test_a_bad_morning_tells_its_rule_day_and_side() -> None:
    story = Story().session("heel_raises", moment="rest").morning(right="stiff")
    track = story.state.tracks["heel_raises"]
    assert (track.left.rule, track.right.rule) == ("R15", "R9")
    assert track.change is not None
    change = track.change
    assert (change.rule, change.side, change.before, change.after) == ("R9", "right", 2, 1)
    assert change.day == story.now.date()
    assert track.right.pending is None
    assert track.left.pending is not None
    assert not track.left.pending.clean


@pytest.mark.parametrize(
    ("answer", "loads", "moves"),
    [
        ("fine", "R15", "R15"),
        ("usual", "R15", "R15"),
        ("sore", "R8", "R8_held"),
        ("very_sore", "R8", "R8"),
        ("stiff", "R9", "R9_held"),
    ],
)
def test_each_morning_answer_has_its_rule(answer: Answer, loads: str, moves: str) -> None:
    story = Story().session("heel_raises").same_session("seated_rotation").morning(answer)
    tracks = story.state.tracks
    assert (tracks["heel_raises"].left.rule, tracks["seated_rotation"].left.rule) == (loads, moves)
    cuts = [name for name, track in tracks.items() if track.change is not None]
    both = {"heel_raises": loads, "seated_rotation": moves}
    assert cuts == [name for name, rule in both.items() if rule in {"R8", "R9"}]
