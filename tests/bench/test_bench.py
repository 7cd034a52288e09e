"""The benchmarks themselves run: three bots, a few taps, a small crowd, a table each."""

from pathlib import Path

from tests.bench import rush, taps
from tests.bench.contenders import dorsi, echo
from tests.storage import crowd


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


async def test_everybody_in_a_rush_is_reminded_once(tmp_path: Path) -> None:
    for habits in (crowd.RUNS, crowd.RESTS):
        found = await rush.rush(tmp_path, 30, habits)
        assert found.said == 30
        assert found.seconds > 0


async def test_an_idle_tick_says_nothing_to_anybody(tmp_path: Path) -> None:
    assert 0 < await rush.idle(tmp_path, 10) < 1
