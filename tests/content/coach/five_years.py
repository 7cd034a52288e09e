"""Five years of a runner who practises three drills a day and has their share of trouble."""

from datetime import timedelta
from random import Random

from content.coach import State
from content.coach.apply_practice import take
from content.coach.detraining import level_on
from content.coach.drill_state import SIDES
from content.coach.history import apply
from content.events import Answer, Cleared, Event, Morning, Other
from content.library import Library
from tests.content.coach.report_strategies import BAD, CLEAN, HELD, SORE, report
from tests.content.coach.stories import MONDAY

DAYS = 1835
ANSWERS: list[Answer | None] = ["fine", None, "stiff", "sore"]
WEIGHTS = (80, 17, 2, 1)
TELLS = CLEAN * 64 + HELD[:7] + SORE + BAD[:3]


def five_years(library: Library) -> list[Event]:
    """Return about 11,000 reports with their mornings, the levels planned by the engine."""
    random, names = Random(7), list(library.drills)  # noqa: S311 - the same years every time
    history: list[Event] = []
    state = State()

    def tell(event: Other) -> None:
        history.append(event)
        apply(library, state, event)

    for number in range(DAYS):
        now = MONDAY + timedelta(days=number)
        for key in list(state.blocks):
            tell(Cleared(now, now.date(), key, "clinician"))
        drills = (names[(number + 2 * turn) % len(names)] for turn in range(3))
        reports = [
            report(now, number, drill, side, planned, random.choice(TELLS))
            for drill in drills
            for planned in [level_on(state, library.drills[drill], library.rules, now.date())]
            for side in SIDES
        ]
        history += reports
        take(state, library, reports)
        at = now + timedelta(hours=15)
        for side in SIDES:
            answer = random.choices(ANSWERS, WEIGHTS)[0]
            if answer:
                tell(Morning(at, at.date(), side, answer))
    return history
