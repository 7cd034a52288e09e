"""The buttons of the red flags (`/stop`)."""

from dataclasses import dataclass
from typing import Annotated

from bot.taps.tap import Tap

# What `content.coach.asking` calls a page of flags; it begins with a letter, as no number does.
Page = Annotated[str, r"[A-Za-z][\w-]{0,31}"]


@dataclass(frozen=True, slots=True)
class FlagsTap(Tap, prefix="flags:open"):
    """Show the first page of all flags."""


@dataclass(frozen=True, slots=True)
class FlagPageTap(Tap, prefix="flags:page"):
    """Show a page of flags; `practice` is the open one (0: none)."""

    page: Page
    practice: int


@dataclass(frozen=True, slots=True)
class NoFlagTap(Tap, prefix="flags:none"):
    """Say no to every flag of a page."""

    page: Page
    practice: int


@dataclass(frozen=True, slots=True)
class FlagTap(Tap, prefix="flags:tap"):
    """Tap a flag of a page, which is asked about once more."""

    flag: str
    page: Page
    practice: int


@dataclass(frozen=True, slots=True)
class LoneFlagTap(Tap, prefix="flags:tap"):
    """Tap a flag that stands on no page of them."""

    flag: str
    practice: int


@dataclass(frozen=True, slots=True)
class FlagYesTap(Tap, prefix="flags:yes"):
    """Say that a flag is so."""

    flag: str
    page: Page
    practice: int


@dataclass(frozen=True, slots=True)
class LoneFlagYesTap(Tap, prefix="flags:yes"):
    """Say that a flag is so, as buttons of before said it."""

    flag: str
    practice: int


@dataclass(frozen=True, slots=True)
class FlagUndoTap(Tap, prefix="flags:undo"):
    """Take a flag back that was not meant."""

    flag: str


@dataclass(frozen=True, slots=True)
class FlagMistapTap(Tap, prefix="flags:mistap"):
    """Leave a flag, as buttons of before said it; it means nothing any more."""

    flag: str
    practice: int
