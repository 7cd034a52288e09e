"""The runner's side, as tests use it."""

import asyncio

import pytest
from telegram import Bot

from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api


async def test_a_runner_is_known_by_number(telegram: Telegram) -> None:
    ada = telegram.runner(7, "Ada", "ada", "de")
    assert telegram.runner(7) is ada
    assert (ada.user["username"], ada.user["language_code"]) == ("ada", "de")


async def test_waiting_ends_with_the_change_it_waits_for(api: Api, runner: Runner) -> None:
    waiting = asyncio.create_task(runner.wait(lambda one: one.last.from_bot and one.last))
    await asyncio.sleep(0)
    await api.sent("Hi")
    assert (await waiting).text == "Hi"
    assert runner.chat.listeners == []
    assert await runner.wait(lambda one: len(one.messages)) == 2


async def test_waiting_in_vain_says_what_is_there(api: Api, runner: Runner) -> None:
    await api.sent("Ready?")
    with pytest.raises(TimeoutError, match="the last message is 'Ready\\?' with buttons"):
        await runner.wait(lambda one: one.last.edited, timeout=0.01)
    assert runner.chat.listeners == []


async def test_a_long_text_is_cut_as_a_phone_cuts_it(telegram: Telegram, runner: Runner) -> None:
    await runner.say("a" * 10_000)
    assert [len(message.text) for message in runner.messages[1:]] == [4096, 4096, 1808]
    assert len(telegram.state.updates.pending) == 3
    with pytest.raises(ValueError, match="empty"):
        await runner.say("  ")


async def test_a_blocked_bot_hears_nothing(telegram: Telegram, runner: Runner) -> None:
    runner.block()
    runner.block()
    assert len(telegram.state.updates.pending) == 1
    with pytest.raises(RuntimeError, match="unblock"):
        await runner.say("Hello?")
    runner.unblock()
    assert await runner.say("Hello!")


async def test_a_group_lets_the_bot_hear_commands_and_mentions(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    group = telegram.group(runner)
    telegram.state.updates.drop()
    await group.say(runner, "Nice weather")
    await group.say(runner, "/today")
    await group.say(runner, "Ask @dorsi_sandbox_bot")
    texts = [update.message.text for update in await bot.get_updates() if update.message]
    assert texts == ["/today", "Ask @dorsi_sandbox_bot"]
    await bot.send_message(-1001, "I only work in private")
    assert group.messages[-1].text == "I only work in private"


async def test_the_calls_of_a_bot_can_be_read(bot: Bot, telegram: Telegram, runner: Runner) -> None:
    await bot.send_message(runner.chat.chat_id, "Hi")
    call = telegram.calls[-1]
    assert (call.method, call.params["text"], call.params["chat_id"]) == ("sendMessage", "Hi", 7)
    assert call.at <= telegram.clock.now()
