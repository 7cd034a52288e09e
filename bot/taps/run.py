"""The buttons of `/run`."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.taps.tap import Tap


@dataclass(frozen=True, slots=True)
class RunsTap(Tap, prefix="run:open"):
    """Show the runs."""


@dataclass(frozen=True, slots=True)
class RestTap(Tap, prefix="run:rest"):
    """Leave the drills after a run."""


@dataclass(frozen=True, slots=True)
class RunAtTap(Tap, prefix="run:at"):
    """Ask for the time of a run, to be typed."""


@dataclass(frozen=True, slots=True)
class RunSoonTap(Tap, prefix="run:in"):
    """Run in so many minutes."""

    minutes: Literal["15", "60"]

    @property
    def away(self) -> timedelta:
        """Return how long it is until then."""
        return timedelta(minutes=int(self.minutes))


@dataclass(frozen=True, slots=True)
class NewRunTap(Tap, prefix="run:new"):
    """Run at a time, in epoch seconds, that is no run of the plan moved."""

    second: int


@dataclass(frozen=True, slots=True)
class OneRunTap(Tap, prefix="run"):
    """Ask where a run moves to, call it off, or come back from it."""

    verb: Literal["moved", "no", "back"]
    run: int


@dataclass(frozen=True, slots=True)
class UndoNoRunTap(Tap, prefix="run:again"):
    """Take back that a run was called off, or not run."""

    run: int


@dataclass(frozen=True, slots=True)
class MoveRunTap(Tap, prefix="run:to"):
    """Move a run to a time in epoch seconds."""

    run: int
    second: int


@dataclass(frozen=True, slots=True)
class LaterRunTap(Tap, prefix="run:plus"):
    """Move a run by minutes, as buttons of before said it; it means nothing any more."""

    run: int
    minutes: int
