"""A practice under any fingers: it never crashes, turns only grow, and no report is ever lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.drill import Moment
from content.practice import (
    NotNow,
    Practice,
    answer,
    current,
    from_json,
    options,
    reports,
    start,
    to_json,
)
from content.practice.transitions import VERBS
from tests.content.coach.stories import LIBRARY, MONDAY, Story

DAY = date(2026, 3, 2)
ARGUMENTS = ("", ":left", ":front", ":3", ":9", ":sore", ":nothing", ":heel_walks", ":nonsense")
EVERY = tuple(f"{verb}{argument}" for verb in VERBS for argument in ARGUMENTS)
MOMENTS: tuple[Moment, ...] = ("before", "after", "rest", "desk")
STARTS = tuple(
    start(LIBRARY, Story().plan(moment, minute=minute))
    for moment in MOMENTS
    for minute in (False, True)
)
fingers = st.tuples(st.sampled_from(STARTS), st.lists(st.integers(0, 255), max_size=60))


def tap(practice: Practice, finger: int) -> Practice:
    allowed = options(practice, LIBRARY)
    return answer(practice, allowed[finger % len(allowed)], LIBRARY) if allowed else practice


@given(fingers)
@settings(max_examples=300, deadline=None)
def test_any_taps_lead_on(walk: tuple[Practice, list[int]]) -> None:
    practice, taps = walk
    for finger in taps:
        after = tap(practice, finger)
        if after is practice:
            assert practice.ask == "over"
            return
        assert after.turn == practice.turn + 1
        assert from_json(to_json(after)) == after
        now = current(after)
        assert now.rung <= after.steps[after.at].rung
        assert now.dose.within(LIBRARY.drills[now.drill].rungs[now.rung].dose) == now.dose
        practice = after


@given(fingers)
@settings(max_examples=300, deadline=None)
def test_no_report_is_ever_lost(walk: tuple[Practice, list[int]]) -> None:
    practice, taps = walk
    for finger in taps:
        after = tap(practice, finger)
        for before, now in zip(practice.said, after.said, strict=True):
            assert now.told or not before.told
            assert now.pinched[: len(before.pinched)] == before.pinched
            assert now.lowest <= before.lowest
        told = reports(after, MONDAY, DAY, 1)
        assert len({(one.drill, one.side) for one in told}) == len(told)
        practice = after


@given(fingers)
@settings(max_examples=60, deadline=None)
def test_the_options_are_exactly_what_is_accepted(walk: tuple[Practice, list[int]]) -> None:
    practice, taps = walk
    for finger in taps:
        practice = tap(practice, finger)
    allowed = options(practice, LIBRARY)
    for verb in allowed:
        answer(practice, verb, LIBRARY)
    for verb in set(EVERY) - set(allowed):
        with pytest.raises(NotNow):
            answer(practice, verb, LIBRARY)


@given(fingers)
@settings(max_examples=100, deadline=None)
def test_going_on_always_comes_to_an_end(walk: tuple[Practice, list[int]]) -> None:
    practice, taps = walk
    for finger in taps:
        practice = tap(practice, finger)
    wanted: Any = ("done", "later", "back")
    for _ in range(40):
        allowed = options(practice, LIBRARY)
        given = (answer(practice, verb, LIBRARY) for verb in wanted if verb in allowed)
        practice = next(given, practice)
    assert practice.ask == "over"
