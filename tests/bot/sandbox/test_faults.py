"""Faults on demand: what a caller sees of each, and what becomes of the call."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from aiohttp import ClientError, ClientResponse
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.sandbox.faults import EDITS, MESSAGES, Fault, Kind
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys
from tests.bot.sandbox.delivering import Set, tried
from tests.bot.sandbox.receiver import Receiver


def _texts(runner: Runner) -> list[str]:
    return [one.text for one in runner.messages if one.from_bot]


async def test_an_answered_502_is_the_page_of_a_gateway_and_nothing_is_carried_out(
    api: Api, bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    fault = telegram.faults.add(Fault(Kind.ANSWER, count=2))
    url = f"{telegram.url}/bot{telegram.token}/sendMessage"
    async with api.session.post(url, json={"chat_id": 7, "text": "Hi"}) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(7, "Hi")
    assert await bot.send_message(7, "Hi")
    assert (fault.hits, _texts(runner)) == (2, ["Hi"])
    seen = [(one.carried, one.answered) for one in telegram.calls][-3:]
    assert seen == [(False, 502), (False, 502), (True, 200)]
    assert telegram.refused == []


async def test_an_answered_500_is_json(api: Api, telegram: Telegram) -> None:
    telegram.faults.add(Fault(Kind.ANSWER, method="getMe", code=500))
    assert await api("getMe") == {
        "ok": False,
        "error_code": 500,
        "description": "Internal Server Error",
    }


@pytest.mark.parametrize("carried", [False, True])
async def test_a_reset_leaves_the_caller_without_an_answer(
    api: Api, telegram: Telegram, runner: Runner, carried: bool
) -> None:
    telegram.faults.add(Fault(Kind.RESET, carried=carried, count=1))
    with pytest.raises(ClientError):
        await api("sendMessage", chat_id=7, text="Hi")
    assert _texts(runner) == ["Hi"] * carried
    assert (telegram.calls[-1].carried, telegram.calls[-1].answered) == (carried, 0)
    await api.sent("again")


async def test_a_call_that_hangs_is_answered_late_or_never(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    telegram.faults.add(Fault(Kind.HANG, seconds=0.02, carried=True, count=1))
    began = perf_counter()
    calling = asyncio.create_task(api.sent("late"))
    await runner.wait(lambda phone: phone.last.text == "late")
    assert not calling.done()
    await calling
    assert perf_counter() - began >= 0.02
    telegram.faults.add(Fault(Kind.HANG, seconds=0.02, count=1))
    with pytest.raises(ClientError):
        await api.sent("never")
    assert _texts(runner) == ["late"]


async def test_every_call_takes_its_round_trip(api: Api, telegram: Telegram) -> None:
    telegram.faults.add(Fault(Kind.SLOW, seconds=0.04))
    began = perf_counter()
    await asyncio.gather(*(api("getMe") for _ in range(20)))
    assert 0.04 <= perf_counter() - began < 0.4
    assert telegram.calls[0].answered == 200


async def test_a_delivery_takes_its_round_trip_too(
    set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    telegram.faults.add(Fault(Kind.SLOW, seconds=0.04))
    delivery = await set_up()
    await runner.say("one")
    await runner.say("two")
    await receiver.wait(2)
    assert len(delivery.tries) == 1
    first, second = await tried(delivery, 2)
    assert first.took >= 0.04
    assert second.at - first.at >= 0.04


async def test_one_chat_is_flooded_or_all_of_them_until_a_time(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await telegram.runner(8).say("/start")
    other = {"chat_id": 8, "text": "Hi"}
    until = telegram.clock.now() + timedelta(seconds=30)
    await api.sent(reply_markup=keys("go"))
    with telegram.faults.during(Fault(Kind.FLOOD, chat=7, until=until)):
        assert (await api("sendMessage", chat_id=7, text="Hi"))["parameters"] == {"retry_after": 30}
        assert (await api("sendMessage", **other))["ok"]
    everyone = telegram.faults.add(Fault(Kind.FLOOD, until=until))
    telegram.clock.jump(timedelta(seconds=12))
    assert (await api("sendMessage", **other))["parameters"] == {"retry_after": 18}
    query = runner.tap_nowait(runner.last, "go")
    assert (await api("answerCallbackQuery", callback_query_id=query.query_id))["ok"]
    telegram.clock.jump(timedelta(seconds=18))
    assert (await api("sendMessage", **other))["ok"]
    assert everyone.hits == 1


async def test_chance_chooses_how_long(telegram: Telegram) -> None:
    now = telegram.clock.now()
    flood = telegram.faults.add(Fault(Kind.FLOOD, retry_after=1, up_to=30))
    assert {flood.wait(now) for _ in range(600)} == set(range(1, 31))
    telegram.faults.add(Fault(Kind.SLOW, seconds=0.1, up_to=2))
    telegram.faults.add(Fault(Kind.SLOW, seconds=1, method="getMe"))
    drawn = [telegram.faults.round_trip("getUpdates", None) for _ in range(100)]
    assert all(0.1 <= each <= 2 for each in drawn)
    assert len(set(drawn)) > 90
    assert telegram.faults.round_trip("getMe", None) > 1.1


async def test_a_flood_without_an_end_or_seconds_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="retry_after or an end"):
        Fault(Kind.FLOOD)


async def test_a_fault_meets_the_methods_the_chat_and_the_share_it_names(
    telegram: Telegram,
) -> None:
    now = telegram.clock.now()
    fault = telegram.faults.add(Fault(Kind.RESET, method=MESSAGES, chat=7, share=0.3))
    met = [telegram.faults.meet("sendMessage", 7, now)[0] for _ in range(400)]
    assert 80 < sum(one is fault for one in met) < 160
    assert fault.hits == sum(one is fault for one in met)
    for method, chat in (("sendMessage", 8), ("editMessageText", 7), ("getUpdates", None)):
        assert {telegram.faults.meet(method, chat, now)[0] for _ in range(40)} == {None}


async def test_the_same_seed_meets_the_same_calls(telegram: Telegram) -> None:
    def drawn(seed: int) -> list[bool]:
        other = Telegram(telegram.clock, seed=seed)
        other.faults.add(Fault(Kind.RESET, share=0.5))
        now = telegram.clock.now()
        return [other.faults.meet("getMe", None, now)[0] is not None for _ in range(40)]

    assert drawn(1) == drawn(1) != drawn(2)


async def test_the_first_fault_that_meets_a_call_decides(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    telegram.faults.add(Fault(Kind.ANSWER, method=EDITS, code=500))
    second = telegram.faults.add(Fault(Kind.ANSWER, code=503))
    number = await _code(api.session.post(f"{telegram.url}/bot{telegram.token}/getMe"))
    assert (number, second.hits) == (503, 1)
    telegram.faults.clear()
    message = await api.sent()
    assert (await api("editMessageText", chat_id=7, message_id=message, text="Ho"))["ok"]
    assert runner.last.text == "Ho"


async def _code(asked: Awaitable[ClientResponse]) -> int:
    response = await asked
    response.release()
    return response.status


async def test_polls_and_the_start_fail_too(bot: Bot, telegram: Telegram, runner: Runner) -> None:
    await runner.say("one")
    (update,) = await bot.get_updates()
    for name in ("getUpdates", "deleteWebhook", "getMe"):
        telegram.faults.add(Fault(Kind.RESET, method=name, carried=True, count=1))
    for call in (bot.get_updates, bot.delete_webhook, bot.get_me):
        with pytest.raises(NetworkError):
            await call()
    again: Any = await bot.get_updates()
    assert [one.update_id for one in again] == [update.update_id]


async def test_edits_count_in_a_chat_as_messages_do_if_they_are_to(
    api: Api, bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    message = await api.sent()
    telegram.limit(edits=True, retry_after=10)
    for number in range(5):
        await bot.edit_message_text(f"{number}", 7, message)
    with pytest.raises(RetryAfter):
        await bot.edit_message_text("6", 7, message)
    telegram.clock.jump(timedelta(seconds=7))
    answer = await api("sendMessage", chat_id=7, text="Hi")
    assert answer["parameters"] == {"retry_after": 3}
    telegram.clock.jump(timedelta(seconds=3))
    await bot.edit_message_text("6", 7, message)
    assert runner.last.text == "6"


async def test_published_limits_leave_edits_alone(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    message = await api.sent()
    telegram.limit()
    for number in range(20):
        assert (await api("editMessageText", chat_id=7, message_id=message, text=str(number)))["ok"]
    assert runner.last.edited == 20
