"""Fingers on a practice: one to begin with, taps in a row, and what was reported."""

from datetime import date
from typing import Any

from content.coach import Context, plan, replay
from content.history import Limits, Report
from content.practice import Practice, answer, reports, start
from tests.content.coach.telling import LIBRARY, MONDAY

DAY = date(2026, 3, 2)
NO_ROLLER = (Limits(MONDAY, DAY, ("RD3",)),)


def begun(**words: Any) -> Practice:
    """Seated rotation left and right, calf stretch left and right, heel walks on both legs.

    That is the first practice of a runner who must not roll; only the machine is at work here,
    without what the coach makes of a report (see `practice/` for whole practices).
    """
    told: dict[str, Any] = {"moment": "rest", "place": "mat"}
    context = Context(MONDAY, DAY, **(told | words))
    return start(LIBRARY, plan(LIBRARY, replay(LIBRARY, NO_ROLLER), context))


def tapped(practice: Practice, *verbs: str) -> Practice:
    for verb in verbs:
        practice = answer(practice, verb, LIBRARY)
    return practice


def told(practice: Practice) -> dict[tuple[str, str], Report]:
    return {(one.drill, one.side): one for one in reports(practice, MONDAY, DAY, 7)}


def at_heel_walks() -> Practice:
    return tapped(begun(), "done", "done", "done", "done")
