"""The coach's invariants, held over runners of every kind: what must never happen."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from content.coach import State, replay, step
from content.coach.breaks import level_on
from content.coach.events import apply
from content.coach.levels import lowest
from content.coach.visit import known_pain
from content.history import Cleared, Event, Morning, Report
from tests.content.coach.telling import LIBRARY, RULES, asking
from tests.content.coach.walks import levels, mirrored, sessions, walks

ASKED = [asking(), asking(asked=False)]
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_clean(one: Report) -> bool:
    pain = known_pain(one, RULES)
    plain = one.felt in {"nothing", "stretch", "click"} and one.outcome == "done"
    whole = one.lowest == one.planned and not (one.minute or one.easier or one.fault)
    calm = pain is not None and pain <= (0 if one.felt == "click" else 2)
    return plain and whole and calm


@pytest.mark.parametrize("rules", ASKED)
@given(walk=walks)
@QUICK
def test_every_decision_keeps_its_bounds(rules: Any, walk: Any) -> None:
    keeps_its_bounds(walk, rules)


def keeps_its_bounds(walk: Any, rules: Any) -> None:
    """Check a level's bounds, its rises and its falls at every event of a walk."""
    history, _ = sessions(walk, rules)
    state = State()
    for event in history:
        before = levels(state)
        apply(LIBRARY, state, event, rules)
        for name, drill in LIBRARY.drills.items():
            after = state.level(drill)
            assert 0 <= after <= drill.top
            assert after <= before[name] + 1
            if after > before[name]:
                _rose_rightly(state, event, name, rules)
        if isinstance(event, Report):
            _fell_rightly(state, event, before[event.drill])


def _rose_rightly(state: State, event: Event, name: str, rules: Any) -> None:
    """Check that both ankles were clean in this practice, and the week's bounds are kept."""
    track = state.tracks[name]
    allowed = 2 if LIBRARY.drills[name].kind == "mobility" else 1
    assert track.level <= lowest(track, 7, event.day) + allowed
    for ankle in (track.left, track.right):
        assert ankle.last is not None
        assert is_clean(ankle.last)
        assert ankle.last.practice == track.practice
    if isinstance(event, Report):
        assert is_clean(event)
        assert not rules.morning.asked or LIBRARY.drills[name].kind == "mobility"
    else:
        assert isinstance(event, Morning)
        assert event.answer == "fine"


def _fell_rightly(state: State, event: Report, before: int) -> None:
    after = state.level(LIBRARY.drills[event.drill])
    if event.felt in {"pinch", "sharp"}:
        assert after < max(1, event.planned)
    if event.outcome != "done" or event.felt is None:
        assert after <= before


@given(walk=walks)
@QUICK
def test_a_front_pinch_lets_no_drill_of_its_family_grow_that_turn(walk: Any) -> None:
    history, _ = sessions(walk, asking())
    state, before, pinched = State(), levels(State()), False
    practice = 0
    for event in history:
        if isinstance(event, Report) and event.practice != practice:
            practice, before, pinched = event.practice, levels(state), False
        apply(LIBRARY, state, event, asking())
        pinched |= isinstance(event, Report) and (event.felt, event.where) == ("pinch", "front")
        for name, drill in LIBRARY.drills.items():
            if pinched and isinstance(event, Report) and "dorsiflexion" in drill.families:
                assert state.level(drill) <= before[name]


@given(walk=walks)
@QUICK
def test_what_a_cut_took_comes_back_by_two_clean_sessions_a_rung(walk: Any) -> None:
    """After a cut of k rungs: at least 2k clean sessions, and one more if k is 2 or more.

    A rise that the next morning undoes is not part of the cut.
    """
    history, _ = sessions(walk, asking())
    state = State()
    cuts: dict[str, tuple[int, int]] = {}
    clean: dict[str, set[int]] = {name: set() for name in LIBRARY.drills}
    for event in history:
        before = levels(state)
        apply(LIBRARY, state, event, asking())
        if isinstance(event, Report) and is_clean(event):
            clean[event.drill].add(event.practice)
        for name, level in levels(state).items():
            change = state.tracks[name].change if name in state.tracks else None
            if level < before[name] and change and change.after == level < change.before:
                lost = change.before - level
                cuts[name] = change.before, 2 * lost + (lost >= 2)
                clean[name].clear()
            elif name in cuts and level >= cuts[name][0]:
                assert len(clean[name]) >= cuts.pop(name)[1]


@given(walk=walks)
@QUICK
def test_the_mirror_gives_the_mirror_image(walk: Any) -> None:
    history, state = sessions(walk, asking())
    mirror = replay(LIBRARY, mirrored(history), asking())
    assert levels(mirror) == levels(state)
    for name, track in state.tracks.items():
        assert mirror.tracks[name].left.count == track.right.count
        assert mirror.tracks[name].left.rest_until == track.right.rest_until


@given(walk=walks)
@QUICK
def test_replaying_gives_the_same_state_as_stepping(walk: Any) -> None:
    history, state = sessions(walk, asking())
    assert replay(LIBRARY, history, asking()) == state
    early = replay(LIBRARY, history[:-1], asking())
    kept = early.copy()
    assert step(LIBRARY, early, history[-1], asking()) == state
    assert early == kept


@given(walk=walks)
@QUICK
def test_a_longer_break_never_gives_a_higher_level(walk: Any) -> None:
    history, state = sessions(walk, asking())
    day = history[-1].day
    for drill in LIBRARY.drills.values():
        after = [level_on(state, drill, RULES, day + timedelta(days=days)) for days in range(60)]
        assert after == sorted(after, reverse=True)


@given(walk=walks)
@QUICK
def test_only_flags_hold_a_drill_down_for_ever(walk: Any) -> None:
    """Whatever happened, ten weeks of calm sessions lead to the top again."""
    rules = asking()
    history, state = sessions(walk, rules)
    now, practice = history[-1].at.replace(hour=17) + timedelta(days=1), 10_000
    for _ in range(35):
        for key in list(state.blocks):
            apply(LIBRARY, state, _cleared(now, key), rules)
        for drill in LIBRARY.drills.values():
            practice += 1
            planned = level_on(state, drill, rules, now.date())
            for one in _clean_session(now, practice, drill.id, planned):
                apply(LIBRARY, state, one, rules)
        at = now + timedelta(hours=15)
        for side in ("left", "right"):
            apply(LIBRARY, state, Morning(at, at.date(), side, "fine"), rules)
        now += timedelta(days=2)
    assert levels(state) == {drill.id: drill.top for drill in LIBRARY.drills.values()}


def _cleared(now: Any, key: str) -> Event:
    return Cleared(now, now.date(), key, "clinician")


def _clean_session(now: Any, practice: int, drill: str, planned: int) -> list[Report]:
    left = Report(
        now, now.date(), practice, "after", drill, "left", planned, planned, "done", "nothing"
    )
    return [left, replace(left, side="right")]
