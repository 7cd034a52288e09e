"""Typed callback data: a button's value, with its pattern, packing and types from one declaration.

A subclass is a frozen dataclass whose fields are the parts of the data, in their order:

    @dataclass(frozen=True, slots=True)
    class NudgeTap(Tap, prefix="nudge"):
        nudge: int
        verb: Literal["start", "snooze"]

packs to `nudge:7:start`. The prefix may have several words. A field is an `int`, a `date`, a word
(`str`), a `Literal` of words, text that fits `Annotated[str, pattern]`, or a value that travels
`Annotated[kind, As(...)]`; the last ones may be left out where their default is None.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin, get_type_hints

LONGEST_DATA = 64  # bytes, says Telegram
WORD = r"[\w-]{1,32}"


@dataclass(frozen=True, slots=True)
class As:
    """How a value travels in callback data: its pattern, and how it is read and written."""

    pattern: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str


@dataclass(frozen=True, slots=True)
class _Part:
    """One field: what it is called, how it travels, and whether it may be left out."""

    name: str
    kind: As
    optional: bool

    @property
    def pattern(self) -> str:
        """Return what the field adds to the data."""
        return rf"(?::({self.kind.pattern}))?" if self.optional else rf":({self.kind.pattern})"


_PARTS: "dict[type[Tap], tuple[_Part, ...]]" = {}


class Tap:
    """What a button means; `pack` gives its callback data, `unpack` reads it."""

    __slots__ = ()
    prefix: ClassVar[str]

    def __init_subclass__(cls, prefix: str = "") -> None:
        if prefix:
            cls.prefix = prefix

    def pack(self) -> str:
        """Return the callback data; ValueError where it does not fit its pattern or Telegram."""
        values = [(part, getattr(self, part.name)) for part in _parts(type(self))]
        while values and values[-1][1] is None:
            values.pop()
        parts = [None if value is None else part.kind.write(value) for part, value in values]
        data = ":".join((self.prefix, *map(str, parts)))
        fits = None not in parts and re.fullmatch(self.pattern(), data)
        if not fits or len(data.encode()) > LONGEST_DATA:
            raise ValueError(f"{data!r} is no data of a {type(self).__name__}")
        return data

    @classmethod
    def pattern(cls) -> str:
        """Return the regular expression that the whole data fits."""
        return re.escape(cls.prefix) + "".join(part.pattern for part in _parts(cls))

    @classmethod
    def unpack(cls, data: str) -> Self | None:
        """Return the value of callback data, None where the data is not of this kind."""
        match = re.fullmatch(cls.pattern(), data)
        if match is None:
            return None
        found = zip(_parts(cls), match.groups(), strict=True)
        try:
            return cls(**{one.name: one.kind.read(text) for one, text in found if text is not None})
        except ValueError:
            return None


def _parts(cls: type[Tap]) -> tuple[_Part, ...]:
    """Return the fields of a class of taps, in their order."""
    if cls not in _PARTS:
        kind: Any = cls  # a dataclass, which the type of a base class cannot say
        hints = get_type_hints(kind, include_extras=True)
        _PARTS[cls] = tuple(_part(one.name, hints[one.name]) for one in fields(kind))
    return _PARTS[cls]


def _part(name: str, kind: Any) -> _Part:
    optional = get_origin(kind) is UnionType or type(None) in get_args(kind)
    if optional:
        (kind,) = (one for one in get_args(kind) if one is not type(None))
    return _Part(name, _as(name, kind), optional)


def _as(name: str, kind: Any) -> As:
    if kind is int:
        return As(r"\d{1,18}", int)
    if kind is date:
        return As(r"\d{4}-\d\d-\d\d", date.fromisoformat)
    if kind is str:
        return As(WORD, str)
    if get_origin(kind) is Literal:
        return As("|".join(map(re.escape, get_args(kind))), str)
    if get_origin(kind) is Annotated:
        (how,) = kind.__metadata__
        return how if isinstance(how, As) else As(how, str)
    raise TypeError(f"{name} is of no kind that callback data may hold: {kind}")
