"""The buttons about links to calendars."""

from dataclasses import dataclass

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class FollowTap(Tap, prefix="link:follow"):
    """Import what a link led to, if it is still what `mark` names, and read the link each day."""

    link: int
    mark: str


@dataclass(frozen=True, slots=True)
class StopFollowingTap(Tap, prefix="link:stop"):
    """Forget a link; what came from it stays."""

    link: int
