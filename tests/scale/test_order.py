"""Numbered taps come late, several times and over several replicas: each counts once, in order."""

from pathlib import Path

import pytest

from bot.sandbox.faults import Fault, Kind
from tests.bench.databases import postgres
from tests.scale.candidates import dorsi
from tests.scale.scene import Plan, complaints, scene
from tests.scale.test_kills import FULL, SEED, SHORT, report


@pytest.mark.parametrize(
    ("runners", "seconds", "slow"),
    [pytest.param(60, 15, 0.5, marks=SHORT), pytest.param(200, 60, 2.0, marks=FULL)],
)
async def test_taps_over_a_line_of_changing_length_stay_in_order(
    tmp_path: Path, runners: int, seconds: float, slow: float
) -> None:
    with postgres() as url:
        async with scene(dorsi(), url, tmp_path, Plan(runners)) as one:
            one.telegram.faults.add(Fault(Kind.SLOW, seconds=0.001, up_to=slow))
            await one.crowd.go_on(30, seconds, doubles=0.3)
            verdict = await one.settled(180)
            report(f"0 to {slow:g} s for each call and delivery: {verdict}")
            assert verdict.clean, complaints(one.fleet.replicas)


@pytest.mark.parametrize("seconds", [pytest.param(8, marks=SHORT), pytest.param(30, marks=FULL)])
async def test_what_comes_several_times_and_to_several_at_once_counts_once(
    tmp_path: Path, seconds: float
) -> None:
    with postgres() as url:
        async with scene(dorsi(), url, tmp_path, Plan(60, copies=2)) as one:
            await one.crowd.go_on(10, seconds)
            verdict = await one.settled()
            taps = [tap for each in one.crowd.record.taps.values() for tap in each]
            chance = one.telegram.state.chance
            for tap in chance.sample(taps, len(taps) // 2):
                one.telegram.repeat(tap.query.update_id, chance.randint(1, 4))
            again = await one.settled()
            report(f"to two at once, half of them up to four times more: {again}")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert again.clean, complaints(one.fleet.replicas)
            assert again.taps == verdict.taps
            assert one.fleet.logged("ERROR") == 0, f"seed {SEED}"
