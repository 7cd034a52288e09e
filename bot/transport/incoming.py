"""An update read into plain values: who it is from, and what was tapped, said or sent.

Only what Dorsi uses is looked at (core.telegram.org/bots/api, "Update"), so that whatever else
Telegram adds or changes stops nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

Raw = Mapping[str, Any]
Keyboard = tuple[tuple[str, ...], ...]

# What a runner sends; a message with none of it is Telegram's own word (a pin, a timer, a boost),
# and whatever it adds of those is one, too.
SENT = frozenset(
    {
        "text", "rich_message", "animation", "audio", "document", "live_photo", "paid_media",
        "photo", "sticker", "story", "video", "video_note", "voice", "checklist", "contact",
        "dice", "game", "poll", "venue", "location",
    }
)  # fmt: skip
# What a message may carry beside its words; text cannot be put in its place by an edit.
_MEDIA = frozenset({"animation", "photo", "video", "document", "audio", "voice", "sticker"})


class UnreadableError(ValueError):
    """An update is not what the Bot API says an update is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A message as far as it can be edited: its chat, its number, whether it holds a picture."""

    chat: int
    message: int
    has_media: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was sent; `size` is in bytes."""

    file_id: str
    size: int
    name: str
    mime: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update. `runner` is the user's id, None where no user sent it.

    `is_message` is false for what Telegram itself says in a chat; an `edited` one was sent before.
    A tap has a `query` to answer, its `data`, the `place` of the message it was on (None where
    that is gone) and the data of all its buttons, row by row. `text` and the rest are empty or
    None where there is none. `left` is true where a runner blocked the bot, false where they came
    back.
    """

    id: int
    runner: int | None = None
    name: str = ""
    chat: int = 0
    private: bool = False
    is_message: bool = False
    query: str | None = None
    data: str = ""
    place: Place | None = None
    keyboard: Keyboard = ()
    text: str = ""
    caption: str = ""
    edited: bool = False
    location: tuple[float, float] | None = None
    document: Document | None = None
    joined: tuple[int, ...] = ()
    left: bool | None = None


def number_of(raw: object) -> int | None:
    """Return an update's number, None for what has none and so is no update."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    is_one = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**63
    return number if is_one else None


def runner_of(raw: Raw) -> int:
    """Return whose line an update stands in, 0 for nobody's; whatever is in it, it has one."""
    for what in raw.values():
        if isinstance(what, dict):
            sender = what.get("from")
            number = sender.get("id") if isinstance(sender, dict) else None
            return number if isinstance(number, int) and 0 < number < 2**52 else 0
    return 0


def is_command(raw: Raw, *names: str) -> bool:
    """Tell whether an update is one of these commands, said in private."""
    try:
        found = read(raw)
    except UnreadableError:
        return False
    word = found.text.partition(" ")[0].partition("@")[0]
    return found.private and word in {f"/{name}" for name in names}


def load(body: str) -> Incoming:
    """Read an update from its JSON; one that is none is an UnreadableError."""
    try:
        raw = msgspec.json.decode(body)
    except ValueError as error:
        raise UnreadableError("an update is no JSON") from error
    return read(raw)


def read(raw: Raw) -> Incoming:
    """Read an update; one that is none is an UnreadableError, whose words name no runner's."""
    try:
        return _read(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError(f"an update cannot be read: {type(error).__name__}") from error


def _read(raw: Raw) -> Incoming:
    number = int(raw["update_id"])
    if "message" in raw:
        return _message(number, raw["message"])
    if "edited_message" in raw:
        return _edit(number, raw["edited_message"])
    if "callback_query" in raw:
        return _tap(number, raw["callback_query"])
    if "my_chat_member" in raw:
        return _member(number, raw["my_chat_member"])
    return Incoming(number)


def _message(number: int, raw: Raw) -> Incoming:
    runner, name = _user(raw.get("from"))
    chat = raw["chat"]
    place = raw.get("location")
    return Incoming(
        number,
        runner,
        name,
        int(chat["id"]),
        chat["type"] == "private",
        is_message=not SENT.isdisjoint(raw),
        text=str(raw.get("text", "")).strip(),
        caption=str(raw.get("caption", "")).strip(),
        location=(float(place["latitude"]), float(place["longitude"])) if place else None,
        document=_document(raw["document"]) if "document" in raw else None,
        joined=tuple(int(one["id"]) for one in raw.get("new_chat_members", ())),
    )


def _edit(number: int, raw: Raw) -> Incoming:
    """Read a changed message: only its words may mean something new."""
    found = replace(_message(number, raw), location=None, document=None, joined=(), edited=True)
    return replace(found, is_message=bool(found.text))


def _tap(number: int, raw: Raw) -> Incoming:
    runner, name = _user(raw["from"])
    message: Raw | None = raw.get("message")
    there = message if message and message["date"] != 0 else None  # 0: it was deleted
    return Incoming(
        number,
        runner,
        name,
        int(message["chat"]["id"]) if message else 0,
        message is None or message["chat"]["type"] == "private",
        query=str(raw["id"]),
        data=str(raw.get("data", "")),
        place=_place(there) if there else None,
        keyboard=_keyboard(there.get("reply_markup")) if there else (),
    )


def _member(number: int, raw: Raw) -> Incoming:
    runner, name = _user(raw["from"])
    chat = raw["chat"]
    left = raw["new_chat_member"]["status"] in {"kicked", "left"}
    private = chat["type"] == "private"
    return Incoming(number, runner, name, int(chat["id"]), private, left=left)


def _user(raw: Raw | None) -> tuple[int | None, str]:
    return (None, "") if raw is None else (int(raw["id"]), str(raw["first_name"]))


def _place(message: Raw) -> Place:
    has_media = not _MEDIA.isdisjoint(message)
    return Place(int(message["chat"]["id"]), int(message["message_id"]), has_media)


def _keyboard(markup: Raw | None) -> Keyboard:
    rows = markup["inline_keyboard"] if markup else ()
    return tuple(tuple(str(button.get("callback_data", "")) for button in row) for row in rows)


def _document(raw: Raw) -> Document:
    size = int(raw.get("file_size", 0))
    return Document(raw["file_id"], size, raw.get("file_name", ""), raw.get("mime_type", ""))
