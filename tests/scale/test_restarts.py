"""Replicas end all at once, stay away, are rolled one by one, or tell another time."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bench.databases import postgres
from tests.bench.process import python
from tests.scale.candidates import dorsi
from tests.scale.kills import ended, rush
from tests.scale.scene import Plan, complaints, scene
from tests.scale.test_kills import FULL, SHORT, report

CLOCK_OFF = python("-m", "tests.scale.clock_off")
STOPS_WITHIN = 25.0  # seconds


@pytest.mark.parametrize(
    ("replicas", "seconds"),
    [
        pytest.param(2, 0, marks=SHORT),
        pytest.param(3, 20, marks=SHORT),
        pytest.param(3, 60, marks=FULL),
    ],
)
async def test_when_all_are_gone_for_a_while_everything_of_it_is_done_afterwards(
    tmp_path: Path, replicas: int, seconds: float
) -> None:
    clock = asyncio.get_running_loop().time
    with postgres() as url:
        async with scene(dorsi(), url, tmp_path, Plan(60, replicas)) as one:
            tapping = asyncio.create_task(one.crowd.go_on(20, 3600))
            await asyncio.sleep(4)
            await one.fleet.kill()
            await asyncio.sleep(seconds)
            tapping.cancel()
            await one.fleet.start()
            began = clock()
            verdict = await one.settled()
            took = clock() - began
            report(f"{replicas} gone for {seconds:g} s, all is said after {took:.1f} s: {verdict}")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert not one.telegram.expired


@pytest.mark.parametrize("rounds", [pytest.param(2, marks=SHORT), pytest.param(10, marks=FULL)])
async def test_a_rolling_restart_loses_nothing_and_sends_nobody_away(
    tmp_path: Path, rounds: int
) -> None:
    with postgres() as url:
        async with rush(dorsi(), url, tmp_path, Plan(), 300) as (one, beside):
            tapping = asyncio.create_task(one.crowd.go_on(30, 3600))
            took = []
            for _ in range(rounds):
                for number in range(len(one.fleet.replicas)):
                    took.append(await one.fleet.end(number))
                    await one.fleet.start([number])
            tapping.cancel()
            verdict = await ended(one, beside)
            codes = {code for _, code in one.balancer.answered}
            report(
                f"{len(took)} rolled, {max(took):.1f} s at most, answers {codes}: "
                f"{verdict}\n{beside}"
            )
            assert verdict.clean, complaints(one.fleet.replicas)
            assert {each.code for each in one.telegram.deliveries} == {200}
            assert max(took) <= STOPS_WITHIN
            assert beside.toll.lost == set()
            assert beside.toll.doubles == []


@pytest.mark.long
async def test_clocks_an_hour_off_change_no_lease_and_no_turn(tmp_path: Path) -> None:
    with postgres() as url:
        candidate = dorsi(CLOCK_OFF, DORSI_REPLICA="{number}")
        # What is due and what is too late goes by each one's own clock: nothing is late here.
        late = timedelta(hours=3)
        async with rush(candidate, url, tmp_path, Plan(60), 150, late) as (one, beside):
            tapping = asyncio.create_task(one.crowd.go_on(20, 3600))
            await asyncio.sleep(10)
            tapping.cancel()
            verdict = await ended(one, beside)
            report(f"clocks an hour off: {verdict}\n{beside}")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert beside.toll.lost == set()
            assert beside.toll.doubles == []
