"""The buttons of `/plan`."""

from dataclasses import dataclass

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class PlanTap(Tap, prefix="plan:open"):
    """Show the plan."""
