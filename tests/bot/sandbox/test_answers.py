"""Taps and their answers."""

import asyncio
from datetime import timedelta

import pytest
from telegram import Bot

from bot.sandbox.queries import ANSWER_WITHIN, Answer
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import Api, keys

STALE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_tap_waits_for_its_answer(api: Api, bot: Bot, runner: Runner) -> None:
    await api.sent(reply_markup=keys("done"))
    tapping = asyncio.create_task(runner.tap(runner.last, "done"))
    (update,) = await bot.get_updates(timeout=5)
    assert update.callback_query
    assert update.callback_query.data == "done"
    assert update.callback_query.from_user.id == 7
    assert not tapping.done()
    await update.callback_query.answer("Noted", show_alert=True)
    assert await tapping == Answer("Noted", alert=True)


async def test_a_tap_without_an_answer_returns_none(api: Api, runner: Runner) -> None:
    await api.sent(reply_markup=keys("done"))
    assert await runner.tap(runner.last, "done", timeout=0.01) is None


async def test_a_tap_is_answered_once(api: Api, runner: Runner) -> None:
    await api.sent(reply_markup=keys("done"))
    query = runner.tap_nowait(runner.last, "done")
    assert (await api("answerCallbackQuery", callback_query_id=query.query_id))["ok"]
    assert await api.why("answerCallbackQuery", callback_query_id=query.query_id) == STALE
    assert await api.why("answerCallbackQuery", callback_query_id="never") == STALE


async def test_a_late_answer_is_refused(api: Api, telegram: Telegram, runner: Runner) -> None:
    await api.sent(reply_markup=keys("done"))
    query = runner.tap_nowait(runner.last, "done")
    telegram.clock.jump(ANSWER_WITHIN + timedelta(seconds=1))
    assert await api.why("answerCallbackQuery", callback_query_id=query.query_id) == STALE
    assert not query.answer.done()


async def test_an_answer_has_200_characters_at_most(api: Api, runner: Runner) -> None:
    await api.sent(reply_markup=keys("done"))
    answer = {"callback_query_id": runner.tap_nowait(runner.last, "done").query_id}
    assert await api.why("answerCallbackQuery", **answer, text="a" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )
    assert (await api("answerCallbackQuery", **answer, text="a" * 200))["ok"]


async def test_forged_data_reaches_the_bot(api: Api, telegram: Telegram, runner: Runner) -> None:
    await api.sent()
    runner.forge_nowait(runner.last, "d1:1:1:done")
    waiting = telegram.state.updates.pending[-1]
    assert waiting["callback_query"]["data"] == "d1:1:1:done"


async def test_a_tap_on_a_deleted_message_names_it_inaccessible(
    api: Api, bot: Bot, runner: Runner
) -> None:
    await api.sent(reply_markup=keys("done"))
    message = runner.last
    runner.delete_message(message)
    runner.tap_nowait(message, "done")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.message
    assert not update.callback_query.message.is_accessible


async def test_a_missing_button_names_those_there_are(api: Api, runner: Runner) -> None:
    await api.sent(reply_markup=keys("Done", "Skip"))
    with pytest.raises(LookupError, match="no button 'Stop' on message 2; there is 'Done', 'Skip'"):
        runner.tap_nowait(runner.last, "Stop")


async def test_a_link_button_sends_the_bot_nothing(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    link = {"inline_keyboard": [[{"text": "More", "url": "https://x.org"}]]}
    await api.sent(reply_markup=link)
    with pytest.raises(LookupError, match="opens a link"):
        runner.tap_nowait(runner.last, "More")
    assert not telegram.state.updates.pending
