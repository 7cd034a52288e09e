"""The engine's numbers, read once from `rules.toml` and checked into a frozen model."""

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import Field, field_validator

from content.drill import Family, Gear, Item, Moment
from content.history import Felt, Where

LONGEST_WINDOW = 28  # days of levels a state remembers; no window of the file may be longer


class Cut(Item):
    """What one report rule does: rungs cut, a rung not to exceed, and hours of rest."""

    pain: int = Field(0, ge=0, le=10)
    cut: int = Field(0, ge=0, le=6)
    at_most: int | None = Field(None, ge=0)
    rest_hours: int = Field(0, ge=0)
    rest_all_hours: int = Field(0, ge=0)


class Trend(Item):
    """R10: how much more a week must hurt than the one before."""

    days: int = Field(gt=0)
    up: float = Field(gt=0)
    reports: int = Field(gt=0)


class Gap(Item):
    """R12: more than `days` away cuts `cut` rungs, and perhaps down to the start rung."""

    days: int = Field(gt=0)
    cut: int = Field(gt=0)
    to_start: bool = False


class Rise(Item):
    """R15: clean sessions a rung costs, and how fast a drill may grow."""

    clean: int = Field(gt=0)
    debt: int = Field(ge=0)
    debt_from: int = Field(gt=0)
    window_days: int = Field(gt=0, le=LONGEST_WINDOW)
    mobility: int = Field(gt=0)
    loading: int = Field(gt=0)


class Out(Item):
    """R18: how often pain 3 and more takes a drill out."""

    running: int = Field(gt=0)
    floor: int = Field(gt=0)


class Loading(Item):
    """The space between loading days."""

    gap_hours: int = Field(gt=0)
    a_week: int = Field(gt=0)
    prime_gap_hours: int = Field(gt=0)


class Gate(Item):
    """What pain on walking means for today."""

    easy: int
    no_run: int


class MorningQuestion(Item):
    """Whether the morning question is asked at all; if not, no morning is ever due."""

    asked: bool


class Wall(Item):
    """Knee-to-wall limits in centimetres, and the drill it steers."""

    drill: str
    asymmetry: float
    again: float
    confirm_days: int
    bands: tuple[float, ...]


class Repeats(Item):
    """A pattern met `times` in the last `of` sessions, or for over `days`, is tier C.

    `felt` are feelings that bring it back in another shape, from a pain of `pain` on; if there
    are any, only they refer.
    """

    times: int = Field(gt=0)
    of: int = Field(gt=0)
    days: int = Field(0, ge=0)
    felt: tuple[Felt, ...] = ()
    pain: int = Field(0, ge=0, le=10)


class Pattern(Item):
    """What answers form a pattern, which families stop growing, and what is delivered instead."""

    where: tuple[Where, ...]
    felt: tuple[Felt, ...]
    unknown: tuple[Felt, ...] = ()
    families: tuple[Family, ...]
    at_most: dict[str, int] = Field(default_factory=dict)
    instead: dict[str, str] = Field(default_factory=dict)
    repeats: Repeats | None = None


class Slots(Item):
    """What one moment offers: at most so many minutes, one drill from each slot in order."""

    minutes: int = Field(gt=0)
    slots: tuple[tuple[str, ...], ...]


class Choice(Item):
    """How today's drills are chosen."""

    most: int = Field(gt=0, le=3)
    gentle: str
    stretch: str
    stretch_minutes: int
    outdoors_has: frozenset[Gear]
    swap: dict[str, str]
    before: Slots
    after: Slots
    rest: Slots
    desk: Slots

    def at(self, moment: Moment) -> Slots:
        """Return what a moment offers."""
        slots: Slots = getattr(self, moment)
        return slots


class Rules(Item):
    """Every number of the engine; the reasons stand beside them in the file."""

    calm_pain: int
    sore_pain: int
    stop_pain: int
    severe_pain: int
    restart: int
    symptom_free_days: int
    refers: str
    cap_hours: int
    side_days: int
    cut: dict[str, Cut]
    trend: Trend
    gap: tuple[Gap, ...] = Field(min_length=1)
    rise: Rise
    out: Out
    loading: Loading
    gate: Gate
    morning: MorningQuestion
    wall: Wall
    pattern: dict[str, Pattern]
    choice: Choice

    @field_validator("gap")
    @classmethod
    def _shortest_first(cls, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
        if any(one.days >= other.days or one.cut > other.cut for one, other in pairwise(gaps)):
            raise ValueError("gaps go from short to long, and a longer one never cuts less")
        return gaps


@cache
def load(path: Path = Path(__file__).parent.parent / "rules.toml") -> Rules:
    """Return the numbers in a file; pydantic's error names the key that is wrong."""
    return Rules.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
