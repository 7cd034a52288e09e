"""What a drill is: its facts, its ladder of rungs and its words, as one TOML file holds them."""

import re
from itertools import pairwise
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Side = Literal["left", "right"]
Kind = Literal["mobility", "loading"]
Family = Literal["dorsiflexion", "cord", "calf", "shin"]
Moment = Literal["before", "after", "rest", "desk"]
Place = Literal["outdoors", "mat", "desk"]
Gear = Literal["mat", "wall", "roller"]
Fault = Literal["knee", "toes", "balance", "chest"]

Line = Annotated[str, Field(min_length=1, max_length=160)]
Cue = Annotated[str, Field(min_length=1, max_length=90)]


def blanks(template: str) -> set[str]:
    """Return the names in braces that a text leaves to be filled in."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


# Long static holds just before a run may cost a little strength, short ones do not.
LONGEST_HOLD_BEFORE = 30


class Item(BaseModel):
    """A frozen piece of content that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Dose(Item):
    """How much of a drill, for one side (or for both legs when they work together).

    `reps` counts per set and per direction: a circle's two ways round, or the straight and the
    bent knee of a stretch. `hold` is seconds a repetition is held, `metres` the length of one
    walked set, `rest` the seconds between two sets.
    """

    sets: int = Field(1, ge=1, le=5)
    reps: int = Field(1, ge=1, le=40)
    directions: Literal[1, 2] = 1
    hold: int = Field(0, ge=0, le=120)
    metres: int = Field(0, ge=0, le=100)
    rest: int = Field(0, ge=0, le=120)

    def seconds(self, tempo: float) -> float:
        """Return how long it takes: `tempo` seconds a repetition or metre, holds and rests."""
        one = self.metres * tempo if self.metres else self.reps * (tempo + self.hold)
        return self.sets * self.directions * one + (self.sets - 1) * self.rest

    def volume(self) -> int:
        """Return the amount of work as one number, comparable within a drill only."""
        return self.sets * self.directions * (self.metres or self.reps) * (self.hold or 1)

    def within(self, ceiling: "Dose") -> "Dose":
        """Return this dose with no number above the ceiling's, so that it never exceeds a rung."""
        return Dose(
            sets=min(self.sets, ceiling.sets),
            reps=min(self.reps, ceiling.reps),
            directions=min(self.directions, ceiling.directions),
            hold=min(self.hold, ceiling.hold),
            metres=min(self.metres, ceiling.metres),
            rest=ceiling.rest,
        )


# What the named side does, for either side: "Left foot moves".
Which = dict[Side, Annotated[str, Field(min_length=1, max_length=32)]]


class Rung(Item):
    """One step of a drill's ladder: what is done there and how much of it.

    `range` is the share of the full comfortable range, 0 to 1. `support` and `load` are ranks
    within the drill (higher is harder); between neighbours at most one of support, range or
    load, and volume goes up. `say` is a template over the numbers of a dose. `setup` and `which`
    replace the drill's where a rung begins in another position. `wall` is the share of the
    runner's own knee-to-wall distance at which the foot stands, 0 where no wall is measured.
    The first of the `cues` is the one that must be read.
    """

    name: str = Field(min_length=1, max_length=40)
    say: Line
    smaller: Line
    dose: Dose
    range: float = Field(1.0, gt=0, le=1)
    support: int = Field(0, ge=0)
    load: int = Field(0, ge=0)
    tempo: float = Field(gt=0, le=60)
    legs: Literal["each", "both"] = "each"
    weight_bearing: bool
    end_range: bool
    places: tuple[Place, ...] = Field(min_length=1)
    needs: tuple[Gear, ...] = ()
    cues: tuple[Cue, ...] = Field(min_length=2, max_length=3)
    setup: str = Field("", max_length=240)
    which: Which = {}
    wall: float = Field(0, ge=0, le=1)

    @model_validator(mode="after")
    def _say_tells_the_dose(self) -> Self:
        told, numbers = blanks(self.say), self.dose.model_dump(exclude={"directions", "rest"})
        if unknown := told - numbers.keys():
            raise ValueError(f"say uses {{{min(unknown)}}}; it may use {', '.join(numbers)}")
        for name, value in numbers.items():
            least = 1 if name in {"sets", "reps"} else 0
            if value > least and name not in told:
                raise ValueError(f"the dose has {name} = {value}, but say has no {{{name}}}")
            if value == 0 and name in told:
                raise ValueError(f"say uses {{{name}}}, but the dose has none")
        return self

    def told(self, dose: Dose) -> str:
        """Return `say` with the numbers of a dose, this rung's or a shorter one; no "1 ×"."""
        return re.sub(r"\b1 × ", "", self.say.format(**dose.model_dump()))


