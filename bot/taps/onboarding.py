"""The buttons of the first minute."""

from dataclasses import dataclass
from datetime import time
from typing import Annotated

from bot.taps.plan import Weekday
from bot.taps.tap import Tap
from content.drill import Side


@dataclass(frozen=True, slots=True)
class UnderstoodTap(Tap, prefix="hello:understood"):
    """Agree to the disclaimer."""


@dataclass(frozen=True, slots=True)
class AgreedTap(Tap, prefix="hello:agreed"):
    """Agree to a disclaimer that has changed."""


@dataclass(frozen=True, slots=True)
class ConsentTap(Tap, prefix="hello:consent"):
    """Agree that answers about pain are kept."""


@dataclass(frozen=True, slots=True)
class DeclineTap(Tap, prefix="hello:no"):
    """Have nothing kept."""


@dataclass(frozen=True, slots=True)
class AgainTap(Tap, prefix="hello:again"):
    """Go on where the first minute was left."""


@dataclass(frozen=True, slots=True)
class LaterTap(Tap, prefix="hello:later"):
    """Leave the first drill for another time."""


@dataclass(frozen=True, slots=True)
class FlaggedTap(Tap, prefix="hello:flagged"):
    """Let the set-up be, under the verdict of a flag."""


@dataclass(frozen=True, slots=True)
class MoreLimitsTap(Tap, prefix="hello:limits"):
    """Go on to a page of limits, and past the last one to what they change."""

    page: int | None = None


@dataclass(frozen=True, slots=True)
class LimitsToldTap(Tap, prefix="hello:limits:told"):
    """Go on after what the limits change was told."""


@dataclass(frozen=True, slots=True)
class GrownTap(Tap, prefix="hello:grown:yes"):
    """Say that one is of age now."""


@dataclass(frozen=True, slots=True)
class SorerAnkleTap(Tap, prefix="hello:sorer"):
    """Name the ankle that needs more care, which says no to the last flags, too."""

    side: Side


@dataclass(frozen=True, slots=True)
class RunDayTap(Tap, prefix="hello:day"):
    """Switch a run day on or off."""

    day: Weekday


@dataclass(frozen=True, slots=True)
class RunTimeTap(Tap, prefix="hello:time"):
    """Keep the time of every run day, which ends the first minute."""

    wall: time


@dataclass(frozen=True, slots=True)
class OldHelloTap(Tap, prefix="hello"):
    """A button of the first minute that answers no question any more."""

    words: Annotated[str, r"[\w:-]{1,58}"]
