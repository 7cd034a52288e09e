"""The benchmark itself runs: two echo bots, a few taps, a table."""

from tests.bench import taps


async def test_two_echo_bots_are_measured_on_the_same_server() -> None:
    plan = taps.Plan(rounds=1, one_by_one=5, at_once=20, runners=3)
    contenders = [taps.echo("httpx", 1), taps.echo("aiohttp", 8)]
    found = await taps.compare(contenders, plan)
    for figures in found.values():
        assert len(figures.waits) == 5
        assert figures.rates[0] > 0
        assert 0 < figures.started < 30
        assert figures.memory > 10
    written = taps.table(found)
    assert all(each.name in written for each in contenders)
    assert written.count("×") == 4
