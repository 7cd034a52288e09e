"""A screen is a value: what a runner reads, sees and may tap; it sends nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Literal

from bot.taps.tap import Tap
from content.figures import Figure

BESIDE = 13  # characters of a label with another one in its row
LONGEST = 600  # characters of a screen as it is read
Style = Literal["success", "danger", "primary"]

__all__ = [
    "LONGEST",
    "Button",
    "Row",
    "Screen",
    "Style",
    "bold",
    "escape",
    "fitting",
    "go",
    "grid",
    "lines",
    "pages",
    "stop",
    "visible",
]


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its label, and what a tap on it means or the link behind it."""

    label: str
    tap: Tap | None = None
    style: Style | None = None
    url: str | None = None

    @property
    def data(self) -> str:
        """Return the callback data, empty where there is none."""
        return self.tap.pack() if self.tap else ""


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: HTML text, rows of inline buttons, and the picture above them.

    `ask_location` shows Telegram's own keyboard with a button that shares the place once. What is
    `vital` is tried for longer when Telegram cannot be reached.
    """

    text: str
    rows: tuple[Row, ...] = ()
    figure: Figure | None = None
    ask_location: bool = False
    vital: bool = False

    def after(self, sentence: str) -> "Screen":
        """Return the same screen with a sentence (HTML) on top of it."""
        return replace(self, text=f"{sentence}\n\n{self.text}")


def go(label: str, tap: Tap) -> Button:
    """Return the button that goes on."""
    return Button(label, tap, "success")


def stop(label: str, tap: Tap) -> Button:
    """Return the button for something that hurts or cannot be undone."""
    return Button(label, tap, "danger")


def bold(text: str) -> str:
    """Return the text, escaped, in bold."""
    return f"<b>{escape(text)}</b>"


def lines(*parts: str | None) -> str:
    """Join the parts that say something with a line break each; `""` is an empty line."""
    return "\n".join(part for part in parts if part is not None).strip()


def fitting(buttons: Iterable[Button]) -> tuple[Row, ...]:
    """Lay the buttons out in rows of two where every label fits there, else one below another."""
    row = tuple(buttons)
    return grid(row, 2 if all(len(button.label) <= BESIDE for button in row) else 1)


def grid(buttons: Iterable[Button], width: int) -> tuple[Row, ...]:
    """Lay the buttons out in rows of `width`."""
    row = tuple(buttons)
    return tuple(row[start : start + width] for start in range(0, len(row), width))


def visible(text: str) -> int:
    """Return how many characters of an HTML text a runner sees."""
    return len(unescape(re.sub(r"<[^>]*>", "", text)))


def pages(head: str, parts: Iterable[str], most: int = LONGEST) -> tuple[str, ...]:
    """Lay parts (HTML) out on as few pages as they need, in their order, each under `head`."""
    made = [head]
    for part in parts:
        longer = lines(made[-1], "", part)
        if made[-1] != head and visible(longer) > most:
            made.append(lines(head, "", part))
        else:
            made[-1] = longer
    return tuple(made)
