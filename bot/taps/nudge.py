"""The buttons on a reminder."""

from dataclasses import dataclass
from typing import Literal

from bot.taps.tap import Tap

NudgeVerb = Literal[
    "start", "minute", "after", "let", "no", "moved", "snooze", "snooze15", "snooze60", "still"
]


@dataclass(frozen=True, slots=True)
class NudgeTap(Tap, prefix="nudge"):
    """A button on the reminder `nudge`: begin, put off, or let it be."""

    nudge: int
    verb: NudgeVerb
