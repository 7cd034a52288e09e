"""Lengths as a runner reads them on a tape: centimetres to the half, inches to the quarter."""

import re
from dataclasses import dataclass
from math import floor
from typing import Literal, Self

from bot.parsing import CM_PER_INCH

Units = Literal["cm", "in"]
FRACTIONS = {0.25: "¼", 0.5: "½", 0.75: "¾"}


@dataclass(frozen=True, slots=True)
class Tape:
    """A tape: its unit in centimetres, the parts a unit is read to, and what a test offers.

    `most` is longer than anyone was ever measured at, `grid` where to begin, `steps` how to go on
    from there, `like` how to type a length.
    """

    size: float
    parts: int
    most: int
    grid: tuple[int, ...]
    steps: tuple[float, ...]
    like: str


TAPES: dict[Units, Tape] = {
    "cm": Tape(1.0, 2, 30, (2, 4, 6, 8, 10, 12, 14, 16), (-1, -0.5, 0.5, 1), "9.5"),
    "in": Tape(CM_PER_INCH, 4, 12, (1, 2, 3, 4, 5, 6, 7, 8), (-1, -0.25, 0.25, 1), "3.75 or 3 3/4"),
}


MARK = r"[cq]\d{1,3}"


@dataclass(frozen=True, slots=True)
class TapeMark:
    """A mark on a tape, as buttons name it: `c19` for 9.5 cm, `q15` for 3¾ in."""

    units: Units
    parts: int

    @classmethod
    def at(cls, centimetres: float, units: Units) -> Self:
        """Return the mark next to a length."""
        return cls(units, round(centimetres / TAPES[units].size * TAPES[units].parts))

    @classmethod
    def read(cls, word: str) -> Self:
        """Return the mark a word names; ValueError where it is none, or beyond every tape."""
        if not re.fullmatch(MARK, word):
            raise ValueError(f"{word!r} is no mark on a tape")
        mark = cls("in" if word[0] == "q" else "cm", int(word[1:]))
        tape = TAPES[mark.units]
        if mark.parts > tape.most * tape.parts:
            raise ValueError(f"{word!r} is beyond the tape")
        return mark

    def __str__(self) -> str:
        return f"{'q' if self.units == 'in' else 'c'}{self.parts}"

    @property
    def centimetres(self) -> float:
        """Return how far from the tape's beginning it is."""
        tape = TAPES[self.units]
        return self.parts / tape.parts * tape.size


def length(centimetres: float, units: Units) -> str:
    """Return a length with its unit, as `9.5 cm` or `3¾ in`."""
    return f"{number(centimetres, units)} {units}"


def number(centimetres: float, units: Units) -> str:
    """Return a length without its unit, to the part of it that a tape is read to."""
    tape = TAPES[units]
    return _written(round(centimetres / tape.size * tape.parts) / tape.parts, units)


def down(centimetres: float, units: Units) -> str | None:
    """Return the longest length with its unit that is no longer than this one; None for none."""
    tape = TAPES[units]
    # A length kept in inches is no round number of centimetres: the last digits are no length.
    parts = floor(round(centimetres / tape.size * tape.parts, 3))
    return f"{_written(parts / tape.parts, units)} {units}" if parts else None


def exact(centimetres: float, units: Units) -> str:
    """Return a number of a study, to its decimal and without its unit."""
    return f"{centimetres / TAPES[units].size:.1f}".removesuffix(".0")


def step(parts: float, units: Units) -> str:
    """Return a step up or down as a button has it, as `+0.5` or `-¼`."""
    return f"{'-' if parts < 0 else '+'}{_written(abs(parts), units)}"


def fits(centimetres: float, units: Units) -> bool:
    """Tell whether a length can be one."""
    return 0 < centimetres <= TAPES[units].most * TAPES[units].size


def in_units(text: str, units: Units) -> str:
    """Return a text that speaks of centimetres in the runner's units."""
    if units == "cm":
        return text
    text = re.sub(r"([\d.]+)( to |–)([\d.]+) cm\b", _both, text)
    text = re.sub(r"([\d.]+) cm\b", lambda found: f"{_round(found[1])} in", text)
    text = re.sub(r"\bto the nearest half( centimetre| cm)?\b", "to the nearest quarter", text)
    return re.sub(r"\bin (?:cm|centimetres)\b", "in inches", text)


def _both(found: re.Match[str]) -> str:
    return f"{_round(found[1])}{found[2]}{_round(found[3])} in"


def _round(number: str) -> str:
    """Return centimetres as quarters of an inch, one at least."""
    return _written(max(1, round(float(number) / CM_PER_INCH * 4)) / 4, "in")


def _written(value: float, units: Units) -> str:
    if units == "cm":
        return f"{value:g}"
    whole, part = divmod(value, 1)
    return f"{int(whole) if whole or not part else ''}{FRACTIONS.get(part, '')}"
