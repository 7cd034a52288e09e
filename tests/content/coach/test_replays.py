"""One history, one state: whatever the order within a practice, in one go or tap by tap."""

from collections.abc import Iterable
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.coach import State, replay, step
from content.coach.drill_state import DrillState
from content.events import Event, Measured, Sorer, Walking
from tests.content.coach.random_histories import Walk, levels, lived, sessions, walks
from tests.content.coach.stories import LIBRARY

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@given(walk=walks, cut=st.integers(0, 1000))
@QUICK
def test_a_replay_goes_on_from_wherever_it_was_left(walk: Walk, cut: int) -> None:
    """Also in the middle of a practice; and the state it goes on from stays as it was."""
    history, state = sessions(walk, LIBRARY)
    assert replay(LIBRARY, history) == state
    early = replay(LIBRARY, history[: cut % (len(history) + 1)])
    kept = early.copy()
    assert replay(LIBRARY, history[cut % (len(history) + 1) :], onto=early) == state
    assert early == kept


@given(walk=walks, seed=st.integers(0, 1000))
@settings(QUICK, max_examples=25)
def test_tap_by_tap_comes_to_the_same_whatever_is_told_in_between(walk: Walk, seed: int) -> None:
    history = interrupted(sessions((walk[0], walk[1][:160], walk[2]), LIBRARY)[0], seed)
    state = State()
    for event in history:
        before = state
        state = step(LIBRARY, before, event)
        assert state is not before
    assert state == replay(LIBRARY, history)


@given(walk=walks, seed=st.integers(0, 1000))
@settings(QUICK, max_examples=60)
def test_the_order_of_the_reports_of_a_practice_does_not_matter(walk: Walk, seed: int) -> None:
    order_does_not_matter(walk, seed)


def order_does_not_matter(walk: Walk, seed: int) -> None:
    """Check levels, patterns, blocks, rests and counts after every practice told in two orders."""
    one, other = State(), State()
    for told, _ in lived(walk, LIBRARY):
        shuffled = list(told)
        Random(seed).shuffle(shuffled)  # noqa: S311 - the same order every time
        one = replay(LIBRARY, told, onto=one)
        other = replay(LIBRARY, shuffled, onto=other)
        assert known(one) == known(other), told


def known(state: State) -> dict[str, Any]:
    """Return all that decides what comes next, but for who began."""
    return {
        "levels": levels(state),
        "caps": state.caps,
        "blocks": state.blocks,
        "rests": (state.rests, state.rest_until, state.walk_due, state.numb, state.loaded),
        "tracks": {name: _known(track) for name, track in state.tracks.items()},
        "practised": state.practised,
    }


def _known(track: DrillState) -> tuple[Any, ...]:
    ankles = [
        (one.count, one.pending, one.rest_until, one.ended, one.sore_running, one.sore_at_floor)
        for one in (track.left, track.right)
    ]
    return track.done, track.fresh, track.debt, track.away, track.lows, ankles


@given(walk=walks, seed=st.integers(0, 1000))
@settings(QUICK, max_examples=40)
def test_what_is_told_in_the_middle_of_a_practice_does_not_part_it(walk: Walk, seed: int) -> None:
    is_not_parted(walk, seed)


def is_not_parted(walk: Walk, seed: int) -> None:
    """Check that wall tests between the reports of a practice change nothing of its judgement."""
    whole, parted = State(), State()
    for told, _ in lived(walk, LIBRARY):
        whole = replay(LIBRARY, told, onto=whole)
        parted = replay(LIBRARY, interrupted(told, seed, only_tests=True), onto=parted)
        assert known(whole) == known(parted), told


def interrupted(history: Iterable[Event], seed: int, *, only_tests: bool = False) -> list[Event]:
    """Return a history with other things told now and then, also in the middle of a practice."""
    random, told = Random(seed), list[Event]()  # noqa: S311 - the same every time
    for event in history:
        told.append(event)
        if random.randrange(4):
            continue
        at, day = event.at, event.day
        others: list[Event] = [
            Measured(at, day, "left", 9.0),
            Walking(at, day, 1),
            Sorer(at, day, "right"),
        ]
        told.append(others[0] if only_tests else random.choice(others))
    return told
