"""The buttons of the one question about a foam roller."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class RollerTap(Tap, prefix="roller"):
    """Answer whether there is a foam roller."""

    answer: Literal["yes", "no"]
