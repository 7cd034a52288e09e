"""What is to be said, as values: kept with an update, and told once that is decided.

As JSON they outlive the process: pictures and files are kept by what they show, not as bytes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from bot.screens.screen import Button, Screen
from bot.taps.tap import Tap
from bot.transport.incoming import Place
from content.figures import Figure

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Stop the spinner of a tap, with a short word on the button if there is one."""

    query: str
    toast: str | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """Show a screen in place of what a message says."""

    place: Place
    screen: Screen


@dataclass(frozen=True, slots=True)
class Say:
    """Send a screen as a new, silent message."""

    chat: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class PutKeyboardAway:
    """Say a sentence, and take Telegram's own keyboard off the screen."""

    chat: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Work:
    """Do what takes more than a moment, or a network, and say then what came of it.

    `name` is one of the jobs of `bot.app`, `args` what it needs to know.
    """

    name: str
    runner: int
    args: tuple[str, ...] = ()


Speech = Answer | Show | Say | PutKeyboardAway | Work


@dataclass(frozen=True, slots=True)
class PackedTap(Tap):
    """Callback data as it was packed once, of whatever kind."""

    data: str

    def pack(self) -> str:
        """Return the data."""
        return self.data


def dump(speeches: Sequence[Speech]) -> str | None:
    """Return speeches as JSON, None where there are none."""
    if not speeches:
        return None
    return msgspec.json.encode([_WRITTEN[type(one)](one) for one in speeches]).decode()


def load(text: str) -> list[Speech]:
    """Return the speeches of a JSON text."""
    return [_READ[kind](data) for kind, data in msgspec.json.decode(text)]


def _write_screen(screen: Screen) -> Data:
    rows = [[(one.label, one.data, one.style, one.url) for one in row] for row in screen.rows]
    # A slotted dataclass is written by the names of its fields.
    return {
        "text": screen.text,
        "rows": rows,
        "figure": screen.figure,
        "location": screen.ask_location,
        "vital": screen.vital,
    }


def _screen(data: Data) -> Screen:
    rows = tuple(tuple(_button(*one) for one in row) for row in data["rows"])
    figure = Figure(**data["figure"]) if data["figure"] else None
    return Screen(data["text"], rows, figure, data["location"], vital=data.get("vital", False))


def _button(label: str, data: str, style: Any, url: str | None) -> Button:
    return Button(label, PackedTap(data) if data else None, style, url)


# The word for each kind is stored: it never changes.
_WRITTEN: Mapping[type, Callable[[Any], tuple[str, Data]]] = {
    Answer: lambda one: ("answer", {"query": one.query, "toast": one.toast}),
    Show: lambda one: ("show", {"place": one.place, "screen": _write_screen(one.screen)}),
    Say: lambda one: ("say", {"chat": one.chat, "screen": _write_screen(one.screen)}),
    PutKeyboardAway: lambda one: ("put_away", {"chat": one.chat, "sentence": one.sentence}),
    Work: lambda one: ("work", {"name": one.name, "runner": one.runner, "args": one.args}),
}
_READ: Mapping[str, Callable[[Data], Speech]] = {
    "answer": lambda data: Answer(**data),
    "show": lambda data: Show(Place(**data["place"]), _screen(data["screen"])),
    "say": lambda data: Say(data["chat"], _screen(data["screen"])),
    "put_away": lambda data: PutKeyboardAway(**data),
    "work": lambda data: Work(data["name"], data["runner"], tuple(data["args"])),
}
