"""The words of a call: parsed, trimmed, measured against Telegram's limits."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox import html
from bot.sandbox.entities import Entity, found_in, given, utf16
from bot.sandbox.refusal import Refused

TEXT = 4096  # characters after entities parsing; Bot API, sendMessage
CAPTION = 1024  # likewise; sendPhoto
_RAW = 1 << 15  # bytes; the Bot API server refuses more before it parses

Words = tuple[str, list[Entity]]


def message_text(params: Mapping[str, Any], too_long: str = "Message is too long") -> Words:
    """Return the text of sendMessage or editMessageText and its entities."""
    source = params.get("text", "")
    if not source:
        raise Refused("Message text is empty")
    text, entities = _read(source, params, "entities")
    if not text:
        raise Refused("Text must be non-empty")
    if len(text) > TEXT:
        raise Refused(too_long)
    return text, entities


def caption(params: Mapping[str, Any], too_long: str = "Message caption is too long") -> Words:
    """Return the caption of a picture, an animation or a document, and its entities."""
    text, entities = _read(params.get("caption", ""), params, "caption_entities")
    if len(text) > CAPTION:
        raise Refused(too_long)
    return text, entities


def _read(source: str, params: Mapping[str, Any], field: str) -> Words:
    if len(source.encode()) > _RAW:
        raise Refused("Text is too long")
    mode = params.get("parse_mode", "").lower()
    if mode in ("", "none"):
        text, entities = source, given(params.get(field, []))
    elif mode == "html":
        text, entities = html.parse(source)
    elif mode in ("markdown", "markdownv2"):
        raise Refused("Markdown is not in the sandbox, only HTML is")
    else:
        raise Refused("Unsupported parse_mode")
    text, entities = _trim(text, entities)
    return text, _merge(entities, found_in(text))


def _trim(text: str, entities: list[Entity]) -> Words:
    """Cut the white space around the text, as Telegram does, and move the entities along."""
    short = text.strip()
    if len(short) == len(text):
        return text, entities
    before, length = utf16(text[: len(text) - len(text.lstrip())]), utf16(short)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - before, 0)
        end = min(entity["offset"] - before + entity["length"], length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return short, moved


def _merge(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Add what was found where no link, code or mention stands already."""
    closed = [one for one in entities if one["type"] in ("code", "pre", "text_link", "date_time")]
    free = [
        one
        for one in found
        if not any(
            one["offset"] < other["offset"] + other["length"]
            and other["offset"] < one["offset"] + one["length"]
            for other in closed
        )
    ]
    if not free:
        return entities
    return sorted([*entities, *free], key=lambda one: (one["offset"], -one["length"]))
