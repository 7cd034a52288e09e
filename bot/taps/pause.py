"""The buttons of `/pause`."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.taps.tap import Tap

WEEKS = range(1, 5)  # how many a break may last


@dataclass(frozen=True, slots=True)
class PauseWeeksTap(Tap, prefix="pause"):
    """Pause for some weeks."""

    weeks: Annotated[int, WEEKS]


@dataclass(frozen=True, slots=True)
class PauseOpenTap(Tap, prefix="pause:open"):
    """Pause until the runner says."""


@dataclass(frozen=True, slots=True)
class PauseDateTap(Tap, prefix="pause:date"):
    """Ask for the day of coming back."""


@dataclass(frozen=True, slots=True)
class PauseOfferTap(Tap, prefix="pause:change"):
    """Offer a pause, also in the place of one that is on."""


@dataclass(frozen=True, slots=True)
class PauseResumeTap(Tap, prefix="pause:resume"):
    """Have reminders back."""


@dataclass(frozen=True, slots=True)
class PauseUntilTap(Tap, prefix="pause:until"):
    """Pause until a day that typed words can mean."""

    day: date
