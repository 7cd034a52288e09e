"""Sending and editing messages: a screen sent anew, or in place of what a message says.

What somebody waits for goes through the chat's line (`bot.transport.chat_lines`): where it cannot
leave now, it is kept in memory and said when it can; who keeps what is to be said themselves asks
by `when_closed` to wait for that, or to be told.
"""

import logging

from telegram import InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.screens.screen import Screen
from bot.transport.bot_api import BotApi
from bot.transport.chat_lines import NOW, Said, WhenClosed
from bot.transport.drawing import Drawing, message_id, words
from bot.transport.incoming import Place
from bot.transport.lanes import BULK_LANE, BulkLane, TapLane, always
from bot.transport.telegram_errors import is_too_old
from bot.transport.uploads import Pictures

logger = logging.getLogger(__name__)


async def send(
    api: BotApi,
    pictures: Pictures,
    chat: int,
    screen: Screen,
    *,
    sound: bool = False,
    lane: BulkLane | None = None,
    when_closed: WhenClosed = "keep",
) -> int:
    """Send the screen as a new message and return its id; silent unless `sound` is asked for.

    In a tap's lane the id is 0 where the message is kept for later.
    """
    if lane is not None:
        return await Drawing(api, pictures, screen, lane, always).send(chat, sound=sound)

    async def make(said: Said, lane: TapLane) -> int:
        return await Drawing(api, pictures, screen, lane, said.is_wanted).send(chat, sound=sound)

    return await api.lines.say(chat, Said(make, vital=screen.vital), when_closed)


async def edit(
    api: BotApi,
    pictures: Pictures,
    place: Place,
    screen: Screen,
    *,
    when_closed: WhenClosed = "keep",
) -> int:
    """Show the screen in place of a message and return the id of the message it now stands in.

    A picture stays where a screen has none of its own: Telegram cannot take it off a message.
    A message that is gone (deleted, or too old to edit) is sent anew, and so is a text too long
    to stand under a picture. Of the edits of a message that wait only the newest is drawn.
    """

    async def make(said: Said, lane: TapLane) -> int:
        return await Drawing(api, pictures, screen, lane, said.is_wanted).edit(place)

    said = Said(make, place.message, vital=screen.vital)
    return await api.lines.say(place.chat, said, when_closed)


async def answer(api: BotApi, query: str, toast: str | None = None) -> None:
    """Stop the spinner of a tapped button, with a short word if there is one to say.

    It waits for no pause of messages. A tap that Telegram has forgotten meanwhile is left as it
    is, and so is one that it does not take an answer to: the spinner ends by itself.
    """
    params = {"callback_query_id": query, "text": toast}
    try:
        await api.call("answerCallbackQuery", params, lane=NOW)
    except BadRequest as error:
        if not is_too_old(error):
            raise
    except (NetworkError, RetryAfter) as error:
        logger.info("A tap was not answered: %s", error)


async def take_buttons(api: BotApi, chat: int, message: int) -> None:
    """Take the buttons of a message that was overtaken; whether it is still there matters not."""
    params = {"chat_id": chat, "message_id": message}
    try:
        await api.call("editMessageReplyMarkup", params, lane=BULK_LANE)
    except TelegramError as error:
        logger.debug("message %d keeps its buttons: %s", message, error)


async def send_document(
    api: BotApi,
    chat: int,
    filename: str,
    content: bytes,
    caption: str,
    *,
    when_closed: WhenClosed = "keep",
) -> int:
    """Send a file with a caption (HTML), in silence, and return the message's id."""
    params = {
        "chat_id": chat,
        "caption": caption,
        "parse_mode": "HTML",
        "disable_notification": True,
    }

    async def make(_: Said, lane: TapLane) -> int:
        files = {"document": InputFile(content, filename=filename)}
        return message_id(await api.upload("sendDocument", params, files, lane=lane))

    return await api.lines.say(chat, Said(make), when_closed)


async def put_keyboard_away(
    api: BotApi, chat: int, sentence: str, *, when_closed: WhenClosed = "keep"
) -> int:
    """Say a sentence (HTML), in silence, that takes Telegram's own keyboard off the screen."""
    params = {
        "chat_id": chat,
        "reply_markup": {"remove_keyboard": True},
        "disable_notification": True,
        **words(sentence),
    }

    async def make(_: Said, lane: TapLane) -> int:
        return message_id(await api.call("sendMessage", params, lane=lane))

    return await api.lines.say(chat, Said(make), when_closed)
