"""How a webhook gets its updates: Telegram's own rules, by the clock."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys
from tests.bot.sandbox.delivering import Set, tried, wait_out
from tests.bot.sandbox.receiver import Receiver


async def test_the_next_of_a_queue_comes_after_the_answer_to_the_first(
    set_up: Set, receiver: Receiver, runner: Runner
) -> None:
    delivery = await set_up()
    go_on = asyncio.Event()

    async def slowly(*_: Any) -> web.Response:
        await go_on.wait()
        return web.Response(status=204)

    receiver.answer = slowly
    for word in ("one", "two", "three"):
        await runner.say(word)
    await receiver.wait(1)
    await asyncio.sleep(0.02)
    assert receiver.texts == ["one"]
    go_on.set()
    await receiver.wait(3)
    assert receiver.texts == ["one", "two", "three"]
    assert [one.code for one in await tried(delivery, 3)] == [204] * 3


async def test_messages_taps_and_other_runners_do_not_wait_for_each_other(
    api: Api, set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    delivery = await set_up()
    await runner.say("first")  # from now on it may open more than one connection
    await tried(delivery, 1)
    never = asyncio.Event()

    async def silent(*_: Any) -> web.Response:
        await never.wait()
        return web.Response()

    receiver.answer = silent
    await api.sent(reply_markup=keys("tapped"))
    await runner.say("said")
    await runner.say("said later")
    runner.tap_nowait(runner.last if runner.last.from_bot else runner.messages[-3], "tapped")
    await telegram.runner(8).say("other")
    await receiver.wait(4)
    assert sorted(receiver.texts) == ["first", "other", "said", "tapped"]
    never.set()
    await receiver.wait(5)
    queues = {one.update_id: one.queue for one in await tried(delivery, 5)}
    assert sorted(queues.values()) == [7, 7, 7, 8, 7 + 3 * 2**33]


async def test_a_failure_is_tried_again_at_once_and_then_ever_later(
    set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    receiver.codes = [500] * 12
    delivery = await set_up()
    await runner.say("one")
    await tried(delivery, 2)
    waits = [await wait_out(telegram, delivery) for _ in range(10)]
    assert [round(each) for each in waits[:5]] == [2, 4, 8, 16, 32]
    assert all(60 <= round(each) <= 120 for each in waits[5:])
    assert len({round(each) for each in waits[6:]}) > 1
    await wait_out(telegram, delivery)
    assert delivery.tries[-1].code == 200
    assert not telegram.state.updates.pending


async def test_the_answers_retry_after_is_kept_to_instead(
    set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    receiver.codes, receiver.headers = [503] * 3, {"Retry-After": "7"}
    delivery = await set_up()
    await runner.say("one")
    await tried(delivery, 1)
    waits = [await wait_out(telegram, delivery) for _ in range(3)]
    assert [round(each) for each in waits] == [7, 7, 7]
    receiver.codes, receiver.headers = [503], {"Retry-After": "9999"}
    await runner.say("two")
    await tried(delivery, 5)
    assert round(await wait_out(telegram, delivery)) == 3600


async def test_a_tap_is_given_up_after_150_seconds_and_the_next_follows(
    api: Api, set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    await api.sent(reply_markup=keys("old", "new"))
    receiver.codes = [500] * 99
    delivery = await set_up()
    runner.tap_nowait(runner.last, "old")
    await tried(delivery, 2)
    began = telegram.state.server.now()
    while telegram.state.updates.pending:
        await wait_out(telegram, delivery)
    assert 60 < telegram.state.server.now() - began < 150
    assert list(telegram.state.updates.expired) == [delivery.tries[0].update_id]
    receiver.codes = []
    count = len(receiver.updates)
    runner.tap_nowait(runner.last, "new")
    await receiver.wait(count + 1)
    assert receiver.texts[-1] == "new"


async def test_a_message_is_kept_for_a_day(
    set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("yesterday")
    telegram.clock.jump(timedelta(hours=12))
    await runner.say("today")
    telegram.clock.jump(timedelta(hours=12, seconds=2))
    await set_up()
    await receiver.wait(1)
    assert receiver.texts == ["today"]
    assert list(telegram.state.updates.expired) == [2]


async def test_twice_as_many_queues_as_connections_are_loaded(
    set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    receiver.codes, receiver.headers = [500] * 99, {"Retry-After": "3000"}
    delivery = await set_up(max_connections=2)
    for number in range(1, 5):
        await telegram.runner(number).say(f"poisoned {number}")
    await tried(delivery, 4)
    await runner.say("healthy")
    await asyncio.sleep(0.01)
    assert "healthy" not in receiver.texts
    receiver.codes = []
    telegram.clock.jump(timedelta(seconds=3000))
    await receiver.wait(9)
    assert receiver.texts[-1] == "healthy"


async def test_after_a_silence_one_connection_is_opened_every_two_seconds(
    set_up: Set, receiver: Receiver, telegram: Telegram
) -> None:
    def drop(_: Any, request: web.BaseRequest) -> Awaitable[web.Response]:
        assert request.transport
        request.transport.abort()
        return asyncio.sleep(0, web.Response())

    receiver.answer = drop
    delivery = await set_up()
    for number in range(1, 6):
        await telegram.runner(number).say("hello")
    await tried(delivery, 1)
    waits = [await wait_out(telegram, delivery) for _ in range(3)]
    assert all(1.5 < each <= 2 for each in waits)
    # The first that failed is tried again at once, but only behind those that wait for the line.
    assert len(receiver.ports) == 4
    receiver.answer = None
    await wait_out(telegram, delivery)
    await receiver.wait(9)
    assert not [one for one in (await tried(delivery, 9))[4:] if one.error]
