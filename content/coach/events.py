"""History in, state out: every event in order, nothing else."""

from collections.abc import Iterable

from content.coach import flags, lifting, mornings, reports, wall
from content.coach.rules import Rules, load
from content.coach.state import State
from content.history import (
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
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
    for event in history:
        if type(event) is Report:  # nearly all of them: years of reports are replayed in one go
            reports.take(state, library, numbers, event)
        else:
            apply(library, state, event, numbers)
    return state


def step(library: Library, state: State, event: Event, rules: Rules | None = None) -> State:
    """Return the state after one more event; the given state stays as it was."""
    return replay(library, (event,), rules, onto=state)


def apply(library: Library, state: State, event: Event, rules: Rules) -> None:
    """Write one event into a state that nobody else holds."""
    match event:
        case Report():
            reports.take(state, library, rules, event)
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
