"""Events a runner's history is made of, as frozen values, in the order they were told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from content.drill import Fault, Moment, Side

Outcome = Literal["done", "skipped", "stopped"]
Felt = Literal["nothing", "stretch", "click", "stiff", "pinch", "sharp", "ache", "numb"]
StoppedBy = Literal["stretch", "front", "heel_lifted", "heel", "elsewhere"]
Where = Literal["front", "cord", "heel", "back", "inside", "outside", "calf", "shin", "arch"]
# "usual" is from before the question had numbers: good for a level, but no symptom-free day.
Answer = Literal["fine", "usual", "sore", "very_sore", "stiff"]
# How a flag or limit goes: a clinician's word, symptom-free days, a tap that was not meant, or
# something that is over by the runner's own word.
How = Literal["clinician", "calm", "mistap", "over"]
Seen = Literal["today", "yesterday", "earlier"]


@dataclass(frozen=True, slots=True)
class Report:
    """What one drill did to one ankle in one practice.

    `planned` is the rung the session is judged by, `lowest` the lowest rung tried in it;
    `pinched` holds the rungs that pinched, in order. `score` is pain 0-10, None when unknown.
    `short` marks a dose below the ladder's (before a run, or the one-minute version).
    """

    at: datetime
    day: date
    practice: int
    moment: Moment
    drill: str
    side: Side
    planned: int
    lowest: int
    outcome: Outcome
    felt: Felt | None = None
    where: Where | None = None
    score: int | None = None
    strong: bool = False
    pinched: tuple[int, ...] = ()
    fault: Fault | None = None
    easier: bool = False
    short: bool = False
    minute: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """How an ankle was the morning after; `day` is that morning's local date."""

    at: datetime
    day: date
    side: Side
    answer: Answer


@dataclass(frozen=True, slots=True)
class Flagged:
    """A red flag the runner tapped and confirmed."""

    at: datetime
    day: date
    flag: str


@dataclass(frozen=True, slots=True)
class Cleared:
    """A flag, a limit or a drill out by R18 is lifted; `seen` is when a clinician saw it."""

    at: datetime
    day: date
    flag: str
    how: How
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of tier D that hold from now on (their ids), replacing the earlier ones.

    `since` holds the date they count from; where the month was asked, that month's last day.
    """

    at: datetime
    day: date
    flags: tuple[str, ...]
    since: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Sorer:
    """The side the runner named as the sorer one (None: neither)."""

    at: datetime
    day: date
    side: Side | None


@dataclass(frozen=True, slots=True)
class Measured:
    """A knee-to-wall test of one side: the median of its `tries`, all in centimetres."""

    at: datetime
    day: date
    side: Side
    centimetres: float
    stopped_by: StoppedBy | None = None
    tries: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Walking:
    """The answer to "any pain walking now?" on a 0-10 scale (None: limping)."""

    at: datetime
    day: date
    score: int | None


@dataclass(frozen=True, slots=True)
class Numbness:
    """The answer to "is the numb feeling gone?", asked before the next practice."""

    at: datetime
    day: date
    gone: bool


# What is told outside the steps of a practice.
Other = Morning | Flagged | Cleared | Limits | Sorer | Measured | Walking | Numbness
Event = Report | Other
