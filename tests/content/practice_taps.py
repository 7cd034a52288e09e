"""Fingers on a practice: one to begin with, taps in a row, and what was reported."""

from datetime import date
from typing import Any

from content.coach import Context, Plan, PlannedDrill, replay
from content.coach.deliver import deliver
from content.coach.today import look
from content.events import Report
from content.practice import Practice, answer, reports, start
from tests.content.coach.stories import LIBRARY, MONDAY

DAY = date(2026, 3, 2)
DRILLS = {
    "rest": ("seated_rotation", "calf_stretch", "heel_walks"),
    "before": ("seated_rotation", "standing_circles", "knee_to_wall_rock"),
}


def begun(**words: Any) -> Practice:
    """Seated rotation left and right, calf stretch left and right, heel walks on both legs.

    Before a run circles and rocks follow the rotation, and in the one-minute version nothing.
    Only the machine is at work here, without what the coach makes of a report (for that see
    `practice/`, where whole practices are lived).
    """
    told: dict[str, Any] = {"moment": "rest", "place": "mat"}
    context = Context(MONDAY, DAY, **(told | words))
    names = DRILLS["before" if context.moment == "before" else "rest"]
    today = look(LIBRARY, replay(LIBRARY, ()), context)
    drills = [deliver(today, LIBRARY.drills[name], "left") for name in names]
    planned = tuple(one for one in drills if isinstance(one, PlannedDrill))
    few = planned[:1] if context.minute else planned
    plan = Plan(context.moment, context.place, context.minute, few, 1.0, "left", ())
    return start(LIBRARY, plan)


def tapped(practice: Practice, *verbs: str) -> Practice:
    for verb in verbs:
        practice = answer(practice, verb, LIBRARY)
    return practice


def told(practice: Practice) -> dict[tuple[str, str], Report]:
    return {(one.drill, one.side): one for one in reports(practice, MONDAY, DAY, 7)}


def at_heel_walks() -> Practice:
    return tapped(begun(), "done", "done", "done", "done")
