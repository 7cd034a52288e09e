"""What a runner of the walks can say: tables from which bytes choose, and reports made of them."""

from datetime import datetime
from typing import Any, get_args

from content.events import Answer, Report, Where

Words = dict[str, Any]
PLACES: tuple[Where, ...] = get_args(Where)
CALM: Words = {"felt": "nothing"}
CLEAN: list[Words] = [CALM, CALM, CALM, {"felt": "stretch", "score": 2}, {"felt": "click"}]
HELD: list[Words] = [
    {"felt": "stiff", "where": "calf", "score": 1},
    {"felt": None},
    {"felt": None, "outcome": "skipped"},
    {"felt": None, "outcome": "stopped"},
    {"felt": "nothing", "easier": True, "down": 1},
    {"felt": "nothing", "minute": True, "short": True},
    {"felt": "nothing", "moment": "before", "short": True},
    {"felt": "nothing", "down": 1},
    {"felt": "ache", "score": 2},
]
SORE: list[Words] = [
    {"felt": "ache", "where": "inside", "score": 3},
    {"felt": "ache", "where": "calf", "score": 4},
    {"felt": "ache", "where": "heel", "score": 5},
    {"felt": "ache", "where": "cord", "score": 1},
    {"felt": "ache", "where": "shin", "score": 2},
    {"felt": "click", "score": 2, "outcome": "stopped"},
]
BAD: list[Words] = [
    {"felt": "pinch", "where": "front", "score": 1, "pinches": 1, "down": 1},
    {"felt": "pinch", "where": "front", "score": 2, "pinches": 2, "down": 1},
    {"felt": "pinch", "pinches": 1, "down": 1},
    {"felt": "sharp", "where": "cord", "score": 2, "outcome": "stopped"},
    {"felt": "sharp", "outcome": "stopped"},
    {"felt": "nothing", "fault": "knee", "down": 1},
    {"felt": "ache", "where": "outside", "score": 6},
    {"felt": "pinch", "strong": True, "pinches": 1, "outcome": "stopped"},
    {"felt": "ache", "score": 9, "outcome": "stopped"},
    {"felt": "numb", "outcome": "stopped"},
]
SHARP: list[Words] = [
    {"felt": "sharp", "where": where, "score": 2, "outcome": "stopped"} for where in PLACES
]
PINCH: list[Words] = [
    {"felt": "pinch", "where": where, "score": 1, "pinches": 1, "down": 1} for where in PLACES
]
STRONG: list[Words] = [
    {"felt": "ache", "where": where, "score": 7, "outcome": "stopped"} for where in PLACES
]
CLICKS: list[Words] = [{"felt": "click", "score": 1, "outcome": "stopped"}]
NUMB: list[Words] = [{"felt": "numb", "outcome": "stopped"}, {"felt": "numb", "where": "shin"}]
MORNINGS: list[Answer | None] = [*["fine"] * 6, None, "sore", "stiff", "very_sore"]  # type: ignore[list-item]
GOOD_MORNINGS: list[Answer | None] = [*["fine"] * 12, "usual", "sore", None]  # type: ignore[list-item]


def report(
    now: datetime, practice: int, drill: str, side: Any, planned: int, words: Words
) -> Report:
    """Return a report in a session judged by `planned`; "down" is how far it was shrunk."""
    told = dict(words)
    lowest = max(0, planned - told.pop("down", 0))
    pinches = told.pop("pinches", 0)
    pinched = tuple(max(0, planned - one) for one in range(pinches))
    base = {"moment": "after", "outcome": "done", "lowest": lowest, "pinched": pinched}
    return Report(
        at=now,
        day=now.date(),
        practice=practice,
        drill=drill,
        side=side,
        planned=planned,
        **(base | told),
    )
