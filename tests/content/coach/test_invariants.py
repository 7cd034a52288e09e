"""The coach's invariants, held over runners of every kind: what must never happen."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from content.coach import State, replay
from content.coach.apply_practice import take
from content.coach.detraining import level_on
from content.coach.drill_state import SIDES
from content.coach.history import apply
from content.coach.progression import lowest
from content.coach.report_context import known_pain
from content.drill import Drill, Side
from content.events import Cleared, Morning, Report
from content.library import Library
from tests.content.coach.random_histories import (
    Told,
    Walk,
    levels,
    lived,
    mirrored,
    sessions,
    walks,
)
from tests.content.coach.report_strategies import CALM, report
from tests.content.coach.stories import LIBRARY, MONDAY, RULES, asking

ASKED = [asking(), asking(asked=False)]
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def is_clean(one: Report) -> bool:
    pain = known_pain(one, RULES)
    plain = one.felt in {"nothing", "stretch", "click"} and one.outcome == "done"
    whole = one.lowest == one.planned and not (one.minute or one.easier or one.fault)
    calm = pain is not None and pain <= (0 if one.felt == "click" else 2)
    return plain and whole and calm


def hurts(one: Report) -> bool:
    pain = known_pain(one, RULES)
    return pain is not None and pain >= 3


@pytest.mark.parametrize("library", ASKED)
@given(walk=walks)
@QUICK
def test_every_decision_keeps_its_bounds(library: Library, walk: Walk) -> None:
    keeps_its_bounds(walk, library)


def keeps_its_bounds(walk: Walk, library: Library) -> None:
    """Check a level's bounds, its rises and its falls at every practice and event of a walk."""
    before, blocked = levels(State()), False
    for told, state in lived(walk, library):
        after = levels(state)
        for name, drill in LIBRARY.drills.items():
            assert 0 <= after[name] <= drill.top
            assert after[name] <= before[name] + 1
            if after[name] > before[name]:
                assert not blocked
                _rose_rightly(state, told, drill, library)
        for one in told:
            if isinstance(one, Report):
                _fell_rightly(state, one, before[one.drill])
        before = after
        blocked = any(block.drill is None for block in state.blocks.values())


def _rose_rightly(state: State, told: Told, drill: Drill, library: Library) -> None:
    """Check that both ankles were clean in this practice, and the week's bounds are kept."""
    track, last = state.tracks[drill.id], told[-1]
    assert track.level <= lowest(track, 7, last.day) + (2 if drill.kind == "mobility" else 1)
    for ankle in (track.left, track.right):
        assert ankle.last is not None
        assert is_clean(ankle.last)
        assert ankle.last.practice == track.practice
    if isinstance(last, Report):
        mine = [one for one in told if isinstance(one, Report) and one.drill == drill.id]
        assert all(is_clean(one) for one in mine)
        assert not library.rules.morning.asked or drill.kind == "mobility"
    else:
        assert isinstance(last, Morning)
        assert last.answer in {"fine", "usual"}


def _fell_rightly(state: State, event: Report, before: int) -> None:
    after = state.level(LIBRARY.drills[event.drill])
    if event.felt in {"pinch", "sharp"} or event.pinched:
        assert after < max(1, event.planned)
    if event.outcome != "done" or event.felt is None or hurts(event):
        assert after <= before


@given(walk=walks)
@QUICK
def test_a_pattern_lets_no_drill_of_its_families_grow_in_its_practice(walk: Walk) -> None:
    """I9, for a pinch at the front, a pull above the heel, and every other place."""
    before = levels(State())
    for told, state in lived(walk, asking()):
        new = {name for name, cap in state.caps.items() if cap.since == told[-1].at}
        if isinstance(told[-1], Report):
            families = {one for name, _ in new for one in RULES.pattern[name].families}
            for name, drill in LIBRARY.drills.items():
                assert state.level(drill) <= before[name] or families.isdisjoint(drill.families)
        before = levels(state)


@given(walk=walks)
@QUICK
def test_what_a_cut_took_comes_back_by_two_clean_sessions_a_rung(walk: Walk) -> None:
    takes_its_sessions(walk)


