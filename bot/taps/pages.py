"""The buttons to the pages that answer everyone, and those of `/delete`."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap

Page = Literal["help", "privacy", "host"]


@dataclass(frozen=True, slots=True)
class PageTap(Tap, prefix="page"):
    """Show a page."""

    page: Page


@dataclass(frozen=True, slots=True)
class DeleteTap(Tap, prefix="delete"):
    """Ask whether everything is to be deleted, or answer it."""

    answer: Literal["ask", "yes", "no"]
