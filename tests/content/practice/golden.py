"""Golden practices as readable rows: what is told at which step, and what becomes of the rest."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from content.practice.actions import FAULTS, SIDES, WHERES
from tests.content.coach.stories import Story, at_level
from tests.content.practice.driver import LONG, Sitting, sit

GOLDEN = Path(__file__).parent / "golden.md"
MORE = {*FAULTS, "easier", "click", "calf_stretch", "click_hurts", "numb", "twist", "pain"}


class Row(NamedTuple):
    """In a practice, at a step, this is told: what is left then, what is said, what is asked."""

    section: str
    practice: str
    at: str
    told: str
    left: str
    said: str
    asked: str


def rows() -> list[Row]:
    """Return the rows of all golden practices, in order."""
    return [Row(section, *cells) for section, cells in _cells() if len(cells) == 6]


def beginnings() -> dict[str, str]:
    """Return the steps of each practice as its table tells them."""
    return {cells[0]: cells[2] for _, cells in _cells() if len(cells) == 3}


def _cells() -> Iterator[tuple[str, list[str]]]:
    """Yield the cells of every row that is about a practice, with the heading above it."""
    section = ""
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] in BEGIN:
            yield section, cells


def before() -> Sitting:
    return sit(moment="before", drills="rotation, circles, rocks")


def after() -> Sitting:
    return sit(moment="after", drills="roll, stretch, walks")


def rest() -> Sitting:
    return sit(drills="rotation, stretch, walks")


def raising() -> Sitting:
    """Return the practice of the next day, with the other ankle first."""
    story = Story().session("heel_walks", planned=2).later(days=1).fine()
    return sit(story, drills="rotation, stretch, raises")


def desk() -> Sitting:
    return sit(moment="desk", place="desk", drills="rotation, raises")


def outdoors() -> Sitting:
    return sit(moment="after", place="outdoors", drills="circles, stretch, walks")


def minute() -> Sitting:
    return sit(drills="rotation", minute=True)


def one_leg() -> Sitting:
    """Return a practice whose heel raises are on one leg, after the calf stretch."""
    story = at_level("heel_raises", 5).later(days=2)
    return sit(story.fine(), drills="stretch, raises")


BEGIN: dict[str, Callable[[], Sitting]] = {
    "before": before,
    "after": after,
    "rest": rest,
    "raising": raising,
    "desk": desk,
    "outdoors": outdoors,
    "minute": minute,
    "one leg": one_leg,
}


def becomes(row: Row) -> tuple[str, str, str]:
    """Tell what a row tells; return what is left, what is said and what is asked."""
    sitting = tell(BEGIN[row.practice](), row.at, row.told)
    return sitting.left(), sitting.news(), sitting.asks()


def tell(sitting: Sitting, at: str, told: str) -> Sitting:
    """Go on with Done to a step such as "stretch L", then tell, such as "pinch, done, front, 1"."""
    name, _, side = at.partition(" ")
    sitting.until(LONG[name], {"L": "left", "R": "right"}.get(side))
    for word in told.split(", "):
        if word.startswith("+"):
            sitting.wait(hours=int(word.removesuffix(" h"))).resume()
        else:
            sitting.tap(*taps(word))
    return sitting


def taps(word: str) -> tuple[str, ...]:
    """Return the answers of one word: a place, an ankle, a number, "?" for later, or a verb."""
    if word == "behind":
        return ("where:back",)
    if word in WHERES and word != "back":
        return (f"where:{word}",)
    if word in SIDES:
        return (f"side:{word}",)
    if word.isdecimal():
        return (f"score:{word}",)
    if word == "?":
        return ("later",)
    verb = word.replace(" ", "_")
    return ("more", verb) if verb in MORE else (verb,)
