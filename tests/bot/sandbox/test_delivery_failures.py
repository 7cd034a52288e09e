"""What comes of a webhook that answers badly, late or not at all."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox import outgoing
from bot.sandbox.delivery import GONE_FOR
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api
from tests.bot.sandbox.delivering import Set, tried, wait_out
from tests.bot.sandbox.receiver import Receiver


async def test_a_webhook_that_says_gone_for_23_hours_is_given_up(
    api: Api, set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    receiver.codes = [410] * 99
    delivery = await set_up()
    await runner.say("one")
    await tried(delivery, 2)
    telegram.clock.jump(timedelta(seconds=GONE_FOR - 60))
    await runner.say("two")
    await tried(delivery, 3)
    assert (await api("getWebhookInfo"))["result"]["url"]
    telegram.clock.jump(timedelta(seconds=120))
    await receiver.wait(4)
    async with asyncio.timeout(5):
        while telegram.state.hook:  # noqa: ASYNC110 - its answer is on its way
            await asyncio.sleep(0)
    assert (await api("getWebhookInfo"))["result"]["url"] == ""


@pytest.mark.parametrize("code", [301, 400, 403, 404, 429, 500, 502])
async def test_any_answer_but_2xx_is_a_failure_that_is_named(
    api: Api, set_up: Set, receiver: Receiver, runner: Runner, code: int
) -> None:
    receiver.codes = [code]
    delivery = await set_up()
    await runner.say("one")
    first, second = await tried(delivery, 2)
    assert (first.code, second.code) == (code, 200)
    about = (await api("getWebhookInfo"))["result"]
    assert about["last_error_message"].startswith(f"Wrong response from the webhook: {code} ")


async def test_nobody_at_the_address_is_a_refused_connection(
    api: Api, telegram: Telegram, runner: Runner, unused_tcp_port: int
) -> None:
    await api("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/hook")
    delivery = telegram.state.delivery
    assert delivery
    await runner.say("one")
    (first,) = await tried(delivery, 1)
    assert (first.code, first.error) == (0, "Webhook connection closed")
    about = (await api("getWebhookInfo"))["result"]
    assert (about["last_error_message"], about["pending_update_count"]) == ("Connection refused", 1)


async def test_an_answer_that_does_not_come_is_a_time_out(
    api: Api,
    set_up: Set,
    receiver: Receiver,
    telegram: Telegram,
    runner: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outgoing, "ANSWER_WITHIN", 0.02)

    async def never(*_: Any) -> web.Response:
        receiver.answer = None
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answer = never
    delivery = await set_up()
    await runner.say("one")
    await tried(delivery, 1)
    # Nothing has succeeded yet, so that the next connection takes its time.
    assert 1 < await wait_out(telegram, delivery) <= 2
    assert [one.code for one in delivery.tries] == [0, 200]
    about = (await api("getWebhookInfo"))["result"]
    assert about["last_error_message"] == "Read timeout expired"


async def test_a_time_lapse_shortens_the_waits_and_the_life_of_a_tap(runner: Runner) -> None:
    quick = Telegram(runner._state.clock, lapse=100)
    began = quick.state.server.now()
    runner._state.clock.jump(timedelta(seconds=2))
    assert 200 <= quick.state.server.now() - began < 300


async def test_what_was_under_way_when_the_webhook_is_deleted_is_polled(
    api: Api, set_up: Set, receiver: Receiver, runner: Runner
) -> None:
    async def never(*_: Any) -> web.Response:
        await asyncio.Event().wait()
        raise AssertionError

    receiver.answer = never
    await set_up()
    await runner.say("one")
    await receiver.wait(1)
    await api("deleteWebhook")
    (update,) = (await api("getUpdates"))["result"]
    assert update == receiver.updates[0]
