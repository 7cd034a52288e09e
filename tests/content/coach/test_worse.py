"""I10: making any one report worse never raises any level of any drill.

The decisions of the weekly trend (R10) are held fixed by leaving that rule out on both sides.
"""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.coach import State
from content.coach.breaks import level_on
from content.coach.events import apply
from content.history import Answer, Event, Morning, Report
from tests.content.coach.telling import LIBRARY, asking
from tests.content.coach.walks import sessions, walks

TREND = replace(asking().trend, up=99.0)
RULES = replace(asking(), trend=TREND)

# From bad to worse; every kind of worsening steps to the right, by one or by many.
PLAIN = ("nothing", "stretch")
WORSE_MORNING: dict[Answer, tuple[Answer, ...]] = {
    "fine": ("sore", "stiff", "very_sore"),
    "sore": ("very_sore",),
}


def worse(one: Event, choice: int) -> Event | None:
    """Return the event made worse in one of many ways, None if it cannot be."""
    if isinstance(one, Morning):
        answers = WORSE_MORNING.get(one.answer, ())
        return replace(one, answer=answers[choice % len(answers)]) if answers else None
    if not isinstance(one, Report):
        return None
    ways = [way for way in _ways(one) if way is not None]
    return ways[choice % len(ways)] if ways else None


def _ways(one: Report) -> list[Report | None]:
    """Return every kind of worsening that fits a report."""
    plain = one.felt in PLAIN and one.outcome == "done" and one.score is None
    sore = one.score is not None and one.score < 10
    lower = max(0, one.planned - 1)
    return [
        replace(one, outcome="skipped", felt=None) if plain else None,
        replace(one, outcome="stopped", felt=None) if plain else None,
        replace(one, felt=None) if plain else None,
        replace(one, easier=True, lowest=lower) if plain else None,
        replace(one, minute=True, short=True) if plain else None,
        replace(one, fault="knee", lowest=lower) if one.fault is None else None,
        replace(one, felt="stiff", where="calf", score=1) if plain else None,
        replace(one, felt="ache", where="inside", score=3) if plain else None,
        replace(one, felt="ache", where="calf", score=4) if plain else None,
        replace(one, felt="ache", where="cord", score=4) if plain else None,
        replace(one, felt="ache", where="outside", score=7) if plain else None,
        replace(one, felt="ache", score=9, outcome="stopped") if plain else None,
        replace(one, felt="pinch", where="front", score=1, pinched=(one.lowest,))
        if plain
        else None,
        replace(one, felt="pinch", pinched=(one.lowest, lower), lowest=lower) if plain else None,
        replace(one, felt="sharp", where="cord", outcome="stopped") if plain else None,
        replace(one, felt="sharp", outcome="stopped") if plain else None,
        replace(one, felt="pinch", pinched=(one.lowest,)) if one.felt == "stiff" else None,
        replace(one, score=min(10, (one.score or 0) + 1)) if sore else None,
        replace(one, score=10) if sore else None,
        replace(one, strong=True) if one.felt == "pinch" else None,
    ]


@given(walk=walks, where=st.integers(0, 400), choice=st.integers(0, 1000))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_worse_report_never_raises_a_level(walk: Any, where: int, choice: int) -> None:
    never_raises(walk, where, choice)


def never_raises(walk: Any, where: int, choice: int) -> None:
    """Check a history against the same one with one event made worse, event by event."""
    history, _ = sessions(walk, RULES)
    index = where % len(history)
    bad = worse(history[index], choice)
    if bad is None:
        return
    better, poorer = State(), State()
    for number, event in enumerate(history):
        apply(LIBRARY, better, event, RULES)
        apply(LIBRARY, poorer, bad if number == index else event, RULES)
        for name, drill in LIBRARY.drills.items():
            low = level_on(poorer, drill, RULES, event.day)
            assert low <= level_on(better, drill, RULES, event.day), (number, name, event, bad)
