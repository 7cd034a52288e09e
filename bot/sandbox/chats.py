"""Chats and their messages as they are now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox import keyboards
from bot.sandbox.entities import Entity
from bot.sandbox.files import File
from bot.sandbox.keyboards import Button, Markup

Json = dict[str, Any]
Listener = Callable[[str, Any], None]  # (what happened: message, deleted, …; its subject)


@dataclass(slots=True, eq=False)
class Message:
    """A message as it is now: `text` is also the caption, `edited` counts the bot's edits."""

    message_id: int
    chat: "Chat"
    sender: Json
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    markup: Markup | None = None
    media: File | None = None
    location: tuple[float, float] | None = None
    silent: bool = False
    caption_above: bool = False
    fixed: bool = False  # came with a reply keyboard: Telegram lets no one edit such a message
    edited: int = 0
    edit_date: int = 0
    reply_to: "Message | None" = None

    @property
    def keyboard(self) -> list[list[Button]]:
        """The inline buttons under the message, row by row."""
        return keyboards.rows(self.markup)

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons in reading order."""
        return [button for row in self.keyboard for button in row]

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.sender["is_bot"])

    @property
    def deleted(self) -> bool:
        """Whether it is gone from its chat."""
        return self.chat.messages.get(self.message_id) is not self

    def button(self, label: str) -> Button:
        """Return the button with this label or callback data; say what there is if none."""
        for button in self.buttons:
            if label in (button.text, button.data):
                return button
        there = ", ".join(repr(button.text) for button in self.buttons) or "no button"
        raise LookupError(f"no button {label!r} on message {self.message_id}; there is {there}")

    def json(self) -> Json:
        """Return the message as the Bot API writes it."""
        found: Json = {
            "message_id": self.message_id,
            "date": self.date,
            "chat": self.chat.json,
            "from": self.sender,
        }
        if self.edit_date:
            found["edit_date"] = self.edit_date
        if self.media:
            found |= media_json(self.media)
        if self.location:
            latitude, longitude = self.location
            found["location"] = {"latitude": latitude, "longitude": longitude}
        if self.text:
            found["caption" if self.media else "text"] = self.text
            if self.entities:
                found["caption_entities" if self.media else "entities"] = self.entities
        if self.markup:
            found["reply_markup"] = self.markup
        if self.caption_above:
            found["show_caption_above_media"] = True
        if self.reply_to:
            found["reply_to_message"] = self.reply_to.json()
        return found


@dataclass(slots=True, eq=False)
class Chat:
    """A chat between the bot and one runner, or a group; `json` is its short form."""

    chat_id: int
    json: Json
    known: bool = False  # the runner wrote to the bot at least once
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    reply_keyboard: Markup | None = None
    last_id: int = 0
    listeners: list[Listener] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Private or group."""
        return str(self.json["type"])

    def add(self, sender: Json, date: int, **what: Any) -> Message:
        """Write a message into the chat and tell who listens."""
        self.last_id += 1
        message = Message(self.last_id, self, sender, date, **what)
        self.messages[self.last_id] = message
        self.tell("message", message)
        return message

    def remove(self, message: Message) -> None:
        """Delete a message for both sides."""
        if self.messages.pop(message.message_id, None):
            self.tell("deleted", message)

    def tell(self, what: str, subject: Any = None) -> None:
        """Tell every listener what changed."""
        for listener in tuple(self.listeners):
            listener(what, subject)


def media_json(file: File) -> Json:
    """Return the fields of a message that describe its file."""
    about: Json = {"file_id": file.file_id, "file_unique_id": file.unique_id}
    size = {"width": file.width, "height": file.height}
    named = {"file_name": file.name, "mime_type": file.mime, "file_size": len(file.data)}
    if file.kind == "photo":
        return {"photo": [{**about, **size, "file_size": len(file.data)}]}
    if file.kind == "sticker":
        kind = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👟"}
        return {"sticker": {**about, **size, **kind}}
    if file.kind == "animation":
        # Telegram also fills `document`, for bots written before animations were known.
        loop = {**about, **size, **named, "duration": file.duration}
        return {"animation": loop, "document": {**about, **named}}
    return {"document": {**about, **named}}
