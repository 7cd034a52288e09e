"""The buttons of `/today`."""

from dataclasses import dataclass

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class TodayTap(Tap, prefix="today"):
    """Show what is for now."""
