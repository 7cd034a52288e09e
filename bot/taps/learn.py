"""The buttons of `/learn`: the list, a lesson, its source, and the pages beside the lessons."""

from dataclasses import dataclass
from typing import Annotated

from bot.taps.tap import WORD, As, Tap

SOURCE = As(rf"{WORD}-source", lambda text: text.removesuffix("-source"), "{}-source".format)
PAGE = As(r"p-sources-\d{1,9}", lambda text: int(text.rpartition("-")[2]), "p-sources-{}".format)


@dataclass(frozen=True, slots=True)
class LessonsTap(Tap, prefix="learn:list"):
    """List the lessons."""


@dataclass(frozen=True, slots=True)
class LessonTap(Tap, prefix="learn"):
    """Show a lesson."""

    lesson: str


@dataclass(frozen=True, slots=True)
class LessonSourceTap(Tap, prefix="learn"):
    """Show where a lesson comes from."""

    lesson: Annotated[str, SOURCE]


@dataclass(frozen=True, slots=True)
class FormTap(Tap, prefix="learn:p-form"):
    """Show how form slips."""


@dataclass(frozen=True, slots=True)
class SourcesTap(Tap, prefix="learn:p-sources"):
    """Show where everything comes from."""


@dataclass(frozen=True, slots=True)
class SourcesPageTap(Tap, prefix="learn"):
    """Turn to another page of where everything comes from."""

    page: Annotated[int, PAGE]
