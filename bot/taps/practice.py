"""The buttons of a practice: its answers, what stands beside a step, and taking it up again."""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.taps.tap import Tap

# What stands behind More in a list of its own.
More = Literal["form", "click"]


@dataclass(frozen=True, slots=True)
class StepTap(Tap):
    """What the buttons of an open practice share: which practice, and at which turn of it."""

    practice: int
    turn: int


@dataclass(frozen=True, slots=True)
class AnswerTap(StepTap, prefix="d1"):
    """Give an answer, as `content.practice` names them: `done`, or `where:front`."""

    answer: Annotated[str, r"[\w:]{1,24}"]


@dataclass(frozen=True, slots=True)
class ResumeTap(Tap, prefix="d1"):
    """Go on with a practice that was left."""

    practice: int
    verb: Literal["resume"] = "resume"


@dataclass(frozen=True, slots=True)
class HowTap(StepTap, prefix="how"):
    """Show how a step is done, and more pages of it."""

    page: int | None = None


@dataclass(frozen=True, slots=True)
class MoreTap(StepTap, prefix="more"):
    """Show a list of answers behind More."""

    what: More


@dataclass(frozen=True, slots=True)
class HaltTap(StepTap, prefix="halt"):
    """Ask whether to stop."""


@dataclass(frozen=True, slots=True)
class HereTap(StepTap, prefix="here"):
    """Come back to the step; `on` goes on from the news above it."""

    on: Literal["on"] | None = None
