"""History in, state out: every event in order, nothing else."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from content.coach import flags, lifting, mornings, numbness, practised, wall
from content.coach.rules import Rules, load
from content.coach.state import State
from content.history import (
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
    Numbness,
    Report,
    Sorer,
    Walking,
)
from content.library import Library


def replay(
    library: Library,
    history: Iterable[Event],
    rules: Rules | None = None,
    onto: State | None = None,
) -> State:
    """Return what a history comes to; equal histories give equal states.

    With `onto` the history goes on from there; the given state stays as it was.
    """
    numbers, state = rules or load(), onto.copy() if onto else State()
    groups = groupby(history, key=lambda one: one.practice if type(one) is Report else None)
    last: list[Report] = []
    for practice, group in groups:
        if last:  # nearly all of it: years of practices are replayed in one go
            _close(state, library, numbers, last)
            last = []
        if practice is None:
            for event in group:
                apply(library, state, event, numbers)
        else:
            last = [one for one in group if type(one) is Report]
    if last:
        practised.go_on(state, library, numbers, last)
    return state


def step(library: Library, state: State, event: Event, rules: Rules | None = None) -> State:
    """Return the state after one more event; the given state stays as it was."""
    return replay(library, (event,), rules, onto=state)


def apply(library: Library, state: State, event: Event, rules: Rules) -> None:
    """Write one event into a state that nobody else holds."""
    if isinstance(event, Report):
        practised.go_on(state, library, rules, (event,))
        return
    state.unit = None
    match event:
        case Morning():
            mornings.take(state, library, rules, event)
        case Flagged():
            flags.flag(state, library, event)
        case Cleared():
            lifting.clear(state, library, rules, event)
        case Limits():
            flags.limit(state, event)
        case Sorer():
            state.sorer = event.side
        case Measured():
            wall.measure(state, event)
        case Walking():
            flags.walk(state, rules, event)
        case Numbness():
            numbness.answer(state, event)


def _close(state: State, library: Library, rules: Rules, reports: Sequence[Report]) -> None:
    """Take a whole practice in, of which no more reports will come."""
    if state.unit is not None and state.unit.practice == reports[0].practice:
        practised.go_on(state, library, rules, reports)
    else:
        practised.take(state, library, rules, reports)
    state.unit = None
