"""Typed callback data: a button's value, with its pattern, packing and types from one declaration.

A subclass is a frozen dataclass whose fields are the parts of the data, in their order:

    @dataclass(frozen=True, slots=True)
    class NudgeTap(Tap, prefix="nudge"):
        nudge: int
        verb: Literal["start", "snooze"]

packs to `nudge:7:start`. The prefix may have several words. A field is an `int`, a `date`, a
`time` of day (`0645`), a word (`str`), a `Literal` of words, a number of those in
`Annotated[int, numbers]`, text that fits `Annotated[str, pattern]`, or a value that travels
`Annotated[kind, As(...)]`; the last ones may be left out where their default is None.
"""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from functools import lru_cache
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


# How a value of a plain type travels.
_PLAIN: Mapping[Any, As] = {
    int: As(r"\d{1,18}", int),
    date: As(r"\d{4}-\d\d-\d\d", date.fromisoformat),
    time: As(r"\d{4}", time.fromisoformat, "{:%H%M}".format),
    str: As(WORD, str),
}
_PARTS: "dict[type[Tap], tuple[_Part, ...]]" = {}
_PATTERNS: "dict[type[Tap], re.Pattern[str]]" = {}


class Tap:
    """What a button means; `pack` gives its callback data, `unpack` reads it."""

    __slots__ = ()
    prefix: ClassVar[str]

    def __init_subclass__(cls, prefix: str = "") -> None:
        if prefix:
            cls.prefix = prefix

    def pack(self) -> str:
        """Return the callback data; ValueError where it would not be read as this, or too long."""
        return _packed(self)

    @classmethod
    def pattern(cls) -> re.Pattern[str]:
        """Return the regular expression that the whole data fits."""
        if cls not in _PATTERNS:
            parts = "".join(part.pattern for part in _parts(cls))
            _PATTERNS[cls] = re.compile(re.escape(cls.prefix) + parts)
        return _PATTERNS[cls]

    @classmethod
    def unpack(cls, data: str) -> Self | None:
        """Return the value of callback data, None where the data is not of this kind."""
        match = cls.pattern().fullmatch(data)
        if match is None:
            return None
        found = zip(_parts(cls), match.groups(), strict=True)
        try:
            return cls(**{one.name: one.kind.read(text) for one, text in found if text is not None})
        except ValueError:
            return None


@lru_cache(maxsize=4096)  # the same buttons are shown again and again
def _packed(tap: Tap) -> str:
    values = [(part.kind, getattr(tap, part.name)) for part in _parts(type(tap))]
    told = [kind.write(value) for kind, value in values if value is not None]
    data = ":".join((tap.prefix, *told))
    if tap.unpack(data) != tap or len(data.encode()) > LONGEST_DATA:
        raise ValueError(f"{data!r} is no data of a {type(tap).__name__}")
    return data


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
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is Literal:
        return As("|".join(map(re.escape, get_args(kind))), str)
    if get_origin(kind) is Annotated:
        (how,) = kind.__metadata__
        if isinstance(how, As):
            return how
        return As(how, str) if isinstance(how, str) else As(r"-?\d{1,18}", _among(how))
    raise TypeError(f"{name} is of no kind that callback data may hold: {kind}")


def _among(numbers: Container[int]) -> Callable[[str], int]:
    """Return what reads a number, and refuses one that is not among these."""

    def read(text: str) -> int:
        if int(text) not in numbers:
            raise ValueError(f"{text} is none of {numbers}")
        return int(text)

    return read
