"""Updates as a test wants them: unreadable, twice, out of order, too old."""

from datetime import timedelta

from telegram import Bot

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys
from tests.bot.sandbox.delivering import Set, tried
from tests.bot.sandbox.receiver import Receiver

SOON = timedelta(seconds=1)


async def _given(api: Api, **params: int) -> list[int]:
    return [one["update_id"] for one in (await api("getUpdates", **params))["result"]]


async def test_any_update_is_given_as_it_is(api: Api, telegram: Telegram, runner: Runner) -> None:
    chat = {"id": 7, "type": "private", "first_name": "Ada"}
    message = {"message_id": 99, "date": 10**18, "chat": chat, "text": "from the far future"}
    number = telegram.raw({"message": message})
    await runner.say("after it")
    assert telegram.raw({"no_such_kind": 12}) == number + 2
    first, second, third = (await api("getUpdates"))["result"]
    assert first == {"update_id": number, "message": message}
    assert second["update_id"] == number + 1
    assert third == {"update_id": number + 2, "no_such_kind": 12}


async def test_an_update_may_have_any_number(api: Api, telegram: Telegram, runner: Runner) -> None:
    assert telegram.raw({"update_id": 500, "message": {}}) == 500
    await runner.say("next")
    assert await _given(api) == [500, 501]


async def test_an_update_that_was_confirmed_is_given_again(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("one")
    await runner.say("two")
    one, two = await _given(api)
    assert await _given(api, offset=two + 1) == []
    telegram.repeat(one, times=2)
    telegram.clock.jump(SOON)
    assert await _given(api, offset=two + 1) == [one, one]
    assert await _given(api, offset=one + 1) == []


async def test_an_update_comes_after_a_later_one(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("one")
    await runner.say("two")
    one, two = (each["update_id"] for each in telegram.waiting)
    taken = telegram.withdraw(one)
    assert await _given(api) == [two]
    telegram.raw(taken, again=True)
    assert await _given(api, offset=two + 1) == [one]


async def test_a_webhook_gets_a_repeated_update_beside_the_first(
    api: Api, set_up: Set, receiver: Receiver, telegram: Telegram, runner: Runner
) -> None:
    delivery = await set_up()
    await api.sent(reply_markup=keys("go"))
    query = runner.tap_nowait(runner.last, "go")
    await tried(delivery, 1)
    telegram.repeat(query.update_id, times=3)
    await receiver.wait(4)
    assert {one["update_id"] for one in receiver.updates} == {query.update_id}
    queues = [one.queue for one in await tried(delivery, 4)]
    assert list(telegram.deliveries) == list(delivery.tries)
    assert len(set(queues)) == 4


async def test_polling_loses_a_tap_after_150_seconds_and_a_message_after_a_day(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await api.sent(reply_markup=keys("early", "late"))
    early = runner.tap_nowait(runner.last, "early")
    await runner.say("kept")
    said = telegram.waiting[-1]["update_id"]
    telegram.clock.jump(timedelta(seconds=140))
    late = runner.tap_nowait(runner.messages[1], "late")
    telegram.clock.jump(timedelta(seconds=11))
    assert await _given(api) == [said, late.update_id]
    telegram.clock.jump(timedelta(hours=24))
    assert (await api("getWebhookInfo"))["result"]["pending_update_count"] == 0
    assert await _given(api) == []
    assert list(telegram.expired) == [early.update_id, said, late.update_id]


async def test_a_waiting_poll_goes_on_after_updates_have_expired(
    api: Api, bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("old")
    telegram.clock.jump(timedelta(days=2))
    poll = await api.polling()
    await runner.say("new")
    (update,) = (await poll)["result"]
    assert update["message"]["text"] == "new"
    assert await bot.get_updates(offset=update["update_id"] + 1) == ()


async def test_the_same_offset_again_at_once_is_given_one_update(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    await runner.say("one")
    await runner.say("two")
    assert len(await _given(api)) == 2
    assert len(await _given(api)) == 1
    telegram.clock.jump(SOON)
    assert len(await _given(api)) == 2
