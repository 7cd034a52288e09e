"""The buttons of `/today`: what to begin, where, and the answers to what is asked before it."""

from dataclasses import dataclass
from typing import Literal

from bot.practice_request import Length, PracticeRequest
from bot.taps.tap import Tap
from content.drill import Moment, Place


@dataclass(frozen=True, slots=True)
class TodayTap(Tap, prefix="today"):
    """Show what is for now."""


@dataclass(frozen=True, slots=True)
class SessionTap(Tap):
    """What the buttons on a session share; its place may be the runner's `usual` one."""

    moment: Moment
    place: Literal[Place, "usual"]
    length: Length

    def session(self, usual: Place) -> PracticeRequest:
        """Return the session that the button names."""
        place = usual if self.place == "usual" else self.place
        return PracticeRequest(self.moment, place, self.length == "minute")


@dataclass(frozen=True, slots=True)
class LookTap(SessionTap, prefix="today:look"):
    """Show what would be done."""


@dataclass(frozen=True, slots=True)
class PlacesTap(SessionTap, prefix="today:place"):
    """Ask where the runner is."""


@dataclass(frozen=True, slots=True)
class GoTap(SessionTap, prefix="today:go"):
    """Begin, after what is asked first."""


@dataclass(frozen=True, slots=True)
class GentleTap(SessionTap, prefix="today:gentle"):
    """Begin the gentle drill that a red flag leaves."""


@dataclass(frozen=True, slots=True)
class AfreshTap(SessionTap, prefix="today:afresh"):
    """Leave the practice that is open, and show what is for now."""


@dataclass(frozen=True, slots=True)
class BetterTap(SessionTap, prefix="today:better"):
    """Say that walking is better now: it is asked about anew."""


@dataclass(frozen=True, slots=True)
class WalkTap(SessionTap, prefix="today:walk"):
    """Answer how much walking hurts."""

    answer: str


@dataclass(frozen=True, slots=True)
class NumbTap(SessionTap, prefix="today:numb"):
    """Answer whether a numb feeling is gone."""

    answer: Literal["gone", "not"]


@dataclass(frozen=True, slots=True)
class CalfTap(SessionTap, prefix="today:calf"):
    """Say no to what a drill asks first; a yes is a red flag."""

    answer: Literal["no"] = "no"
