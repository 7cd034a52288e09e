"""The progress card draws whatever a runner's history holds."""

import struct
import time
from datetime import date, timedelta

import pytest

from content.figures.card import Progress, Week, card
from content.figures.chart import Measure, chart

MONDAY = date(2026, 9, 7)


def _weeks(count: int) -> tuple[Week, ...]:
    return tuple(Week(MONDAY + timedelta(7 * i), i % 3 != 2, i % 8) for i in range(count))


def _measures(count: int, side: str = "left") -> tuple[Measure, ...]:
    return tuple(Measure(MONDAY + timedelta(28 * i), side, 6 + i) for i in range(count))


@pytest.mark.parametrize("count", [0, 1, 2, 12, 60])
def test_a_card_is_drawn_for_any_length_of_history(count: int) -> None:
    both = _measures(min(count, 5)) + _measures(min(count, 5), "right")
    png = card(Progress(both, _weeks(count)))
    assert struct.unpack(">II", png[16:24]) == (720, 900)
    assert len(png) < 100_000


def test_a_card_is_quick() -> None:
    progress = Progress(_measures(4) + _measures(4, "right"), _weeks(12))
    card(progress)
    started = time.process_time()
    card(progress)
    assert time.process_time() - started < 0.4  # 0.05 s alone; the machine may be busy


def test_a_line_has_a_band_within_which_nothing_changed() -> None:
    assert 'opacity="0.14"' in chart(_measures(3))


def test_equal_sides_do_not_write_over_each_other() -> None:
    art = chart((Measure(MONDAY, "left", 9), Measure(MONDAY, "right", 9)))
    left, right = (art.index(f">{side} 9<") for side in ("Left", "Right"))
    heights = [float(art[:at].rpartition(' y="')[2].partition('"')[0]) for at in (left, right)]
    assert abs(heights[0] - heights[1]) >= 50


def test_a_single_measurement_needs_no_line() -> None:
    assert 'stroke-width="5"' not in chart(_measures(1))
