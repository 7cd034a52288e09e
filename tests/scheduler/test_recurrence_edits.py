"""A rhythm as a runner changes it: never two runs at once, never a run lost on the way."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler import recurrence_edits
from scheduler.recurrence import MOST_A_DAY, Rhythm, Start

WALLS = st.sampled_from([time(6, 45), time(8), time(12, 15), time(18, 30)])
STARTS = st.builds(Start, WALLS, st.sampled_from([None, 30, 75, 120]))
DAYS = st.lists(STARTS, min_size=1, max_size=MOST_A_DAY, unique_by=lambda one: one.wall)
PLANS = st.dictionaries(st.integers(0, 6), DAYS.map(lambda day: tuple(sorted(day)))).map(Rhythm)
MORNING, NOON, EVENING = Start(time(6, 45)), Start(time(12, 15)), Start(time(18, 30))


def count(plan: Rhythm) -> int:
    return sum(len(starts) for starts in plan.days.values())


def test_a_run_at_the_time_of_another_is_refused() -> None:
    plan = Rhythm({1: (MORNING, EVENING)})
    assert recurrence_edits.added(plan, 1, Start(time(18, 30), 90)) is None
    assert recurrence_edits.changed(plan, 1, time(6, 45), EVENING) is None
    assert recurrence_edits.all_at(plan, time(18, 30)) is None


def test_a_full_day_takes_no_further_run() -> None:
    plan = Rhythm({1: (MORNING, NOON, EVENING)})
    assert recurrence_edits.added(plan, 1, Start(time(20))) is None
    assert recurrence_edits.changed(plan, 1, time(12, 15), Start(time(20))) == Rhythm(
        {1: (MORNING, EVENING, Start(time(20)))}
    )


def test_a_days_last_run_takes_the_day_out() -> None:
    assert recurrence_edits.without(Rhythm({1: (MORNING,), 3: (NOON,)}), 1, time(6, 45)) == Rhythm(
        {3: (NOON,)}
    )


def test_all_at_once_moves_the_first_run_of_each_day_and_keeps_lengths() -> None:
    plan = Rhythm({1: (MORNING, EVENING), 6: (Start(time(8), 90),)})
    moved = Rhythm({1: (Start(time(7)), EVENING), 6: (Start(time(7), 90),)})
    assert recurrence_edits.all_at(plan, time(7)) == moved


@pytest.mark.parametrize(
    ("sunday", "then"),
    [
        ((), (Start(time(8), 90),)),
        ((MORNING,), (Start(time(8), 90),)),
        ((MORNING, EVENING), (Start(time(8), 90), EVENING)),
        ((MORNING, Start(time(8))), (MORNING, Start(time(8), 90))),
        ((MORNING, Start(time(12), 120)), (MORNING, Start(time(8), 90))),
    ],
)
def test_the_long_run_takes_the_place_of_the_run_it_most_likely_is(
    sunday: tuple[Start, ...], then: tuple[Start, ...]
) -> None:
    plan = Rhythm({6: sunday} if sunday else {})
    assert recurrence_edits.with_long_run(plan, 40, 6, Start(time(8), 90)).days[6] == then


def test_the_long_run_of_another_day_becomes_a_usual_one() -> None:
    plan = Rhythm({5: (Start(time(8), 90),)})
    moved = recurrence_edits.with_long_run(plan, 40, 6, Start(time(8), 120))
    assert moved == Rhythm({5: (Start(time(8)),), 6: (Start(time(8), 120),)})


def test_a_shorter_run_is_no_long_run() -> None:
    assert recurrence_edits.long_run(Rhythm({1: (Start(time(8), 30),)}), 40) is None


@given(PLANS, st.integers(0, 6), WALLS, STARTS)
def test_a_change_touches_one_run_only(plan: Rhythm, day: int, wall: time, start: Start) -> None:
    there = recurrence_edits.find(plan, day, wall) is not None
    changed = recurrence_edits.changed(plan, day, wall, start)
    if changed is not None:
        assert recurrence_edits.find(changed, day, start.wall) == start
        assert count(changed) == count(plan) + (not there)
        others = {other: starts for other, starts in plan.days.items() if other != day}
        assert {o: starts for o, starts in changed.days.items() if o != day} == others


@given(PLANS, st.integers(0, 6), WALLS, st.integers(41, 600))
def test_there_is_one_long_run_and_no_run_is_lost(
    plan: Rhythm, day: int, wall: time, minutes: int
) -> None:
    changed = recurrence_edits.with_long_run(plan, 40, day, Start(wall, minutes))
    assert recurrence_edits.find(changed, day, wall) == Start(wall, minutes)
    assert count(changed) == count(plan) + (day not in plan.days)
    kept = recurrence_edits.shortened(
        recurrence_edits.shortened(recurrence_edits.shortened(changed, 40), 40), 40
    )
    assert count(kept) == count(changed)


@given(PLANS)
def test_the_long_run_is_the_longest_and_without_it_there_is_one_less(plan: Rhythm) -> None:
    long = recurrence_edits.long_run(plan, 40)
    own = [one.minutes or 0 for starts in plan.days.values() for one in starts]
    if long is None:
        assert max([0, *own]) <= 40
        assert recurrence_edits.shortened(plan, 40) == plan
    else:
        assert long[1].minutes == max(own)
        assert recurrence_edits.shortened(plan, 40) != plan
