"""The benchmarks themselves run: small ones, a table each."""

from pathlib import Path

import pytest

from tests.bench import burst, jobs, rush, stored, taps
from tests.bench.contenders import dorsi, echo


async def test_dorsi_and_two_echo_bots_are_measured_on_the_same_server(tmp_path: Path) -> None:
    plan = taps.Plan(rounds=1, one_by_one=5, at_once=20, runners=3)
    against = [echo("httpx", 1), echo("aiohttp", 8), dorsi(tmp_path)]
    found = await taps.compare(against, plan)
    for figures in found.values():
        assert figures.median("wait") > 0
        assert figures.median("rate") > 0
        assert 0 < figures.started < 30
        assert figures.memory > 10
    written = taps.table(found)
    assert all(each.name in written for each in against)
    assert written.count("×") == 8


async def test_everybody_who_is_due_at_once_is_reminded_once(tmp_path: Path) -> None:
    found = await burst.burst(tmp_path, 30)
    assert found.said == 30
    assert found.seconds > 0


@pytest.mark.long
async def test_stored_nudges_are_measured_on_both_databases(tmp_path: Path) -> None:
    plan = stored.Plan(sizes=(0, 2000), looks=4, rounds=2, starts=1, settled=0, claimed=50)
    lite, served = await stored.measure(tmp_path, plan)
    for empty, full in (lite, served):
        assert (empty.stored, full.stored) == (0, 2000)
        assert len(full.looks) == 4
        assert full.rate > 0
        assert full.tended > 0
        assert empty.rate == 0
    written = stored.table(lite, served)
    assert "SQLite, nudges to come" in written
    assert "PostgreSQL, nudges to come" in written


@pytest.mark.long
async def test_rows_and_jobs_are_measured_alike(tmp_path: Path) -> None:
    found = await jobs.measure(tmp_path, 20, seconds=1)
    for compared in found.values():
        assert 0 < compared.full.first < 30
        assert 0 < compared.full.p99 <= compared.full.worst
    assert jobs.table(found, 20).count("×") == 8


@pytest.mark.long
async def test_a_rush_arrives_in_order_while_runners_tap(tmp_path: Path) -> None:
    found = await rush.measure(tmp_path, rush.Plan(nudges=60, runners=3, every=0.2, calm=1))
    assert len(found.arrived) == 60
    assert found.late == 0
    assert found.inversions <= 60
    assert len(found.calm) > 3
    assert len(found.busy) > 3
    assert "beside the rush" in rush.table(found)
