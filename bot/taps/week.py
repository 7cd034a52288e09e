"""The buttons under the look back on Sunday."""

from dataclasses import dataclass

from bot.taps.plan import Switch
from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class WeekTap(Tap, prefix="week"):
    """Switch the look back on or off."""

    to: Switch