class AsksFirst(Item):
    """What is asked before a practice with a drill in it; a yes is the red flag `flag`."""

    flag: str
    question: str = Field(min_length=1, max_length=80)


class Drill(Item):
    """A drill with its ladder; rung 0 is the gentlest, `start` is where a new runner begins."""

    id: str = Field(pattern=r"^[a-z_]{3,32}$")
    name: str = Field(min_length=1, max_length=40)
    short: str = Field(min_length=1, max_length=13)
    kind: Kind
    families: tuple[Family, ...] = Field(min_length=1)
    moments: tuple[Moment, ...] = Field(min_length=1)
    start: int = Field(ge=0)
    founding: int | None = None
    setup: str = Field(min_length=1, max_length=240)
    finish: str = Field("", max_length=160)
    about: str = Field(min_length=1, max_length=600)
    source: str = Field(min_length=1)
    before: Dose | None = None
    minute: Dose
    faults: dict[Fault, Cue] = Field(min_length=1)
    asks_first: AsksFirst | None = None
    which: Which = {}
    rungs: tuple[Rung, ...] = Field(min_length=2, max_length=10)
    picture: dict[str, Any] = {}

    @model_validator(mode="after")
    def _ladder_is_sound(self) -> Self:
        for name, rung in (("start", self.start), ("founding", self.founding or 0)):
            if rung > self.top:
                raise ValueError(f"{name} is rung {rung}, but the ladder ends at {self.top}")
        for number, (low, high) in enumerate(pairwise(self.rungs), start=1):
            if len(rises := harder(low, high)) > 1:
                what = " and ".join(rises)
                raise ValueError(f"rung {number} raises {what} at once; one at a time")
        return self

    @model_validator(mode="after")
    def _short_doses_fit(self) -> Self:
        if ("before" in self.moments) != (self.before is not None):
            raise ValueError("a drill for the moment 'before' needs a [before] dose, others none")
        if self.before and self.before.hold > LONGEST_HOLD_BEFORE:
            raise ValueError(f"no hold over {LONGEST_HOLD_BEFORE} s before a run")
        for name, short in (("before", self.before), ("minute", self.minute)):
            for rung in self.rungs if short else ():
                for unit in ("hold", "metres"):
                    if getattr(rung.dose, unit) and not getattr(short, unit):
                        raise ValueError(f"[{name}] needs {unit}, as rung '{rung.name}' has it")
        return self

    @property
    def top(self) -> int:
        """Return the highest rung's index."""
        return len(self.rungs) - 1

    def setup_at(self, rung: int) -> str:
        """Return how to get into position for a rung."""
        return self.rungs[rung].setup or self.setup

    def which_at(self, rung: int, side: Side) -> str:
        """Return what the named side does at a rung, "" where nothing is said of it."""
        one = self.rungs[rung]
        return "" if one.legs == "both" else (one.which or self.which).get(side, "")

    def dose(self, rung: int, moment: Moment, *, minute: bool = False) -> Dose:
        """Return what is asked for at a rung: the ladder's dose, or the short one cut to fit it."""
        own = self.rungs[rung].dose
        short = self.minute if minute else self.before if moment == "before" else None
        return short.within(own) if short else own


def harder(low: Rung, high: Rung) -> tuple[str, ...]:
    """Return which of support, range or load, and volume rise from one rung to the next."""
    rises = {
        "support": high.support > low.support,
        "range or load": high.range > low.range or high.load > low.load,
        "volume": high.dose.volume() > low.dose.volume(),
    }
    return tuple(name for name, rose in rises.items() if rose)
