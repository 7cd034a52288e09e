"""The buttons of `/check`: the list, a check, what was seen, and the results."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class ChecksTap(Tap, prefix="check:list"):
    """List the self-checks."""


@dataclass(frozen=True, slots=True)
class ResultsTap(Tap, prefix="check:results"):
    """Show what was done, seen and measured."""


@dataclass(frozen=True, slots=True)
class CheckTap(Tap, prefix="check"):
    """Show how a self-check is done."""

    check: str


@dataclass(frozen=True, slots=True)
class AboutCheckTap(Tap, prefix="check"):
    """Say what a self-check can tell, and what it cannot."""

    check: str
    what: Literal["about"] = "about"


@dataclass(frozen=True, slots=True)
class SeenTap(Tap, prefix="check"):
    """Answer an observed self-check with one of its choices."""

    check: str
    choice: str
