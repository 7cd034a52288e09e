"""The buttons of the morning after: on its card, and before a session that waits for an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.practice_request import Length, PracticeRequest
from bot.taps.tap import Tap
from content.drill import Moment, Place, Side
from content.events import Answer


@dataclass(frozen=True, slots=True)
class MorningTap(Tap, prefix="morning"):
    """Answer how an ankle is on a morning."""

    day: date
    side: Side
    answer: Answer


@dataclass(frozen=True, slots=True)
class MorningFirstTap(Tap, prefix="morning"):
    """Answer it before the session that goes on then; `later` leaves it unanswered."""

    day: date
    side: Side
    answer: Literal[Answer, "later"]
    moment: Moment
    place: Place
    length: Length

    @property
    def session(self) -> PracticeRequest:
        """Return what was about to begin."""
        return PracticeRequest(self.moment, self.place, self.length == "minute")
