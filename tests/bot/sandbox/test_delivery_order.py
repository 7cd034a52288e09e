"""A webhook that fails at random: what always holds."""

import asyncio
from collections import Counter, defaultdict
from random import Random
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api
from tests.bot.sandbox.receiver import Receiver

RUNNERS, WORDS, LAPSE = 30, 6, 1000


@pytest.mark.parametrize("seed", range(3))
async def test_every_queue_arrives_whole_in_order_and_one_at_a_time(
    receiver: Receiver, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - the same failures every time
    telegram = Telegram(Clock(), lapse=LAPSE, seed=seed)
    await telegram.start()
    under_way: Counter[int] = Counter()
    taken: dict[int, list[str]] = defaultdict(list)

    async def hear(update: dict[str, Any], request: web.BaseRequest) -> web.Response:
        who, text = update["message"]["chat"]["id"], update["message"]["text"]
        under_way[who] += 1
        assert under_way[who] == 1
        await asyncio.sleep(chance.uniform(0, 0.002))
        under_way[who] -= 1
        lot = chance.random()
        if lot < 0.3:
            return web.Response(status=chance.choice((400, 500, 503)))
        taken[who].append(text)
        if lot < 0.4:  # handled, but the answer does not arrive
            assert request.transport
            request.transport.abort()
        return web.Response()

    receiver.answer = hear
    words = [str(number) for number in range(WORDS)]
    async with ClientSession() as session:
        await Api(telegram, session)("setWebhook", url=receiver.url, max_connections=10)
        for word in words:
            for number in range(1, RUNNERS + 1):
                await telegram.runner(number).say(word)
        async with asyncio.timeout(20):
            while telegram.waiting:  # noqa: ASYNC110 - it is under way
                await asyncio.sleep(0.005)
    await telegram.stop()
    assert not telegram.expired
    assert len(taken) == RUNNERS
    for said in taken.values():
        # What was taken more than once came in between, never out of order.
        assert said == sorted(said)
        assert sorted(set(said)) == words
    succeeded = [one.update_id for one in telegram.deliveries if not one.error]
    assert len(succeeded) == len(set(succeeded)) == RUNNERS * WORDS
    assert max(Counter(one.update_id for one in telegram.deliveries).values()) > 2
