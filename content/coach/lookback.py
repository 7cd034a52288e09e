"""What a history says of the days gone by: sessions, days off, what grew, and what hurt of late."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import takewhile

from content.coach.flags import holds_all
from content.coach.history import replay, step
from content.coach.state import State
from content.events import Cleared, Event, Felt, Flagged, Limits, Morning, Report, Walking
from content.library import Library

# A stretch, a painless click and stiffness are no pain
# (docs/coaching.md#what-a-runner-can-report).
_HURTS: frozenset[Felt | None] = frozenset({"pinch", "sharp", "ache", "numb"})
# [own] "That day": pain is still on one's mind on the day after (docs/coaching/reminders.md).
_LATELY = timedelta(days=1)


def done_on(history: Iterable[Event]) -> Counter[date]:
    """Return how many practices with at least one drill done began on each day."""
    days: dict[int, date] = {}
    for event in history:
        if isinstance(event, Report) and event.outcome == "done":
            days.setdefault(event.practice, event.day)
    return Counter(days.values())


def had_days_off(state: State, recent: Iterable[Event], since: date) -> bool:
    """Tell whether any day since then can have been off; `recent` is what was told since.

    What holds everything is there now, or was lifted by a word; a limit may end by itself.
    """
    resting = state.rest_until is not None and state.rest_until.date() >= since
    lifted = any(isinstance(event, Cleared | Limits) for event in recent)
    return bool(resting or lifted or state.blocks or state.limits)


def days_off(
    library: Library, history: Iterable[Event], since: date, until: date
) -> frozenset[date]:
    """Return the days from `since` to `until` on which all was held or rested, from a replay."""
    events, off = (*history,), set[date]()
    early = list(takewhile(lambda event: event.day < since, events))
    state = replay(library, early)
    ahead = iter((*events[len(early) :], None))
    event = next(ahead)
    day = since
    while day <= until:
        held = _is_off(state, library, day)
        while event is not None and event.day <= day:
            state = step(library, state, event)
            held = held or _is_off(state, library, day)
            event = next(ahead)
        if held:
            off.add(day)
        day += timedelta(days=1)
    return frozenset(off)


def grown(state: State, since: date) -> tuple[tuple[str, int], ...]:
    """Return each drill whose last change was up, since that day, with its level now."""
    return tuple(
        (name, track.level)
        for name, track in state.tracks.items()
        if (change := track.change) and change.day >= since and track.level > change.before
    )


def sore_lately(library: Library, history: Iterable[Event], day: date) -> bool:
    """Tell whether pain or a red flag was told on a day or the one before."""
    calm = library.rules.calm_pain
    return any(day - _LATELY <= event.day <= day and _is_sore(event, calm) for event in history)


def _is_off(state: State, library: Library, day: date) -> bool:
    resting = state.rest_until is not None and state.rest_until.date() >= day
    return resting or holds_all(state, library, day)


def _is_sore(event: Event, calm: int) -> bool:
    match event:
        case Report():
            return event.felt in _HURTS or (event.score or 0) > calm
        case Morning():
            return event.answer not in {"fine", "usual"}
        case Walking():
            return event.score is None or event.score > calm
        case _:
            return isinstance(event, Flagged)
