"""What somebody waits for is tried again when the line fails: soon, a few times, never for ever."""

import asyncio
from typing import Any

import pytest
from telegram.error import Forbidden, NetworkError

from bot.screens.screen import Screen
from bot.transport import messenger
from tests.bot.fake_time import now
from tests.bot.rate_limited import virtually
from tests.bot.scripted_telegram import (
    NO_PICTURES,
    ScriptedTelegram,
    answered_502,
    at_first,
    edit,
    no_answer,
    not_sent,
    send,
    until,
)


@pytest.mark.parametrize("error", [answered_502(), no_answer(), not_sent()])
@pytest.mark.parametrize("speak", [edit, send])
def test_a_screen_is_tried_again_within_seconds_when_the_line_fails(
    error: Exception, speak: Any
) -> None:
    telegram = ScriptedTelegram(at_first(error))

    @virtually
    async def once() -> None:
        await speak(telegram.api(), "one")
        assert 0 < now() < 1

    once()
    assert len(telegram.made) == 2


@virtually
async def test_a_message_of_which_nobody_knows_is_sent_once_more_at_most() -> None:
    telegram = ScriptedTelegram(until(60, no_answer()))
    with pytest.raises(NetworkError):
        await send(telegram.api(), "one")
    assert len(telegram.made) == 2


@virtually
async def test_an_edit_is_given_up_after_some_seconds_and_a_refused_one_at_once() -> None:
    telegram = ScriptedTelegram(until(60, answered_502()))
    with pytest.raises(NetworkError):
        await edit(telegram.api(), "one")
    assert 3 < now() < 10
    began, telegram.fault = now(), at_first(Forbidden("no"))
    with pytest.raises(Forbidden):
        await edit(telegram.api(), "one")
    assert now() == began


@virtually
async def test_a_screen_that_must_not_be_missed_is_tried_until_the_line_is_back() -> None:
    telegram = ScriptedTelegram(until(60, answered_502()))
    api = telegram.api()
    screen = Screen("Get help now.", vital=True)
    asked = asyncio.ensure_future(messenger.send(api, NO_PICTURES, 1, screen, when_closed="wait"))
    assert await asked > 0
    assert 60 <= now() < 75


@virtually
async def test_a_newer_screen_is_drawn_in_place_of_one_that_is_being_tried_again() -> None:
    telegram = ScriptedTelegram(until(2, answered_502()))
    api = telegram.api()
    first = asyncio.ensure_future(edit(api, "one"))
    await asyncio.sleep(1.2)
    await edit(api, "two", when_closed="wait")
    await first
    last = [text for at, text in telegram.texts() if at >= 2]
    assert last == ["two"]
