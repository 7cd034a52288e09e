"""The end of a process: nothing new is taken up, what is claimed is given back, and it is short."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reminders.dispatcher import tick
from bot.sandbox.faults import MESSAGES, Fault, Kind
from storage.reminders import outbox
from tests.bot.settled_runners import settled
from tests.bot.test_nudges import CARD, sent
from tests.bot.world import World, running_world

pytestmark = pytest.mark.usefixtures("unhurried")
RUNNERS = 6


@pytest.fixture(params=["poll", "webhook"])
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    async with running_world(tmp_path, intake=request.param) as whole:
        yield whole


async def rush(world: World) -> None:
    """Let some reminders be due, with a Telegram that takes its time."""
    for number in range(1, RUNNERS + 1):
        await settled(world, number)
    world.telegram.faults.add(Fault(Kind.SLOW, MESSAGES, seconds=0.03))
    world.clock.jump(CARD)


async def claimable(world: World) -> int:
    """Return how many reminders another process could claim now."""
    claim = await world.services.db.transaction(outbox.claim, world.clock.now(), 100)
    return len(claim.due)


async def test_what_a_rush_has_not_said_when_it_ends_is_free_at_once(world: World) -> None:
    await rush(world)
    ticking = asyncio.create_task(tick(world.services))
    while not sent(world):  # noqa: ASYNC110 - no event
        await asyncio.sleep(0)
    world.services.ending.set()
    await ticking
    while world.running.clock.is_running("nudges"):  # noqa: ASYNC110 - no event
        await asyncio.sleep(0)
    said = len(sent(world))
    assert 1 <= said < RUNNERS
    assert await claimable(world) == RUNNERS - said


async def test_once_the_end_has_begun_nothing_is_claimed(world: World) -> None:
    world.services.ending.set()
    await rush(world)
    assert await tick(world.services) == 0
    assert sent(world) == []
    assert await claimable(world) == RUNNERS


async def test_a_telegram_that_hangs_does_not_hold_up_the_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lifespan.DRAIN", 0.1)
    phone = world.phone()
    await phone.come_in()
    with world.telegram.faults.during(Fault(Kind.HANG, "answerCallbackQuery", seconds=30.0)):
        phone.runner.tap_nowait(phone.last, "One-minute try")
        while not world.running.intake.lines.is_serving(1):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)
        began = time.monotonic()
        await world.stop()
        assert time.monotonic() - began < 15
