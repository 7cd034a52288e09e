"""429, on demand and by Telegram's own rates."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import RetryAfter

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api


async def test_a_flood_names_how_long_to_wait(
    api: Api, bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    telegram.flood(retry_after=12, count=1)
    answer = await api("sendMessage", chat_id=7, text="Hi")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 12})
    assert answer["description"] == "Too Many Requests: retry after 12"
    telegram.flood(3)
    with pytest.raises(RetryAfter):
        await bot.send_message(7, "Hi")
    assert await bot.send_message(7, "Hi")
    assert runner.last.text == "Hi"


async def test_one_chat_takes_a_burst_and_then_one_a_second(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    telegram.limit()
    for number in range(5):
        await api.sent(str(number))
    assert await api.why("sendMessage", chat_id=7, text="6") == "Too Many Requests: retry after 1"
    assert len(runner.messages) == 6
    telegram.clock.jump(timedelta(seconds=1))
    assert await api.sent("6")


async def test_all_chats_together_take_thirty_a_second(api: Api, telegram: Telegram) -> None:
    for number in range(1, 41):
        await telegram.runner(number).say("/start")
    telegram.limit()
    answers = [await api("sendMessage", chat_id=one, text="Hi") for one in range(1, 41)]
    # What the forty calls themselves take of the clock may let one or two more through.
    assert 30 <= sum(answer["ok"] for answer in answers) < 40
    telegram.limit(False)
    assert (await api("sendMessage", chat_id=40, text="Hi"))["ok"]
