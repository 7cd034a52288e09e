"""The database is cut off, restarted, made read-only: nothing is lost, and it goes on alone."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import pytest

from tests.bench.databases import outside
from tests.scale.candidates import dorsi
from tests.scale.proxy import Swallows, proxy, socket_of
from tests.scale.scene import Plan, complaints, scene
from tests.scale.server import Mode, server
from tests.scale.test_kills import FULL, SEED, SHORT, report

RATE = 30.0  # taps a second


@pytest.mark.parametrize(
    ("way", "seconds"),
    [
        pytest.param("both", 5, marks=SHORT),
        pytest.param("both", 1, marks=FULL),
        pytest.param("both", 30, marks=FULL),
        pytest.param("there", 5, marks=FULL),
        pytest.param("back", 5, marks=FULL),
    ],
)
async def test_a_replica_that_is_cut_off_from_the_database_holds_nobody_up(
    tmp_path: Path, way: Swallows, seconds: float
) -> None:
    with server() as there:
        async with AsyncExitStack() as stack:
            line = await stack.enter_async_context(proxy(socket_of(there.url)))
            urls = [line.url(there.url), there.url, there.url]
            one = await stack.enter_async_context(
                scene(dorsi(), there.url, tmp_path, Plan(60), urls)
            )
            tapping = asyncio.create_task(one.crowd.go_on(RATE, 3600))
            await asyncio.sleep(3)
            async with line.black_hole(way):
                await asyncio.sleep(seconds)
            await asyncio.sleep(6)
            tapping.cancel()
            verdict = await one.settled()
            report(f"cut off ({way}) for {seconds:g} s: {verdict}")
            assert verdict.clean, complaints(one.fleet.replicas)


@pytest.mark.parametrize(
    ("restarts", "mode"),
    [
        pytest.param(3, "immediate", marks=SHORT),
        pytest.param(10, "fast", marks=FULL),
        pytest.param(10, "immediate", marks=FULL),
    ],
)
async def test_a_database_that_restarts_loses_nothing_and_ends_no_replica(
    tmp_path: Path, restarts: int, mode: Mode
) -> None:
    chance = Random(SEED)  # noqa: S311 - the same moments every time
    with server() as there:
        async with scene(dorsi(), there.url, tmp_path, Plan(60)) as one:
            tapping = asyncio.create_task(one.crowd.go_on(RATE, 3600))
            took = []
            for _ in range(restarts):
                await asyncio.sleep(chance.uniform(1, 4))
                took.append(await there.restart(mode))
            await asyncio.sleep(3)
            tapping.cancel()
            verdict = await one.settled()
            report(f"{restarts} restarts ({mode}, {max(took):.1f} s at most): {verdict}")
            assert verdict.clean, complaints(one.fleet.replicas)
            assert [each.lives for each in one.fleet.replicas] == [1, 1, 1]
            assert all(
                each.process and each.process.returncode is None for each in one.fleet.replicas
            )


@pytest.mark.scale
async def test_what_a_read_only_database_cannot_keep_is_not_confirmed(tmp_path: Path) -> None:
    with server() as there:
        async with scene(dorsi(), there.url, tmp_path, Plan(30)) as one:
            await one.crowd.go_on(RATE, 2)
            await one.settled()
            told = len(one.telegram.deliveries)
            _read_only(there.url, on=True)
            await one.crowd.go_on(RATE, 4)
            codes = {each.code for each in list(one.telegram.deliveries)[told:]}
            _read_only(there.url, on=False)
            verdict = await one.settled()
            report(f"read-only for 4 s: answers {codes}; {verdict}")
            assert codes == {503}
            assert verdict.clean, complaints(one.fleet.replicas)


def _read_only(url: str, *, on: bool) -> None:
    """Let all sessions of a database be read-only, those that are there too."""
    value = "on" if on else "off"
    outside(
        url,
        f"SET default_transaction_read_only = off; ALTER DATABASE postgres SET "
        f"default_transaction_read_only = {value}",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = 'postgres' AND pid <> pg_backend_pid()",
    )
