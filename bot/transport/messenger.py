"""Sending and editing messages: a screen sent anew, or in place of what a message says."""

import logging
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaAnimation,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import MessageLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.screens.screen import Button, Screen
from bot.transport.rate_limiter import BULK_LANE, BulkLane
from bot.transport.telegram_errors import is_gone, is_not_modified
from bot.transport.uploads import Pictures

logger = logging.getLogger(__name__)

LOOP = "dorsi.mp4"
CAPTION_LENGTH = MessageLimit.CAPTION_LENGTH
# python-telegram-bot adds its default also where there are no words, or only those of the media.
NO_PARSE_MODE = {"parse_mode": None}
Sender = ExtBot[Any]
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | None


async def send(
    bot: Sender,
    pictures: Pictures,
    chat: int,
    screen: Screen,
    *,
    sound: bool = False,
    lane: BulkLane | None = None,
) -> int:
    """Send the screen as a new message and return its id; silent unless `sound` is asked for."""
    markup = keyboard(screen)
    if screen.figure is not None:
        try:
            async with pictures.lend(screen.figure) as loan:
                if loan is not None:
                    message = await bot.send_animation(
                        chat,
                        loan.media,
                        caption=screen.text,
                        reply_markup=markup,
                        filename=LOOP,
                        disable_notification=not sound,
                        rate_limit_args=lane,
                    )
                    loan.file_id = _file_id(message)
                    return message.message_id
        except BadRequest as error:
            await _picture_failed(pictures, screen, error)
    message = await bot.send_message(
        chat, screen.text, reply_markup=markup, disable_notification=not sound, rate_limit_args=lane
    )
    return message.message_id


async def edit(bot: Sender, pictures: Pictures, message: Message, screen: Screen) -> int:
    """Show the screen in place of `message` and return the id of the message it now stands in.

    A picture stays where a screen has none of its own: Telegram cannot take it off a message.
    A message that is gone (deleted, or too old to edit) is sent anew, and so is a text too long
    to stand under a picture.
    """
    if message.effective_attachment is not None and len(screen.text) > CAPTION_LENGTH:
        return await send(bot, pictures, message.chat_id, screen)
    try:
        await _edit(bot, pictures, message, screen)
    except BadRequest as error:
        if is_not_modified(error):
            return message.message_id
        if not is_gone(error):
            raise
        return await send(bot, pictures, message.chat_id, screen)
    return message.message_id


async def _edit(bot: Sender, pictures: Pictures, message: Message, screen: Screen) -> None:
    markup = keyboard(screen)
    inline = markup if isinstance(markup, InlineKeyboardMarkup) else None
    chat, number = message.chat_id, message.message_id
    if screen.figure is not None:
        try:
            async with pictures.lend(screen.figure) as loan:
                if loan is not None:
                    media = InputMediaAnimation(loan.media, caption=screen.text, filename=LOOP)
                    edited = await bot.edit_message_media(
                        media, chat, number, reply_markup=inline, api_kwargs=NO_PARSE_MODE
                    )
                    loan.file_id = _file_id(edited)
                    return
        except BadRequest as error:
            if is_not_modified(error) or is_gone(error):
                raise
            await _picture_failed(pictures, screen, error)
    if message.effective_attachment is not None:
        await bot.edit_message_caption(chat, number, caption=screen.text, reply_markup=inline)
    else:
        await bot.edit_message_text(screen.text, chat, number, reply_markup=inline)


async def take_buttons(bot: Sender, chat: int, message: int) -> None:
    """Take the buttons of a message that was overtaken; whether it is still there matters not."""
    try:
        await bot.edit_message_reply_markup(
            chat, message, rate_limit_args=BULK_LANE, api_kwargs=NO_PARSE_MODE
        )
    except TelegramError as error:
        logger.debug("message %d keeps its buttons: %s", message, error)


def keyboard(screen: Screen) -> Markup:
    """Return the keyboard under the screen, None where it has none."""
    if screen.ask_location:
        button = KeyboardButton("Share my place", request_location=True)
        return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in screen.rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label, url=button.url, callback_data=button.data or None, style=button.style
    )


def _file_id(message: Message | bool) -> str | None:
    animation = message.animation if isinstance(message, Message) else None
    return animation.file_id if animation else None


async def _picture_failed(pictures: Pictures, screen: Screen, error: BadRequest) -> None:
    """Go on in words: a picture is a help, never a condition."""
    logger.warning("picture %s not shown: %s", screen.figure, error)
    if screen.figure is not None:
        await pictures.forget(screen.figure)
