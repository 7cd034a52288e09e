"""Knee-to-wall (weight-bearing lunge) test, R16 and R17: what it says, with honest error bars."""

from dataclasses import dataclass
from typing import Literal

from content.coach.drill_state import SIDES
from content.coach.state import State, WallTest
from content.drill import Side
from content.events import Measured, StoppedBy
from content.library import Library
from content.rules import Rules

KEPT = 80  # tests; three years of both sides every four weeks

# What stopped the knee where the runner tells of a pinch.
PINCHED: StoppedBy = "front"

Compared = Literal["none", "first", "same", "more", "less", "better"]


@dataclass(frozen=True, slots=True)
class Sides:
    """How the two sides of the last whole test compare: centimetres between them, and a verdict.

    "again" asks for one more test a week later; "tighter" is confirmed, and `tighter` names it.
    """

    verdict: Literal["unknown", "normal", "again", "tighter"]
    apart: float = 0.0
    tighter: Side | None = None


def measure(state: State, event: Measured) -> None:
    """Take a test of one side in; what is told later on the same day corrects it."""
    one = WallTest(event.day.toordinal(), event.side, event.centimetres, event.stopped_by)
    earlier = [test for test in state.tests if (test.day, test.side) != (one.day, one.side)]
    state.tests = [*earlier, one][-KEPT:]


def compared(state: State, library: Library, side: Side) -> Compared:
    """Return what a side's last test says beside the ones before it.

    Under the measuring error it is the "same" as last time; "more" and "less" are one test's
    word. Only "better" is improved (I21): two tests running, and both really beyond the first.
    """
    rules = library.rules
    tests = tuple(test for test in state.tests if test.side == side)
    if len(tests) < 2:
        return "first" if tests else "none"
    moved = tests[-1].centimetres - tests[-2].centimetres
    if moved <= -rules.wall.asymmetry:
        return "less"
    if has_improved(tests, rules):
        return "better"
    return "more" if moved >= rules.wall.asymmetry else "same"


def sides(state: State, library: Library) -> Sides:
    """Return how the two sides compare: normal, measure again next week, or one is tighter."""
    rules = library.rules
    whole = [test.day for test in state.tests if _is_whole(state, test.day)]
    if not whole:
        return Sides("unknown")
    left, right = _lengths(state, max(whole))
    apart = abs(left - right)
    if tighter := tighter_side(state, rules):
        return Sides("tighter", apart, tighter)
    return Sides("again" if apart >= rules.wall.again else "normal", apart)


def tighter_side(state: State, rules: Rules) -> Side | None:
    """R16: the tighter side, once two tests far enough apart agree on it; else None."""
    days = sorted({test.day for test in state.tests}, reverse=True)
    sides = [(day, _tighter_on(state, day, rules)) for day in days if _is_whole(state, day)]
    if not sides:
        return None
    last, side = sides[0]
    earlier = next((s for day, s in sides if last - day >= rules.wall.confirm_days), None)
    return side if side == earlier else None


def pinch_limits(state: State) -> Side | None:
    """R17: the side whose last test was stopped by a pinch at the front, else None."""
    for side in SIDES:
        last = next((test for test in reversed(state.tests) if test.side == side), None)
        if last is not None and last.stopped_by == PINCHED:
            return side
    return None


def has_improved(tests: tuple[WallTest, ...], rules: Rules) -> bool:
    """Return whether the last two tests of one side are both really better than the first."""
    first, *later = tests
    return len(later) >= 2 and all(
        test.centimetres - first.centimetres >= rules.wall.asymmetry for test in later[-2:]
    )


def band(centimetres: float, library: Library) -> int:
    """Return which of the bands a distance lies in, 0 the lowest; no verdict."""
    return sum(centimetres >= edge for edge in library.rules.wall.bands)


def _on(state: State, day: int, side: Side) -> float | None:
    done = (test.centimetres for test in state.tests if (test.day, test.side) == (day, side))
    return next(done, None)


def _is_whole(state: State, day: int) -> bool:
    return all(_on(state, day, side) is not None for side in SIDES)


def _lengths(state: State, day: int) -> tuple[float, float]:
    """Return a whole test's left and right."""
    return _on(state, day, "left") or 0.0, _on(state, day, "right") or 0.0


def _tighter_on(state: State, day: int, rules: Rules) -> Side | None:
    left, right = _lengths(state, day)
    if abs(left - right) < rules.wall.asymmetry:
        return None
    return "left" if left < right else "right"
