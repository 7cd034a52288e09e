"""The buttons of `/pause`."""

from dataclasses import dataclass
from typing import Annotated

from bot.taps.tap import Tap

WEEKS = range(1, 5)  # what a break is offered as


@dataclass(frozen=True, slots=True)
class PauseWeeks(Tap, prefix="pause"):
    """Pause for some weeks."""

    weeks: Annotated[int, WEEKS]


@dataclass(frozen=True, slots=True)
class PauseOpen(Tap, prefix="pause:open"):
    """Pause until the runner says."""


@dataclass(frozen=True, slots=True)
class PauseDate(Tap, prefix="pause:date"):
    """Ask for the day of coming back."""


@dataclass(frozen=True, slots=True)
class PauseOffer(Tap, prefix="pause:change"):
    """Offer a pause, in the place of the one that is on."""


@dataclass(frozen=True, slots=True)
class PauseResume(Tap, prefix="pause:resume"):
    """Have reminders back."""
