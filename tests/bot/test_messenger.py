"""What the messenger says on the wire: the same as python-telegram-bot would say."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot

from bot.screens.screen import Button, Screen
from bot.taps.today import TodayTap
from bot.transport import messenger
from bot.transport.drawing import keyboard
from bot.transport.incoming import Place
from content import figures
from tests.bot.world import Phone, World

GO = Button("Go", TodayTap(), "success")
SOURCE = Button("Source", url="https://example.org/a")
STOP = Button("Stop", TodayTap(), "danger")
SCREEN = Screen("<b>Towel scrunch</b>", ((GO, SOURCE), (STOP,)))
INLINE = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Go", callback_data=GO.data, style="success"),
            InlineKeyboardButton("Source", url="https://example.org/a"),
        ],
        [InlineKeyboardButton("Stop", callback_data=STOP.data, style="danger")],
    ]
)
PLACE = ReplyKeyboardMarkup(
    [[KeyboardButton("Share my place", request_location=True)]],
    resize_keyboard=True,
    one_time_keyboard=True,
)


@pytest.mark.parametrize(
    ("screen", "markup"),
    [(SCREEN, INLINE), (Screen("Where?", ask_location=True), PLACE)],
)
def test_a_keyboard_is_what_the_library_makes_of_the_same_buttons(
    screen: Screen, markup: InlineKeyboardMarkup | ReplyKeyboardMarkup
) -> None:
    assert keyboard(screen) == markup.to_dict()


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert keyboard(Screen("Done.")) is None


@pytest.fixture
async def bot(world: World) -> AsyncIterator[ExtBot[None]]:
    """Return the library's own bot, with what is the messenger's own way set as its defaults."""
    chosen = world.settings
    preview = LinkPreviewOptions(is_disabled=True)
    defaults = Defaults(parse_mode=ParseMode.HTML, link_preview_options=preview)
    async with ExtBot(world.telegram.token, chosen.base_url, defaults=defaults) as made:
        yield made


@pytest.fixture
async def phone(world: World) -> Phone:
    there = world.phone()
    await there.say("/start")
    return there


def last_call(world: World) -> tuple[str, dict[str, Any]]:
    """Return the newest call and its parameters."""
    call = world.telegram.calls[-1]
    return call.method, dict(call.params)


@pytest.mark.usefixtures("phone")
async def test_messages_and_edits_say_what_the_library_says(
    world: World, bot: ExtBot[None]
) -> None:
    api, pictures = world.services.api, world.services.pictures
    number = await messenger.send(api, pictures, 1, SCREEN)
    ours = last_call(world)
    await bot.send_message(1, SCREEN.text, reply_markup=INLINE, disable_notification=True)
    assert ours == last_call(world)
    place = Place(1, number, has_media=False)
    assert await messenger.edit(api, pictures, place, Screen("Now.")) == number
    ours = last_call(world)
    await bot.edit_message_text("Then.", 1, number)
    theirs = last_call(world)
    assert ours == (theirs[0], {**theirs[1], "text": "Now."})
    await messenger.put_keyboard_away(api, 1, "Thank you.")
    ours = last_call(world)
    remove = ReplyKeyboardRemove()
    await bot.send_message(1, "Thank you.", reply_markup=remove, disable_notification=True)
    assert ours == last_call(world)


@pytest.mark.usefixtures("phone")
async def test_a_picture_goes_with_the_words_the_library_would_put_under_it(
    world: World, bot: ExtBot[None]
) -> None:
    api, pictures = world.services.api, world.services.pictures
    screen = replace(SCREEN, figure=figures.variants()[0])
    number = await messenger.send(api, pictures, 1, screen)
    assert [one.mime for one in world.telegram.uploads] == ["video/mp4"]
    await messenger.send(api, pictures, 1, screen)
    ours = last_call(world)
    media, words = ours[1]["animation"], screen.text
    await bot.send_animation(
        1, media, caption=words, reply_markup=INLINE, disable_notification=True
    )
    assert ours == last_call(world)
    other = replace(SCREEN, figure=figures.variants()[1])
    await messenger.edit(api, pictures, Place(1, number, has_media=True), other)
    await messenger.edit(api, pictures, Place(1, number, has_media=True), screen)
    ours = last_call(world)
    await messenger.edit(api, pictures, Place(1, number, has_media=True), other)
    await bot.edit_message_media(
        InputMediaAnimation(media, caption=words),
        1,
        number,
        reply_markup=INLINE,
        api_kwargs={"parse_mode": None},
    )
    assert ours == last_call(world)


async def test_a_message_that_was_deleted_is_sent_anew(world: World, phone: Phone) -> None:
    api, pictures = world.services.api, world.services.pictures
    number = await messenger.send(api, pictures, 1, SCREEN)
    phone.runner.delete_message(phone.last)
    shown = await messenger.edit(api, pictures, Place(1, number, has_media=False), SCREEN)
    assert shown == phone.last.message_id > number
    assert phone.last.text == "Towel scrunch"
    world.telegram.refused.clear()


async def test_a_document_arrives_with_its_caption(world: World, phone: Phone) -> None:
    await messenger.send_document(world.services.api, 1, "runs.ics", b"BEGIN", "<i>Yours</i>")
    assert phone.last.text == "Yours"
    assert [(one.name, one.data) for one in world.telegram.uploads] == [("runs.ics", b"BEGIN")]


@pytest.mark.usefixtures("phone")
async def test_a_tap_that_telegram_forgot_is_no_error(world: World) -> None:
    await messenger.answer(world.services.api, "1-999", "Noted.")
    assert world.telegram.refused[-1].description.startswith("Bad Request: query is too old")
    world.telegram.refused.clear()
