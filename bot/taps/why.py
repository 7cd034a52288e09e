"""The buttons of `/why`."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class WhyTap(Tap, prefix="why"):
    """Show every drill with its level."""

    which: Literal["open", "list"]


@dataclass(frozen=True, slots=True)
class WhyDrillTap(Tap, prefix="why"):
    """Show why one drill is where it is."""

    drill: str
