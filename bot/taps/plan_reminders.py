"""The buttons that say when Dorsi writes: before a run, on rest days, for desk breaks."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from bot.taps.tap import Tap

LEADS = (10, 15, 20, 30, 45, 60)  # minutes before a run
Daily = Literal["rest", "desk"]


@dataclass(frozen=True, slots=True)
class RemindersTap(Tap, prefix="plan:reminders"):
    """Show what is said when."""


@dataclass(frozen=True, slots=True)
class LeadTap(Tap, prefix="plan:lead"):
    """Keep how long before a run the reminder comes; without a number, ask for it."""

    minutes: Annotated[int, LEADS] | None = None


@dataclass(frozen=True, slots=True)
class DailyAtTap(Tap, prefix="plan"):
    """Keep the time of the rest-day drill or the desk break; without one, ask for it."""

    kind: Daily
    wall: time | None = None


@dataclass(frozen=True, slots=True)
class NoDailyTap(Tap, prefix="plan"):
    """Have no rest-day drill, or no desk break."""

    kind: Daily
    off: Literal["off"] = "off"
