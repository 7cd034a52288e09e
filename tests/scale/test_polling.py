"""SQLite and polling: what waited is not lost in kills, and not in a power cut once confirmed."""

from pathlib import Path

import pytest

from tests.scale.polling import tap_and_kill
from tests.scale.test_kills import FULL, SEED, SHORT, report


@pytest.mark.parametrize(
    ("kills", "taps"), [pytest.param(50, 40, marks=FULL), pytest.param(10, 40, marks=SHORT)]
)
async def test_kills_over_waiting_taps_lose_none(tmp_path: Path, kills: int, taps: int) -> None:
    one, verdict = await tap_and_kill(tmp_path, kills, taps, SEED)
    report(f"{kills} kills ({one.hit} in the middle), {verdict}")
    assert verdict.taps == kills * taps
    assert verdict.clean
    assert one.hit > kills / 4, "most kills hit a bot that had nothing under way"


@pytest.mark.parametrize(
    ("cuts", "taps"), [pytest.param(25, 40, marks=FULL), pytest.param(6, 40, marks=SHORT)]
)
async def test_a_power_cut_loses_nothing_that_was_confirmed(
    tmp_path: Path, cuts: int, taps: int
) -> None:
    one, verdict = await tap_and_kill(tmp_path, cuts, taps, SEED, cuts=True)
    taken = [size for size in one.dropped if size]
    report(f"{cuts} power cuts ({len(taken)} took {sum(taken):,} bytes), {verdict}")
    assert verdict.taps == cuts * taps
    # What was said of a tap whose effect was cut off is said again of its second effect.
    assert (verdict.lost, verdict.twice, verdict.disorder, verdict.stale) == (0, 0, 0, 0)
    assert len(taken) > cuts / 4, "hardly a cut took anything"
