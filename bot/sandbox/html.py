"""Telegram's HTML: text in, plain text and entities out, faults named by their byte offset."""

import re
from dataclasses import dataclass, field

from bot.sandbox.entities import TAGS, Entity, fault, make, utf16

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
_SPECIAL = re.compile(r"[<&]")
_SPACES = re.compile(r"\s*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_BARE = re.compile(r"[A-Za-z0-9.-]*")
_TAG_NAME = re.compile(r"[^\s>]*")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int  # in UTF-16 code units
    part: int  # index of its first part in the reader's output


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    length: int = 0  # of the text so far, in UTF-16 code units
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def emit(self, text: str) -> None:
        self.out.append(text)
        self.length += utf16(text)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        text = found[0] if found else ""
        self.at += len(text)
        return text

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]


def parse(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and its entities; refuse what Telegram cannot parse."""
    if "<" not in source and "&" not in source:
        return source, []
    reader = _Reader(source)
    while reader.at < len(source):
        found = _SPECIAL.search(source, reader.at)
        end = found.start() if found else len(source)
        reader.emit(source[reader.at : end])
        reader.at = end
        if found and found[0] == "&":
            reader.emit(_reference(reader))
        elif found:
            _tag(reader)
    if reader.open:
        raise fault(f'Can\'t find end tag corresponding to start tag "{reader.open[-1].tag}"')
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    reader.entities.sort(key=lambda one: (one["offset"], -one["length"]))
    return "".join(reader.out), reader.entities


def _reference(reader: _Reader) -> str:
    found = _REFERENCE.match(reader.source, reader.at)
    text = _decode(found) if found else "&"
    reader.at += len(found[0]) if found and text != found[0] else 1
    return text if found and text != found[0] else "&"


def _decode(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1], 16) if found[1] else int(found[2])
    # Zero is no character, and half a surrogate pair cannot be written in UTF-8.
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else found[0]


def _tag(reader: _Reader) -> None:
    begin = len(reader.source[: reader.at].encode())  # Telegram counts bytes
    reader.at += 1
    if reader.peek() == "/":
        reader.at += 1
        _end_tag(reader, begin)
        return
    tag = reader.match(_TAG_NAME).lower()
    if not reader.peek():
        raise fault(f"Unclosed start tag at byte offset {begin}")
    if tag not in TAGS:
        raise fault(f'Unsupported start tag "{tag}" at byte offset {begin}')
    attributes: dict[str, str] = {}
    while reader.match(_SPACES) is not None and reader.peek() != ">":
        name, value = _attribute(reader, tag, begin)
        attributes[name] = value
    reader.at += 1
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise fault(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    reader.open.append(_Open(tag, attributes, reader.length, len(reader.out)))


def _attribute(reader: _Reader, tag: str, begin: int) -> tuple[str, str]:
    unclosed = f'Unclosed start tag "{tag}" at byte offset {begin}'
    if not reader.peek():
        raise fault(unclosed)
    name = reader.match(_ATTRIBUTE)
    if not name:
        raise fault(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    reader.match(_SPACES)
    if reader.peek() != "=":
        return name, ""
    reader.at += 1
    reader.match(_SPACES)
    quote = reader.peek()
    if quote and quote in "\"'":
        end = reader.source.find(quote, reader.at + 1)
        if end < 0:
            raise fault(f"Unclosed start tag at byte offset {begin}")
        raw, reader.at = reader.source[reader.at + 1 : end], end + 1
        return name, _REFERENCE.sub(_decode, raw)
    token = len(reader.source[: reader.at].encode())
    value = reader.match(_BARE).lower()
    if not reader.peek():
        raise fault(unclosed)
    if not reader.peek().isspace() and reader.peek() != ">":
        raise fault(f"Unexpected end of name token at byte offset {token}")
    return name, value


def _end_tag(reader: _Reader, begin: int) -> None:
    if not reader.open:
        raise fault(f"Unexpected end tag at byte offset {begin}")
    name = reader.match(_TAG_NAME).lower()
    reader.match(_SPACES)
    if reader.peek() != ">":
        raise fault(f"Unclosed end tag at byte offset {begin}")
    reader.at += 1
    opened = reader.open.pop()
    if name and name != opened.tag:
        expected = f'expected "</{opened.tag}>", found "</{name}>"'
        raise fault(f"Unmatched end tag at byte offset {begin}, {expected}")
    if reader.length == opened.offset:
        return
    inner = "".join(reader.out[opened.part :])
    entity = make(opened.tag, opened.attributes, inner)
    if entity:
        entity |= {"offset": opened.offset, "length": reader.length - opened.offset}
        _add(reader.entities, entity)


def _add(entities: list[Entity], entity: Entity) -> None:
    """Add `entity`; a code block with a language inside a pre becomes one pre."""
    if entity["type"] == "pre" and entities and entities[-1].get("language"):
        inner = entities[-1]
        if (inner["offset"], inner["length"]) == (entity["offset"], entity["length"]):
            inner["type"] = "pre"
            return
    entities.append(entity)
