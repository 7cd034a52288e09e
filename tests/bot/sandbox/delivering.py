"""Waiting for what a webhook's delivery does, by the clock."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.sandbox.delivery import Delivered, Delivery
from bot.sandbox.telegram import Telegram

Set = Callable[..., Awaitable[Delivery]]  # sets the webhook with these parameters


async def tried(delivery: Delivery, count: int) -> list[Delivered]:
    """Wait until so many tries are over and return them all."""
    async with asyncio.timeout(5):
        while len(delivery.tries) < count:  # noqa: ASYNC110 - the answer is on its way
            await asyncio.sleep(0)
    return list(delivery.tries)


async def wait_out(telegram: Telegram, delivery: Delivery) -> float:
    """Jump to the next try; return the seconds that were left."""
    assert delivery.wakes_at is not None
    left = delivery.wakes_at - telegram.state.server.now()
    count = len(delivery.tries)
    telegram.clock.jump(timedelta(seconds=max(left, 0) / telegram.state.server.lapse))
    await tried(delivery, count + 1)
    return left
