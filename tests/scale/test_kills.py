"""Replicas are killed without a word while runners tap and nudges are due: nothing is lost."""

import asyncio
from pathlib import Path

import pytest

from tests.bench.databases import postgres
from tests.scale.candidates import dorsi
from tests.scale.kills import TWICE, ended, kill_one_by_one, rush
from tests.scale.scene import Plan, complaints

SEED = 20_261_127
# Seconds of a tap within which a nudge is said and noted before the next one leaves. On a machine
# that is too slow for that several are on their way at once, and a kill leaves as many in doubt.
AT_PACE = 0.03
FULL = pytest.mark.scale
SHORT = pytest.mark.long


def report(text: object) -> None:
    """Print what a run came to, which is what one wants to know."""
    print(f"seed {SEED}: {text}")  # noqa: T201


@pytest.mark.parametrize(
    ("kills", "nudges", "rate"),
    [pytest.param(50, 1500, 60, marks=FULL), pytest.param(8, 200, 40, marks=SHORT)],
)
async def test_replicas_killed_at_random_lose_nothing(
    tmp_path: Path, kills: int, nudges: int, rate: float
) -> None:
    with postgres() as url:
        async with rush(dorsi(), url, tmp_path, Plan(), nudges) as (one, beside):
            tapping = asyncio.create_task(one.crowd.go_on(rate, 3600))
            await kill_one_by_one(one, beside, kills, SEED)
            tapping.cancel()
            verdict = await ended(one, beside)
            twice = one.fleet.logged(TWICE)
            report(f"{verdict}\n{beside}; warned of {twice} times")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert verdict.taps > 10 * kills
            assert beside.toll.lost == set()
            assert {who for who, _ in beside.toll.doubles} <= beside.in_doubt
            assert len(beside.toll.doubles) <= twice
            if verdict.part(50) < AT_PACE:
                assert beside.toll.most_at_once <= 1