def takes_its_sessions(walk: Walk) -> None:
    """I13: after a cut of k rungs at least 2k days of clean sessions, one more if k is 2 or more.

    A rise that the next morning takes back is no part of a cut, and a break is paid from the
    rung that was delivered last. A break and what was told on coming back are two cuts.
    """
    cuts: dict[str, tuple[int, int]] = {}
    clean: dict[str, list[set[int]]] = {name: [set(), set()] for name in LIBRARY.drills}
    before, delivered = levels(State()), levels(State())
    for told, state in lived(walk, asking()):
        after = levels(state)
        for name, level in after.items():
            change = state.tracks[name].change if name in state.tracks else None
            done = [_clean_day(told, name, side) for side in SIDES]
            if level < before[name] and change and not change.undone:
                back = change.rule == "R12" or change.before < before[name]
                high = min(before[name], delivered[name]) if back else before[name]
                middle = min(high, change.before)
                deep = max(high - middle, middle - level) >= 2
                cuts[name] = high, 2 * (high - level) + deep
                # A break is paid on coming back, so that very session may be the first of them.
                clean[name] = done if change.rule == "R12" else [set(), set()]
                continue
            clean[name] = [days | one for days, one in zip(clean[name], done, strict=True)]
            if name in cuts and level >= cuts[name][0]:
                assert min(map(len, clean[name])) >= cuts.pop(name)[1], (name, told[0].at)
        before, delivered = after, {name: track.done for name, track in state.tracks.items()}
        delivered = levels(State()) | delivered


def _clean_day(told: Told, name: str, side: Side) -> set[int]:
    return {
        one.day.toordinal()
        for one in told
        if isinstance(one, Report) and (one.drill, one.side) == (name, side) and is_clean(one)
    }


@given(walk=walks)
@QUICK
def test_the_mirror_gives_the_mirror_image(walk: Walk) -> None:
    history, state = sessions(walk, asking())
    mirror = replay(asking(), mirrored(history))
    assert levels(mirror) == levels(state)
    assert mirror.blocks == state.blocks
    for name, track in state.tracks.items():
        assert mirror.tracks[name].left.count == track.right.count
        assert mirror.tracks[name].left.rest_until == track.right.rest_until
    other = {"left": "right", "right": "left"}
    assert mirror.rests == {(family, other[side]): at for (family, side), at in state.rests.items()}
    assert mirror.caps == {(name, other[side]): cap for (name, side), cap in state.caps.items()}


@given(walk=walks)
@QUICK
def test_a_longer_break_never_gives_a_higher_level(walk: Walk) -> None:
    history, state = sessions(walk, asking())
    if not history:
        return
    day = history[-1].day
    for drill in LIBRARY.drills.values():
        after = [level_on(state, drill, RULES, day + timedelta(days=days)) for days in range(60)]
        assert after == sorted(after, reverse=True)


@given(walk=walks)
@QUICK
def test_only_flags_hold_a_drill_down_for_ever(walk: Walk) -> None:
    """I14: whatever happened, ten weeks of clean sessions lead to the top again."""
    library = asking()
    history, state = sessions(walk, library)
    now = (history[-1].at if history else MONDAY).replace(hour=17) + timedelta(days=1)
    for number in range(40):
        for key in list(state.blocks):
            apply(library, state, Cleared(now, now.date(), key, "clinician"))
        take(state, library, _clean_practice(state, now, 10_000 + number))
        at = now + timedelta(hours=15)
        for side in SIDES:
            apply(library, state, Morning(at, at.date(), side, "fine"))
        now += timedelta(days=2)
    assert levels(state) == {drill.id: drill.top for drill in LIBRARY.drills.values()}


def _clean_practice(state: State, now: datetime, practice: int) -> list[Report]:
    """Return every drill done on both ankles at its level, and nothing felt."""
    return [
        report(now, practice, drill.id, side, level_on(state, drill, RULES, now.date()), CALM)
        for drill in LIBRARY.drills.values()
        for side in SIDES
    ]
