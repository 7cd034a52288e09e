"""What cannot leave now is kept: in order, the newest screen of a message only, never for ever."""

import asyncio
from datetime import date

import pytest
from telegram.error import Forbidden, RetryAfter

from bot.screens import flags, safety
from bot.screens.screen import Screen
from bot.transport import messenger
from bot.transport.bot_api import BotApi
from bot.transport.chat_lines import KEPT
from bot.transport.incoming import Place
from bot.transport.rate_limiter import pause_of
from content.coach import asking
from content.library import load
from tests.bot.fake_time import now
from tests.bot.rate_limited import virtually
from tests.bot.scripted_telegram import (
    NO_PICTURES,
    ONE,
    Made,
    ScriptedTelegram,
    at_first,
    edit,
    send,
)


async def spoken(api: BotApi) -> None:
    """Wait until nothing is kept any more."""
    while not api.lines.idle:  # noqa: ASYNC110 - no event
        await asyncio.sleep(0.5)


@virtually
async def test_a_screen_that_a_pause_held_up_is_shown_when_it_is_over() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    assert await edit(api, "one") == ONE.message
    assert now() == 0, "the caller is not held up"
    await spoken(api)
    assert telegram.texts() == [(0, "one"), (30.1, "one")]


@virtually
async def test_of_the_screens_of_a_message_only_the_newest_is_shown_after_a_pause() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    for text in ("one", "two", "three"):
        await edit(api, text)
        await asyncio.sleep(1)
    await edit(api, "other", Place(1, 11, has_media=False))
    await spoken(api)
    assert [text for _, text in telegram.texts()] == ["one", "three", "other"]


@virtually
async def test_messages_kept_for_a_chat_are_said_in_order_and_the_last_five_of_many() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    for number in range(KEPT + 4):
        assert await send(api, str(number)) == 0
    await messenger.send(api, NO_PICTURES, 1, Screen("stop", vital=True))
    await spoken(api)
    said = [text for at, text in telegram.texts() if at > 0]
    assert said == [*map(str, range(4, KEPT + 4)), "stop"]


@virtually
async def test_other_chats_are_spoken_to_meanwhile() -> None:
    telegram = ScriptedTelegram(lambda made: 30 if made.params["chat_id"] == 1 else None)
    api = telegram.api()
    await edit(api, "one")
    assert await send(api, "two", chat=2) == 1
    assert now() == 0
    await api.close()


@virtually
async def test_who_waits_is_told_when_it_was_said_or_overtaken() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    sent = asyncio.ensure_future(send(api, "one", when_closed="wait"))
    await asyncio.sleep(1)
    first = asyncio.ensure_future(edit(api, "two", when_closed="wait"))
    await asyncio.sleep(1)
    second = asyncio.ensure_future(edit(api, "three", when_closed="wait"))
    assert await first == ONE.message
    assert now() == 2
    assert await sent == 1
    assert await second == ONE.message
    assert telegram.texts()[1:] == [(30.1, "one"), (30.1, "three")]


@virtually
async def test_who_waits_is_told_why_it_failed() -> None:
    refusal = Forbidden("bot was blocked by the user")
    telegram = ScriptedTelegram(at_first(30, refusal))
    with pytest.raises(Forbidden):
        await send(telegram.api(), "one", when_closed="wait")


@virtually
async def test_who_keeps_a_screen_in_a_better_place_is_told_how_long_it_has_to_wait() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    for speak in (edit, send, edit):
        with pytest.raises(RetryAfter) as refused:
            await speak(api, "one", when_closed="raise")
        assert pause_of(refused.value).total_seconds() == pytest.approx(31, abs=1)
    assert api.lines.idle
    assert len(telegram.made) == 1, "during the pause nobody asks again"


@virtually
async def test_an_edit_under_way_keeps_later_ones_waiting_and_only_the_last_is_drawn() -> None:
    telegram = ScriptedTelegram(seconds=1)
    api = telegram.api()
    await asyncio.gather(*(edit(api, str(number), when_closed="wait") for number in range(50)))
    assert telegram.texts() == [(0, "0"), (1, "49")]


@virtually
async def test_a_kept_screen_that_fails_holds_up_nothing_behind_it() -> None:
    telegram = ScriptedTelegram(at_first(3, Forbidden("no")))
    api = telegram.api()
    await send(api, "one")
    await send(api, "two")
    await spoken(api)
    assert telegram.texts()[-1][1] == "two"


@virtually
async def test_what_is_kept_can_be_let_go_at_the_end() -> None:
    telegram = ScriptedTelegram(at_first(30))
    api = telegram.api()
    waiting = asyncio.ensure_future(send(api, "one", when_closed="wait"))
    await asyncio.sleep(1)
    await api.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert api.lines.idle


def answers(made: Made) -> int | None:
    """Refuse answers to taps for a long time."""
    return 30 if made.method == "answerCallbackQuery" else None


@virtually
async def test_a_tap_that_cannot_be_answered_holds_up_no_screen() -> None:
    telegram = ScriptedTelegram(answers)
    api = telegram.api()
    await messenger.answer(api, "1", "Noted.")
    await messenger.answer(api, "2", "Noted.")
    assert await send(api, "one") == 1
    assert now() == 0
    assert len(telegram.made) == 2, "during the pause nobody asks again"


def test_what_stop_and_red_flags_show_must_not_be_missed() -> None:
    library = load()
    urgent = next(flag for flag in library.flags.values() if flag.is_emergency)
    shown = [
        flags.page(library, asking.ALL),
        flags.confirm(urgent, asking.ALL, 0),
        flags.verdict(library, urgent, "112", first_minute=False),
        flags.referred(library, urgent, "112"),
        safety.page((), library, date(2026, 11, 23)),
    ]
    assert all(screen.vital for screen in shown)
    assert not flags.none_of_these().vital
