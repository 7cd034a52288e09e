"""The buttons of `/safety`: what is paused, and what lifts it."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap
from content.events import Seen


@dataclass(frozen=True, slots=True)
class SafetyTap(Tap, prefix="safety"):
    """Show what is paused (`open`: in a message of its own), or tell of a day without trouble."""

    verb: Literal["list", "open", "calm"]


@dataclass(frozen=True, slots=True)
class PausedTap(Tap, prefix="safety"):
    """Tell of one thing that is paused: checked (`cleared`: of before), calm, resting, not yet."""

    verb: Literal["clear", "cleared", "calmed", "resting", "notyet"]
    key: str


@dataclass(frozen=True, slots=True)
class SeenTap(Tap, prefix="safety:seen"):
    """Tell when a clinician has seen it and said that exercise is fine."""

    key: str
    when: Seen
