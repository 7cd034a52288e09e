"""Message entities: made from a tag, checked when given, found in plain text."""

import re
from typing import Any

from bot.sandbox.refusal import Refused

Entity = dict[str, Any]

_PLAIN = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "pre": "pre",
}
TAGS = {*_PLAIN, "a", "code", "blockquote", "tg-emoji", "tg-time"}
_TYPES = {*_PLAIN.values(), "code", "text_link", "text_mention", "custom_emoji"}
_TYPES |= {"blockquote", "expandable_blockquote", "date_time"}
# Telegram finds these itself, so that they are ignored when a bot gives them.
_FOUND = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
_TIME_FORMAT = re.compile(r"[rR]?|[tTdDwW]+")
_USER = re.compile(r"tg://user\?id=(\d+)")
_AUTOMATIC = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[a-z]{2,})"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)])"
    r"|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def utf16(text: str) -> int:
    """Return the length of `text` in UTF-16 code units, the unit of every entity."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def fault(reason: str) -> Refused:
    """Return the refusal of a text that cannot be parsed."""
    return Refused(f"Can't parse entities: {reason}")


def make(tag: str, attributes: dict[str, str], inner: str) -> Entity | None:
    """Return the entity of one HTML element, without its place; None when it marks nothing."""
    match tag:
        case "a":
            return _link(attributes.get("href") or inner)
        case "code":
            language = attributes.get("class", "").partition("language-")[2]
            return {"type": "code", "language": language} if language else {"type": "code"}
        case "blockquote":
            return {"type": "expandable_" * ("expandable" in attributes) + "blockquote"}
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdecimal():
                raise fault("Invalid custom emoji identifier specified")
            return {"type": "custom_emoji", "custom_emoji_id": attributes["emoji-id"]}
        case "tg-time":
            return _time(attributes.get("unix", ""), attributes.get("format", ""))
        case _:
            return {"type": _PLAIN[tag]}


def given(entities: list[Entity]) -> list[Entity]:
    """Check the entities a bot passes beside a plain text; return those Telegram keeps."""
    kept = []
    for entity in entities:
        kind = entity["type"]
        if kind == "date_time":
            entity = entity | _time(  # noqa: PLW2901 - the checked form of the same entity
                str(entity.get("unix_time", "")), entity.get("date_time_format", "")
            )
        elif kind not in _TYPES | _FOUND:
            raise Refused("Can't parse MessageEntity: Unsupported type specified")
        if kind not in _FOUND and entity["length"] > 0:
            kept.append(entity)
    return sorted(kept, key=lambda one: (one["offset"], -one["length"]))


def found_in(text: str) -> list[Entity]:
    """Return the commands, links, addresses, mentions and hashtags Telegram finds in `text`."""
    if not any(mark in text for mark in "/@#"):
        return []
    return [
        {
            "type": str(found.lastgroup),
            "offset": utf16(text[: found.start()]),
            "length": utf16(found[0]),
        }
        for found in _AUTOMATIC.finditer(text)
    ]


def _link(url: str) -> Entity | None:
    user = _USER.match(url)
    if user:
        about = {"id": int(user[1]), "is_bot": False, "first_name": "Runner"}
        return {"type": "text_mention", "user": about}
    if re.match(r"(?:https?|tg|ton|mailto|tel):", url):
        return {"type": "text_link", "url": url}
    # A bare domain is a link, anything else is dropped and only its text stays.
    return {"type": "text_link", "url": f"http://{url}/"} if re.match(r"[\w-]+\.\w", url) else None


def _time(unix: str, form: str) -> Entity:
    if not _TIME_FORMAT.fullmatch(form):
        raise fault("Invalid date-time format specified")
    if not unix.isdecimal() or int(unix) == 0:
        raise fault("Invalid date specified")
    return {"type": "date_time", "unix_time": int(unix), "date_time_format": form}
