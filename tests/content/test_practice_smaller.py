"""A pinch makes the drill smaller in a way the runner can see, at every rung and every dose."""

import pytest

from content.coach.plan import Plan, PlannedDrill
from content.drill import Moment
from content.library import load
from content.practice import answer, current, start

LIBRARY = load()
MOMENTS: tuple[tuple[Moment, bool], ...] = (("rest", False), ("rest", True), ("before", False))
CASES = [
    (name, rung, moment, minute)
    for name, drill in LIBRARY.drills.items()
    for rung in range(1, drill.top + 1)
    for moment, minute in MOMENTS
    if moment in drill.moments
]


@pytest.mark.parametrize(("name", "rung", "moment", "minute"), CASES)
def test_a_pinch_shows_a_smaller_drill(name: str, rung: int, moment: Moment, minute: bool) -> None:
    drill = LIBRARY.drills[name]
    dose = drill.dose(rung, moment, minute=minute)
    planned = PlannedDrill(name, rung, rung, ("left", "right"), dose, 1.0, ())
    plan = Plan(moment, "mat", minute, (planned,), 1.0, "left", ())
    before = start(LIBRARY, plan)
    now = current(answer(before, "pinch", LIBRARY))
    old, new = drill.rungs[rung], drill.rungs[now.rung]
    assert now.rung < rung
    assert (new.say, new.range, new.support, new.load, now.dose) != (
        old.say,
        old.range,
        old.support,
        old.load,
        dose,
    )


def test_a_dose_that_was_planned_shorter_stays_short_on_both_ankles() -> None:
    stretch = LIBRARY.drills["calf_stretch"]
    short = stretch.rungs[3].dose
    planned = PlannedDrill("calf_stretch", 4, 4, ("left", "right"), short, 1.0, ())
    practice = start(LIBRARY, Plan("rest", "mat", False, (planned,), 1.0, "left", ()))
    assert short != stretch.rungs[4].dose
    assert current(practice).dose == short
    practice = answer(practice, "done", LIBRARY)
    assert (current(practice).side, current(practice).dose) == ("right", short)
    practice = answer(practice, "pinch", LIBRARY)
    assert current(practice).rung < 3
    assert current(practice).dose == stretch.rungs[current(practice).rung].dose
