"""R16 and R17: what knee-to-wall tests say, with honest error bars (centimetres)."""

from content.coach.rules import Rules
from content.coach.state import SIDES, State, WallTest
from content.drill import Side
from content.history import Measured

KEPT = 40  # tests; three years of both sides every four weeks


def measure(state: State, event: Measured) -> None:
    """Take a test of one side in."""
    one = WallTest(event.day.toordinal(), event.side, event.centimetres, event.stopped_by)
    state.tests = [*state.tests, one][-KEPT:]


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
        if last is not None and last.stopped_by == "front":
            return side
    return None


def has_improved(tests: tuple[WallTest, ...], rules: Rules) -> bool:
    """Return whether the last two tests of one side are both really better than the first."""
    first, *later = tests
    return len(later) >= 2 and all(
        test.centimetres - first.centimetres >= rules.wall.asymmetry for test in later[-2:]
    )


def band(centimetres: float, rules: Rules) -> int:
    """Return which of the bands a distance lies in, 0 the lowest; no verdict."""
    return sum(centimetres >= edge for edge in rules.wall.bands)


def _on(state: State, day: int, side: Side) -> float | None:
    done = (t.centimetres for t in reversed(state.tests) if t.day == day and t.side == side)
    return next(done, None)


def _is_whole(state: State, day: int) -> bool:
    return all(_on(state, day, side) is not None for side in SIDES)


def _tighter_on(state: State, day: int, rules: Rules) -> Side | None:
    left, right = _on(state, day, "left") or 0.0, _on(state, day, "right") or 0.0
    if abs(left - right) < rules.wall.asymmetry:
        return None
    return "left" if left < right else "right"
