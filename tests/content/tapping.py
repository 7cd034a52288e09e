"""Fingers on a practice: one to begin with, taps in a row, and what was reported."""

from datetime import date
from typing import Any

from content.coach import Context, plan, replay
from content.history import Report
from content.practice import Practice, answer, reports, start
from tests.content.coach.telling import LIBRARY, MONDAY

DAY = date(2026, 3, 2)


def begun(**words: Any) -> Practice:
    """Seated rotation left and right, calf stretch left and right, heel walks on both legs."""
    told: dict[str, Any] = {"moment": "rest", "place": "mat"}
    context = Context(MONDAY, DAY, **(told | words))
    return start(LIBRARY, plan(LIBRARY, replay(LIBRARY, ()), context))


def tapped(practice: Practice, *verbs: str) -> Practice:
    for verb in verbs:
        practice = answer(practice, verb, LIBRARY)
    return practice


def told(practice: Practice) -> dict[tuple[str, str], Report]:
    return {(one.drill, one.side): one for one in reports(practice, MONDAY, DAY, 7)}


def at_heel_walks() -> Practice:
    return tapped(begun(), "done", "done", "done", "done")
