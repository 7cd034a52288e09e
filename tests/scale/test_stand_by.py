"""Three that poll with one token, one at a time: whoever is killed, another takes its turn."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.backlog import backlog
from tests.scale.candidates import dorsi
from tests.scale.kills import kill_one_by_one
from tests.scale.scene import Plan, complaints, scene
from tests.scale.server import server
from tests.scale.test_kills import FULL, SEED, SHORT, report


@pytest.mark.parametrize(
    ("kills", "restarts", "rate"),
    [
        pytest.param(30, 4, 30, marks=FULL),
        pytest.param(8, 1, 20, marks=SHORT),
    ],
)
async def test_pollers_killed_at_random_lose_nothing_and_tell_it_in_order(
    tmp_path: Path, kills: int, restarts: int, rate: float
) -> None:
    polling = dorsi(DORSI_INTAKE="poll", DORSI_WEBHOOK_URL="", DORSI_HTTP_PORT="{port}")
    with server() as postgres:
        async with scene(polling, postgres.url, tmp_path, Plan(runners=60)) as one:
            tapping = asyncio.create_task(one.crowd.go_on(rate, 3600))
            for _ in range(restarts):
                await kill_one_by_one(one, None, kills // restarts, SEED)
                await postgres.restart("immediate")
            await asyncio.sleep(3)
            tapping.cancel()
            verdict = await one.settled()
            report(f"{kills} kills and {restarts} restarts, polling: {verdict}")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert verdict.taps > 10 * kills
            found = await one.db.transaction(backlog, datetime.now(UTC))
            assert found.processes == len(one.fleet.replicas)
