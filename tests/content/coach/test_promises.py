"""I31: the number a why-sentence tells is the number of clean sessions that the engine needs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings

from content.coach import State
from content.coach.apply_practice import take
from content.coach.detraining import level_on
from content.coach.drill_state import SIDES
from content.coach.explaining import explain
from content.coach.history import apply
from content.coach.plan import Reason
from content.coach.reasons import standing
from content.coach.sentences import COUNTS, sessions, templates
from content.drill import Drill
from content.events import Morning
from content.library import Library
from tests.content.coach.random_histories import Walk, lived, walks
from tests.content.coach.report_strategies import CALM, report
from tests.content.coach.stories import LIBRARY, RULES, ruled


@given(walk=walks)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_number_told_is_the_number_of_clean_sessions_it_takes(walk: Walk) -> None:
    keeps_its_promises(walk)


def keeps_its_promises(walk: Walk, every: int = 7) -> int:
    """Check now and then in a walk what is told of every drill; return how many were checked.

    The next session is a day after what was told last, and then every second day. Each morning
    that is asked about is fine. The weekly trend (R10) is left out, as it cuts for what is past.
    """
    library, checked = ruled(trend=replace(RULES.trend, up=99.0)), 0
    for number, (told, state) in enumerate(lived(walk, library)):
        if number % every:
            continue
        now = told[-1].at.replace(hour=17) + timedelta(days=1)
        for name, track in state.tracks.items():
            drill = LIBRARY.drills[name]
            reason = standing(state, drill, library.rules, now.date())
            if track.level >= drill.top or not _tells(reason) or _is_stopped(state, name):
                continue
            _keeps(state.copy(), drill, reason, now, library)
            _is_told_of_an_ankle(state, drill, reason, now.date(), library)
            checked += 1
    return checked


def _tells(reason: Reason) -> bool:
    return "{more}" in templates()[reason.rule].line


def _is_stopped(state: State, name: str) -> bool:
    """Tell whether a stop holds: then the way up begins with its end."""
    return any(block.drill in {None, name} for block in state.blocks.values())


def _keeps(state: State, drill: Drill, reason: Reason, now: datetime, library: Library) -> None:
    """Check that the drill grows by the session told, or by the first one that is late enough."""
    for done in range(1, 20):
        _mornings(state, now, library)
        level, decided = level_on(state, drill, library.rules, now.date()), now.date()
        said = [report(now, 10_000 + done, drill.id, side, level, CALM) for side in SIDES]
        take(state, library, said)
        if state.level(drill) == level:
            decided += timedelta(days=1)
            _mornings(state, now + timedelta(days=1), library)
        if state.level(drill) > level:
            break
        now += timedelta(days=2)
    told, earliest = reason.more or 0, reason.earliest or date.min
    is_first = decided - timedelta(days=2) < earliest <= decided
    assert done == told or (done > told and is_first), (drill.id, reason, done)
    assert decided >= earliest


def _mornings(state: State, now: datetime, library: Library) -> None:
    """Answer every morning that is asked about: fine."""
    at = now.replace(hour=8)
    for side in state.mornings_due(at.date()):
        apply(library, state, Morning(at, at.date(), side, "fine"))


def _is_told_of_an_ankle(
    state: State, drill: Drill, reason: Reason, day: date, library: Library
) -> None:
    """Check that /why tells of one ankle at least what it tells of the drill, and of none more."""
    ways = [one.next for one in explain(library, state, day) if one.drill == drill.id]
    told = range(1, len(COUNTS))
    numbers = {f"To grow: {sessions(more)} with this ankle.": more for more in told}
    assert max(numbers[way] for way in ways) == reason.more, (drill.id, reason, ways)
