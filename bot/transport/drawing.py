"""One screen on its way to Telegram: as a new message or an edit, with its picture or in words."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import InputFile
from telegram.constants import MessageLimit
from telegram.error import BadRequest, NetworkError

from bot.screens.screen import Button, Screen
from bot.transport.bot_api import BotApi, Json
from bot.transport.incoming import Place
from bot.transport.lanes import BulkLane, TapLane
from bot.transport.telegram_errors import is_gone, is_not_modified
from bot.transport.uploads import UPLOAD_WITHIN, Loan, Pictures

logger = logging.getLogger(__name__)

LOOP = "dorsi.mp4"
CAPTION_LENGTH = MessageLimit.CAPTION_LENGTH
NO_PREVIEW = {"is_disabled": True}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen that goes out by a lane, as long as it is wanted."""

    api: BotApi
    pictures: Pictures
    screen: Screen
    lane: BulkLane | TapLane
    wanted: Callable[[], bool]

    async def send(self, chat: int, *, sound: bool = False) -> int:
        """Send the screen as a new message; return its id, 0 where it was not wanted any more."""
        common = {
            "chat_id": chat,
            "reply_markup": keyboard(self.screen),
            "disable_notification": not sound,
        }

        def animation(media: str | None) -> Json:
            return {**common, "animation": media, **self._caption}

        sent = await self._illustrated("sendAnimation", animation, "animation")
        if sent is None:
            sent = await self._call("sendMessage", {**common, **words(self.screen.text)})
        return message_id(sent)

    async def edit(self, place: Place) -> int:
        """Show the screen in place of a message; return the id of the message it now stands in."""
        if place.has_media and len(self.screen.text) > CAPTION_LENGTH:
            return await self.send(place.chat)
        try:
            await self._edit(place)
        except BadRequest as error:
            if is_gone(error):
                return await self.send(place.chat)
            if not is_not_modified(error):
                raise
        return place.message

    async def _edit(self, place: Place) -> None:
        common = {
            "chat_id": place.chat,
            "message_id": place.message,
            # Telegram's own keyboard comes with a new message only.
            "reply_markup": None if self.screen.ask_location else keyboard(self.screen),
        }

        def animation(media: str | None) -> Json:
            shown = {"type": "animation", "media": media or "attach://loop", **self._caption}
            return {**common, "media": shown}

        if await self._illustrated("editMessageMedia", animation, "loop") is not None:
            return
        if place.has_media:
            await self._call("editMessageCaption", {**common, **self._caption})
        else:
            await self._call("editMessageText", {**common, **words(self.screen.text)})

    async def _illustrated(
        self, method: str, params: Callable[[str | None], Json], attached: str
    ) -> Any:
        """Make a call with the screen's picture; None where words have to do.

        `params` makes the parameters of a file id, None for a file that goes up as `attached`.
        """
        if self.screen.figure is None:
            return None
        goes_up = False
        try:
            async with self.pictures.lend(self.screen.figure) as loan:
                if loan is None:
                    return None
                goes_up = isinstance(loan.media, bytes)
                answer = await self._shown(method, params, attached, loan)
                loan.file_id = _file_id(answer)
                return answer
        except BadRequest as error:
            if is_not_modified(error) or is_gone(error):
                raise
            logger.warning("picture %s not shown: %s", self.screen.figure, error)
            await self.pictures.forget(self.screen.figure)
        except NetworkError as error:
            if not goes_up:
                raise
            # A picture is a help, never a condition.
            logger.warning("picture %s not uploaded: %s", self.screen.figure, error)
        return None

    async def _shown(
        self, method: str, params: Callable[[str | None], Json], attached: str, loan: Loan
    ) -> Any:
        if isinstance(loan.media, str):
            return await self._call(method, params(loan.media))
        files = {attached: InputFile(loan.media, filename=LOOP)}
        return await self.api.upload(
            method,
            params(None),
            files,
            lane=self.lane,
            wanted=self.wanted,
            within=UPLOAD_WITHIN,
        )

    async def _call(self, method: str, params: Json) -> Any:
        return await self.api.call(method, params, lane=self.lane, wanted=self.wanted)

    @property
    def _caption(self) -> Json:
        return {"caption": self.screen.text, "parse_mode": "HTML"}


def words(text: str) -> Json:
    """Return the parameters of a text (HTML) without link previews."""
    return {"text": text, "parse_mode": "HTML", "link_preview_options": NO_PREVIEW}


def message_id(sent: Any) -> int:
    """Return the id of a sent message, 0 where a call was overtaken."""
    return int(sent["message_id"]) if isinstance(sent, dict) else 0


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


def _file_id(message: Any) -> str | None:
    """Return the file id of a message's animation, if the answer tells one."""
    animation = message.get("animation") if isinstance(message, dict) else None
    return animation["file_id"] if animation else None
