"""The buttons of the knee-to-wall test: its tries travel in them, so that nothing is kept between.

A length is named as a tape has it (`c19`), tries are `c19-c20`, and what is done with them stands
behind the side: `check:knee_to_wall:left_on:c19-c20`.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.screens.units import MARK, TapeMark
from bot.taps.tap import As, Tap
from content.drill import Side
from content.events import StoppedBy

TRIES = 3  # a side
Tries = tuple[TapeMark, ...]


def read_tries(text: str) -> Tries:
    """Return the tries that a text names, as `c19-c20`; ValueError where they are none."""
    return tuple(TapeMark.read(word) for word in text.split("-")) if text else ()


def write_tries(tries: Tries) -> str:
    """Return tries as text that `read_tries` reads."""
    return "-".join(map(str, tries))


def _read_chosen(text: str) -> Tries:
    tries, _, chosen = text.partition("_")
    return (*read_tries(tries), TapeMark.read(chosen))


def _write_chosen(tries: Tries) -> str:
    return f"{write_tries(tries[:-1])}_{tries[-1]}"


def _side(act: str) -> As:
    """Return how a side travels with what is done on it, as `left_on`."""
    return As(f"(?:left|right)_{act}", lambda text: text.partition("_")[0], f"{{}}_{act}".format)


MARKED = As(MARK, TapeMark.read)
TRIED = As(f"{MARK}(?:-{MARK}){{,{TRIES - 1}}}", read_tries, write_tries)
CHOSEN = As(f"(?:{MARK}(?:-{MARK}){{,{TRIES - 2}}})?_{MARK}", _read_chosen, _write_chosen)


@dataclass(frozen=True, slots=True)
class WallTap(Tap):
    """What every button of the test names: which measured check it is."""

    check: str


@dataclass(frozen=True, slots=True)
class GoOnTap(WallTap, prefix="check"):
    """Go on after these tries: with the next one, or with all of them."""

    side: Annotated[Side, _side("on")]
    tries: Annotated[Tries, TRIED] | None = None


@dataclass(frozen=True, slots=True)
class ChooseTap(WallTap, prefix="check"):
    """Change the length that the next try is to have; it stands last, behind the tries before."""

    side: Annotated[Side, _side("at")]
    lengths: Annotated[Tries, CHOSEN]

    @property
    def tries(self) -> Tries:
        """Return the tries before."""
        return self.lengths[:-1]

    @property
    def chosen(self) -> TapeMark:
        """Return the length that is chosen."""
        return self.lengths[-1]


@dataclass(frozen=True, slots=True)
class PinchTap(WallTap, prefix="check"):
    """Stop a side at a pinch, after these tries."""

    side: Annotated[Side, _side("pinch")]
    tries: Annotated[Tries, TRIED] | None = None


@dataclass(frozen=True, slots=True)
class TouchTap(WallTap, prefix="check"):
    """Change how far the last touch without a pinch was."""

    side: Annotated[Side, _side("touch")]
    chosen: Annotated[TapeMark, MARKED]


@dataclass(frozen=True, slots=True)
class TouchedTap(WallTap, prefix="check"):
    """Say how far the last touch without a pinch was."""

    side: Annotated[Side, _side("touched")]
    length: Annotated[TapeMark, MARKED]


@dataclass(frozen=True, slots=True)
class StoppedByTap(WallTap, prefix="check"):
    """Say what stopped the knee."""

    side: Annotated[Side, _side("by")]
    by: StoppedBy


@dataclass(frozen=True, slots=True)
class OneTryTap(WallTap, prefix="check"):
    """Measure as it was before there were tries; old chats still have these buttons."""

    side: Literal["left", "right", "left_keep", "right_keep"]
    length: str
