"""Runners who tap everything, doubled, late and out of order, get an answer each time."""

import logging
from pathlib import Path

import pytest

from tests.bot.crawler import Crawler
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")


async def crawl(folder: Path, seed: int, taps: int, runners: int) -> tuple[Crawler, list[str]]:
    """Let runners wander; return the crawler, and the commands never reached."""
    async with running_world(folder) as whole:
        crawler = await Crawler.arrive(whole, seed, runners)
        await crawler.wander(taps)
        assert whole.telegram.unanswered == []
        return crawler, unreached(whole, crawler)


def unreached(whole: World, crawler: Crawler) -> list[str]:
    """Return the commands that nobody typed."""
    return [name for name in whole.running.intake.work.routes.commands if not crawler.told[name]]


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged as an error, with the place it came from."""
    return [
        f"{one.getMessage()} {one.exc_info[1]!r}" if one.exc_info else one.getMessage()
        for one in caplog.get_records("call")
        if one.levelno >= logging.ERROR
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_a_short_crawl_meets_no_fault(
    tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    crawler, _ = await crawl(tmp_path, seed, taps=150, runners=2)
    assert crawler.seen == {}
    assert errors(caplog) == []


@pytest.mark.long
async def test_two_thousand_taps_meet_no_fault_and_reach_every_command(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    crawler, never = await crawl(tmp_path, seed=2026, taps=2000, runners=6)
    assert crawler.seen == {}
    assert errors(caplog) == []
    assert never == []
