"""A runner's phone: what they say, tap and share, and the chat they look at."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.sandbox.chats import Chat, Json, Message
from bot.sandbox.entities import found_in
from bot.sandbox.files import Upload
from bot.sandbox.pixel import PNG
from bot.sandbox.queries import Answer, Query
from bot.sandbox.state import State

_LONGEST = 4096  # characters; a phone cuts a longer text into several messages


class Runner:
    """One person with a phone, in a private chat with the bot."""

    def __init__(self, state: State, chat: Chat, user: Json) -> None:
        self._state = state
        self.chat = chat
        self.user = user

    @property
    def messages(self) -> list[Message]:
        """The chat as it looks now, oldest first."""
        return list(self.chat.messages.values())

    @property
    def last(self) -> Message:
        """The newest message of the chat."""
        if not self.chat.messages:
            raise LookupError("the chat is empty")
        return next(reversed(self.chat.messages.values()))

    async def say(self, text: str) -> Message:
        """Type `text` and send it; return its last part."""
        if not text.strip():
            raise ValueError("a phone sends no empty message")
        parts = [text[at : at + _LONGEST].strip() for at in range(0, len(text), _LONGEST)]
        sent = [self._send(text=part, entities=found_in(part)) for part in parts if part]
        return sent[-1]

    async def sticker(self) -> Message:
        """Send a sticker."""
        file = self._state.files.add("sticker", Upload("shoe.png", "image/png", PNG))
        return self._send(media=file)

    async def photo(self, data: bytes = PNG, caption: str = "") -> Message:
        """Send a photo, one pixel unless `data` is given."""
        file = self._state.files.add("photo", Upload("photo.png", "image/png", data))
        return self._send(media=file, text=caption)

    async def document(
        self, name: str, data: bytes, mime: str = "application/pdf", caption: str = ""
    ) -> Message:
        """Send a file."""
        if not data:
            raise ValueError("a phone sends no empty file")
        media = self._state.files.add("document", Upload(name, mime, data))
        return self._send(media=media, text=caption)

    async def location(self, latitude: float, longitude: float) -> Message:
        """Share a place, in degrees."""
        return self._send(location=(latitude, longitude))

    async def tap(self, message: Message, button: str, timeout: float = 5) -> Answer | None:  # noqa: ASYNC109
        """Tap a button by its label or data; return the answer, None when none came in time."""
        return await self.answer(self.tap_nowait(message, button), timeout)

    def tap_nowait(self, message: Message, button: str) -> Query:
        """Tap a button and do not wait for the answer."""
        found = message.button(button)
        if not found.data:
            raise LookupError(f"{button!r} sends the bot nothing: it opens a link")
        return self._ask(message, found.data)

    async def forge(self, message: Message, data: str, timeout: float = 5) -> Answer | None:  # noqa: ASYNC109
        """Send any callback data on any message, even one that is deleted or has no buttons."""
        return await self.answer(self.forge_nowait(message, data), timeout)

    def forge_nowait(self, message: Message, data: str) -> Query:
        """Send any callback data and do not wait for the answer."""
        return self._ask(message, data)

    async def answer(self, query: Query, timeout: float = 5) -> Answer | None:  # noqa: ASYNC109
        """Wait at most `timeout` real seconds for the answer to a tap."""
        await asyncio.wait({query.answer}, timeout=timeout)
        return query.answer.result() if query.answer.done() else None

    def block(self) -> None:
        """Block the bot."""
        self._member("member", "kicked")

    def unblock(self) -> None:
        """Unblock the bot."""
        self._member("kicked", "member")

    def delete_message(self, message: Message) -> None:
        """Delete a message for both sides."""
        self.chat.remove(message)

    async def edit(self, message: Message, text: str) -> None:
        """Change an own message that was sent before."""
        message.text, message.entities = text, found_in(text)
        message.edit_date = self._state.date
        self.chat.tell("message", message)
        self._state.update("edited_message", message.json())

    async def wait(self, predicate: Callable[["Runner"], Any], timeout: float = 5) -> Any:  # noqa: ASYNC109
        """Return what `predicate` finds in this chat as soon as it is true; no polling."""
        if found := predicate(self):
            return found
        seen: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def look(*_: Any) -> None:
            if not seen.done() and (found := predicate(self)):
                seen.set_result(found)

        self.chat.listeners.append(look)
        try:
            async with asyncio.timeout(timeout):
                return await seen
        except TimeoutError:
            raise TimeoutError(f"not within {timeout} s; {self._view()}") from None
        finally:
            self.chat.listeners.remove(look)

    def _send(self, **what: Any) -> Message:
        if self.chat.blocked:
            raise RuntimeError("the bot is blocked: unblock it first")
        self.chat.known = True
        message = self.chat.add(self.user, self._state.date, **what)
        self._state.update("message", message.json())
        keyboard = self.chat.reply_keyboard
        if keyboard and keyboard.get("one_time_keyboard"):
            self.chat.reply_keyboard = None
            self.chat.tell("keyboard")
        return message

    def _ask(self, message: Message, data: str) -> Query:
        chat = self.chat
        query = self._state.queries.ask(
            chat.chat_id, message.message_id, data, self._state.clock.now()
        )
        gone = {"chat": chat.json, "message_id": message.message_id, "date": 0}
        update = {
            "id": query.query_id,
            "from": self.user,
            "chat_instance": str(chat.chat_id),
            "message": gone if message.deleted else message.json(),
            "data": data,
        }
        query.update_id = self._state.update("callback_query", update)
        return query

    def _member(self, old: str, new: str) -> None:
        blocked = new == "kicked"
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        update = member_update(self._state, self.chat, self.user, (old, new))
        self._state.update("my_chat_member", update)
        self.chat.tell("blocked", blocked)

    def _view(self) -> str:
        if not self.chat.messages:
            return "the chat is empty"
        labels = ", ".join(button.text for button in self.last.buttons)
        return f"the last message is {self.last.text!r} with buttons [{labels}]"


def member_update(state: State, chat: Chat, user: Json, statuses: tuple[str, str]) -> Json:
    """Return a my_chat_member update: the bot's old and new status in a chat."""
    old, new = ({"status": status, "user": state.bot, "until_date": 0} for status in statuses)
    about = {"chat": chat.json, "from": user, "date": state.date}
    return {**about, "old_chat_member": old, "new_chat_member": new}
