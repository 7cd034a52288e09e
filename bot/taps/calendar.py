"""The buttons about calendar files."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class CalendarTap(Tap, prefix="ics:open"):
    """Show what can be done with calendar files."""


@dataclass(frozen=True, slots=True)
class CalendarMineTap(Tap, prefix="ics:mine"):
    """Send the runner's own runs."""


@dataclass(frozen=True, slots=True)
class CalendarAnswerTap(Tap, prefix="ics"):
    """Import the file under whose preview this stands, or forget it; `mark` names that file."""

    answer: Literal["yes", "no"]
    mark: str
