"""The engine's numbers, as they hang on the library: `rules.toml`, checked into frozen values.

They are dataclasses, not models: a replay of years reads them a million times, and a slot is
read ten times as fast as a model's field.
"""

from itertools import pairwise
from typing import Annotated, Any

from pydantic import ConfigDict, Field, TypeAdapter, field_validator
from pydantic.dataclasses import dataclass

from content.drill import Family, Gear, Moment
from content.events import Felt, Where

STRICT = ConfigDict(extra="forbid")
Count = Annotated[int, Field(gt=0)]
Natural = Annotated[int, Field(ge=0)]
Pain = Annotated[int, Field(ge=0, le=10)]
Rungs = Annotated[int, Field(ge=0, le=6)]
LONGEST_WINDOW = 28  # days of levels a state remembers; no window of the file may be longer


@dataclass(frozen=True, slots=True, config=STRICT)
class Cut:
    """What one report rule does: rungs cut, a rung not to exceed, and hours of rest."""

    pain: Pain = 0
    cut: Rungs = 0
    at_most: Natural | None = None
    rest_hours: Natural = 0
    rest_all_hours: Natural = 0


@dataclass(frozen=True, slots=True, config=STRICT)
class Trend:
    """R10: how much more a week must hurt than the one before."""

    days: Count
    up: Annotated[float, Field(gt=0)]
    reports: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Gap:
    """R12: more than `days` away cuts `cut` rungs, and perhaps down to the start rung."""

    days: Count
    cut: Count
    to_start: bool = False


@dataclass(frozen=True, slots=True, config=STRICT)
class Rise:
    """R15: clean sessions a rung costs, and how fast a drill may grow."""

    clean: Count
    debt: Natural
    debt_from: Count
    window_days: Annotated[Count, Field(le=LONGEST_WINDOW)]
    mobility: Count
    loading: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Out:
    """R18: how often pain 3 and more takes a drill out."""

    running: Count
    floor: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Loading:
    """The local days from one loading day of a drill to its next; days a week wished, and most."""

    gap_days: Count
    rare_days: Count
    wished: Count
    a_week: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Gate:
    """What pain on walking means for today."""

    easy: int
    no_run: int


@dataclass(frozen=True, slots=True, config=STRICT)
class MorningQuestion:
    """Whether the morning question is asked at all; if not, no morning is ever due.

    Two bad mornings at most `in_a_row_days` apart, with no good answer between, are in a row; a
    row longer than `refer_days` is tier C.
    """

    asked: bool
    in_a_row_days: Count
    refer_days: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Wall:
    """Knee-to-wall limits in centimetres, and the drill it steers."""

    drill: str
    asymmetry: float
    again: float
    confirm_days: int
    bands: tuple[float, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class Repeats:
    """A pattern met `times` in the last `of` sessions, or for over `days`, is tier C.

    `felt` are feelings that bring it back in another shape, from a pain of `pain` on; if there
    are any, only they refer.
    """

    times: Count
    of: Count
    days: Natural = 0
    felt: tuple[Felt, ...] = ()
    pain: Pain = 0


@dataclass(frozen=True, slots=True, config=STRICT)
class FamilyRest:
    """A sharp pull, or pain of 6 and more, at these patterns' places rests these families."""

    patterns: frozenset[str]
    families: tuple[Family, ...]
    hours: Count


@dataclass(frozen=True, slots=True, config=STRICT)
class Numb:
    """A second numb report within `days` refers by the words of the flag `refers`."""

    days: Count
    refers: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Pattern:
    """What answers form a pattern, which families stop growing, and what is delivered instead.

    `light_day`: for the rest of its day no rung bears weight or goes to the end of the range.
    """

    where: tuple[Where, ...]
    felt: tuple[Felt, ...]
    families: tuple[Family, ...]
    unknown: tuple[Felt, ...] = ()
    at_most: dict[str, int] = Field(default_factory=dict)
    instead: dict[str, str] = Field(default_factory=dict)
    repeats: Repeats | None = None
    light_day: bool = False


@dataclass(frozen=True, slots=True, config=STRICT)
class Slots:
    """What one moment offers: `least` to `minutes` minutes, one drill from each slot in order.

    `moving` says that a moving drill has its turn first where the last practice had none.
    """

    least: Count
    minutes: Count
    slots: tuple[tuple[str, ...], ...]
    moving: bool = False


@dataclass(frozen=True, slots=True, config=STRICT)
class Choice:
    """How today's drills are chosen."""

    most: Annotated[Count, Field(le=3)]
    fewest: Count
    setup_seconds: Natural
    movers: tuple[str, ...]
    gentle: str
    stretch: str
    stretch_minutes: int
    first_try_days: Count
    first_try_before_days: Count
    whole_days: Count
    whole_last_days: Count
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


@dataclass(frozen=True, slots=True, config=STRICT)
class Rules:
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
    gap: Annotated[tuple[Gap, ...], Field(min_length=1)]
    rise: Rise
    out: Out
    loading: Loading
    gate: Gate
    morning: MorningQuestion
    wall: Wall
    pattern: dict[str, Pattern]
    same_place: Repeats
    family_rest: FamilyRest
    numb: Numb
    choice: Choice

    @field_validator("gap")
    @classmethod
    def _shortest_first(cls, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
        if any(one.days >= other.days or one.cut > other.cut for one, other in pairwise(gaps)):
            raise ValueError("gaps go from short to long, and a longer one never cuts less")
        return gaps


def checked(table: dict[str, Any]) -> Rules:
    """Return the numbers of a table; pydantic's error names the key that is wrong."""
    return TypeAdapter(Rules).validate_python(table)
