"""Replay of a history into a state: practice by practice, every other event in its turn.

All reports of a practice are judged together, also where something else was told between them
(a red flag, a wall test, the morning's answer): what it changes comes after the practice. Only
the morning of the same day comes before it, as it speaks of the day before.
"""

from collections.abc import Iterable

from content.coach import apply_practice, flags, knee_to_wall, lifting, mornings, numbness
from content.coach.state import State, Unit
from content.events import (
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
    Numbness,
    Other,
    Report,
    Sorer,
    Walking,
)
from content.library import Library


def replay(
    library: Library,
    history: Iterable[Event],
    onto: State | None = None,
) -> State:
    """Return what a history comes to; equal histories give equal states.

    With `onto` the history goes on from there; the given state stays as it was.
    """
    unit = onto.unit if onto else None
    state = unit.before.copy() if unit else onto.copy() if onto else State()
    practice = unit.practice if unit else None
    reports, others = ([*unit.reports], [*unit.others]) if unit else ([], [])
    for event in history:
        if not isinstance(event, Report):
            if practice is None:
                apply(library, state, event)
            else:
                others.append(event)
        elif event.practice == practice:
            reports.append(event)
        else:
            _judge(library, state, reports, others)
            practice, reports, others = event.practice, [event], []
    if practice is not None:
        before = state.copy()
        _judge(library, state, reports, others)
        state.unit = Unit(practice, tuple(reports), tuple(others), before)
    return state


def step(library: Library, state: State, event: Event) -> State:
    """Return the state after one more event; the given state stays as it was."""
    return replay(library, (event,), onto=state)


def apply(library: Library, state: State, event: Other) -> None:
    """Write what is no report into a state that nobody else holds."""
    match event:
        case Morning():
            mornings.take(state, library, event)
        case Flagged():
            flags.flag(state, library, event)
        case Cleared():
            lifting.clear(state, library, event)
        case Limits():
            flags.limit(state, event)
        case Sorer():
            state.sorer = event.side
        case Measured():
            knee_to_wall.measure(state, event)
        case Walking():
            flags.walk(state, library.rules, event)
        case Numbness():
            numbness.answer(state, event)


def _judge(library: Library, state: State, reports: list[Report], others: list[Other]) -> None:
    """Take a practice in, and what else was told from its first report to the next practice."""
    early = [one for one in others if isinstance(one, Morning) and one.day <= reports[0].day]
    for morning in early:
        apply(library, state, morning)
    if reports:
        apply_practice.take(state, library, reports)
    for event in others:
        if not early or event not in early:
            apply(library, state, event)
