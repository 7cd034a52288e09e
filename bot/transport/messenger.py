"""Sending and editing messages: a screen sent anew, or in place of what a message says."""

import logging
from typing import Any

from telegram import InputFile
from telegram.constants import MessageLimit
from telegram.error import BadRequest, TelegramError

from bot.screens.screen import Button, Screen
from bot.transport.bot_api import BotApi, Json
from bot.transport.incoming import Place
from bot.transport.rate_limiter import BULK_LANE, BulkLane
from bot.transport.telegram_errors import is_gone, is_not_modified, is_too_old
from bot.transport.uploads import Loan, Pictures

logger = logging.getLogger(__name__)

LOOP = "dorsi.mp4"
CAPTION_LENGTH = MessageLimit.CAPTION_LENGTH
NO_PREVIEW = {"is_disabled": True}


async def send(
    api: BotApi,
    pictures: Pictures,
    chat: int,
    screen: Screen,
    *,
    sound: bool = False,
    lane: BulkLane | None = None,
) -> int:
    """Send the screen as a new message and return its id; silent unless `sound` is asked for."""
    common = {
        "chat_id": chat,
        "reply_markup": keyboard(screen),
        "disable_notification": not sound,
    }
    if screen.figure is not None:
        try:
            async with pictures.lend(screen.figure) as loan:
                if loan is not None:
                    media, files = _media(loan, "animation")
                    params = {**common, "animation": media, **_caption(screen)}
                    sent = await api.call("sendAnimation", params, lane=lane, files=files)
                    loan.file_id = _file_id(sent)
                    return int(sent["message_id"])
        except BadRequest as error:
            await _picture_failed(pictures, screen, error)
    sent = await api.call("sendMessage", {**common, **_text(screen.text)}, lane=lane)
    return int(sent["message_id"])


async def edit(api: BotApi, pictures: Pictures, place: Place, screen: Screen) -> int:
    """Show the screen in place of a message and return the id of the message it now stands in.

    A picture stays where a screen has none of its own: Telegram cannot take it off a message.
    A message that is gone (deleted, or too old to edit) is sent anew, and so is a text too long
    to stand under a picture.
    """
    if place.has_media and len(screen.text) > CAPTION_LENGTH:
        return await send(api, pictures, place.chat, screen)
    try:
        await _edit(api, pictures, place, screen)
    except BadRequest as error:
        if is_not_modified(error):
            return place.message
        if not is_gone(error):
            raise
        return await send(api, pictures, place.chat, screen)
    return place.message


async def _edit(api: BotApi, pictures: Pictures, place: Place, screen: Screen) -> None:
    common = {
        "chat_id": place.chat,
        "message_id": place.message,
        # Telegram's own keyboard comes with a new message only.
        "reply_markup": None if screen.ask_location else keyboard(screen),
    }
    if screen.figure is not None:
        try:
            async with pictures.lend(screen.figure) as loan:
                if loan is not None:
                    media, files = _media(loan, "loop")
                    shown = {"type": "animation", "media": media or "attach://loop"}
                    params = {**common, "media": {**shown, **_caption(screen)}}
                    edited = await api.call("editMessageMedia", params, files=files)
                    loan.file_id = _file_id(edited)
                    return
        except BadRequest as error:
            if is_not_modified(error) or is_gone(error):
                raise
            await _picture_failed(pictures, screen, error)
    if place.has_media:
        await api.call("editMessageCaption", {**common, **_caption(screen)})
    else:
        await api.call("editMessageText", {**common, **_text(screen.text)})


async def answer(api: BotApi, query: str, toast: str | None = None) -> None:
    """Stop the spinner of a tapped button, with a short word if there is one to say.

    A tap that Telegram has forgotten meanwhile is left as it is.
    """
    try:
        await api.call("answerCallbackQuery", {"callback_query_id": query, "text": toast})
    except BadRequest as error:
        if not is_too_old(error):
            raise


async def take_buttons(api: BotApi, chat: int, message: int) -> None:
    """Take the buttons of a message that was overtaken; whether it is still there matters not."""
    try:
        await api.call(
            "editMessageReplyMarkup", {"chat_id": chat, "message_id": message}, lane=BULK_LANE
        )
    except TelegramError as error:
        logger.debug("message %d keeps its buttons: %s", message, error)


async def send_document(api: BotApi, chat: int, filename: str, content: bytes, caption: str) -> int:
    """Send a file with a caption (HTML), in silence, and return the message's id."""
    params = {
        "chat_id": chat,
        "caption": caption,
        "parse_mode": "HTML",
        "disable_notification": True,
    }
    files = {"document": InputFile(content, filename=filename)}
    sent = await api.call("sendDocument", params, files=files)
    return int(sent["message_id"])


async def put_keyboard_away(api: BotApi, chat: int, sentence: str) -> int:
    """Say a sentence (HTML), in silence, that takes Telegram's own keyboard off the screen."""
    params = {
        "chat_id": chat,
        "reply_markup": {"remove_keyboard": True},
        "disable_notification": True,
        **_text(sentence),
    }
    sent = await api.call("sendMessage", params)
    return int(sent["message_id"])


def keyboard(screen: Screen) -> Json | None:
    """Return the keyboard under the screen as the Bot API has it, None where it has none."""
    if screen.ask_location:
        button = {"text": "Share my place", "request_location": True}
        return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    if not screen.rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}


def _button(button: Button) -> Json:
    given = {"url": button.url, "callback_data": button.data or None, "style": button.style}
    return {"text": button.label} | {name: value for name, value in given.items() if value}


def _text(text: str) -> Json:
    return {"text": text, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW}


def _caption(screen: Screen) -> Json:
    return {"caption": screen.text, "parse_mode": "HTML"}


def _media(loan: Loan, name: str) -> tuple[str | None, dict[str, InputFile]]:
    """Return the file id of a loan, or else the file to upload under a name."""
    if isinstance(loan.media, str):
        return loan.media, {}
    return None, {name: InputFile(loan.media, filename=LOOP)}


def _file_id(message: Any) -> str | None:
    """Return the file id of a message's animation, if the answer tells one."""
    animation = message.get("animation") if isinstance(message, dict) else None
    return animation["file_id"] if animation else None


async def _picture_failed(pictures: Pictures, screen: Screen, error: BadRequest) -> None:
    """Go on in words: a picture is a help, never a condition."""
    logger.warning("picture %s not shown: %s", screen.figure, error)
    if screen.figure is not None:
        await pictures.forget(screen.figure)
