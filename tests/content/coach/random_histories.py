"""Runners made of bytes: every four bytes are one session, so that Hypothesis can shrink them.

A walk tells whole practices and, between them, mornings, answers about numbness and walking,
flags and what lifts them. `MODES` says what each ankle tells and how long they stay away; the
directed ones are an ankle all but done while the other aches, and breaks around the limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from content.coach import State
from content.coach.apply_practice import take
from content.coach.detraining import level_on
from content.coach.history import apply
from content.drill import Side
from content.events import (
    Answer,
    Cleared,
    Event,
    Flagged,
    Measured,
    Morning,
    Numbness,
    Other,
    Report,
    Sorer,
    Walking,
)
from content.library import Library
from tests.content.coach.report_strategies import (
    BAD,
    CLEAN,
    CLICKS,
    GOOD_MORNINGS,
    HELD,
    MORNINGS,
    NUMB,
    PINCH,
    SHARP,
    SORE,
    STRONG,
    Words,
    report,
)
from tests.content.coach.stories import LIBRARY, MONDAY

MOSTLY_CLEAN = CLEAN * 7 + HELD + SORE
MIXED = CLEAN * 6 + HELD + SORE + BAD
ROUGH = CLEAN + HELD + SORE * 2 + BAD * 2
PLACED = CLEAN * 12 + SHARP + PINCH + STRONG
ODD = CLEAN * 4 + CLICKS * 2 + NUMB * 2 + HELD
DAYS = [1, 2, 2, 2, 2, 3, 5, 7]
EDGES = [2, 2, 2, 6, 7, 8, 13, 14, 15, 27, 28, 29, 41, 42, 43]


@dataclass(frozen=True, slots=True)
class Mode:
    """What each ankle can say, the days in between, how mornings are, and what else is told."""

    left: list[Words]
    right: list[Words]
    days: list[int]
    mornings: list[Answer | None]
    busy: bool = False


MODES: list[Mode] = [
    Mode(MIXED, MIXED, DAYS, MORNINGS),
    Mode(CLEAN, SORE + CLEAN * 3, [2], MORNINGS),
    Mode(CLEAN, CLEAN * 2 + HELD, [2], GOOD_MORNINGS),
    Mode(MOSTLY_CLEAN, MOSTLY_CLEAN, EDGES, GOOD_MORNINGS),
    Mode(CLEAN * 2 + BAD[:3], CLEAN, [1, 2], MORNINGS),
    Mode(ROUGH, ROUGH, DAYS, MORNINGS),
    Mode(PLACED, PLACED, DAYS, MORNINGS),
    Mode(ODD, ODD, DAYS, GOOD_MORNINGS, busy=True),
    Mode(MIXED, MOSTLY_CLEAN, DAYS, MORNINGS, busy=True),
    Mode(MOSTLY_CLEAN, MOSTLY_CLEAN, [1, 2], GOOD_MORNINGS, busy=True),
]

Walk = tuple[int, bytes, int]
walks = st.tuples(
    st.integers(0, len(MODES) - 1),
    st.binary(min_size=80, max_size=400),
    st.integers(1, len(LIBRARY.drills)),
)
# A whole practice, or one other event.
Told = tuple[Event, ...]


def lived(walk: Walk, library: Library) -> Iterator[tuple[Told, State]]:
    """Yield what a walk tells, one after the other, and the state it came to.

    The state is written on from one to the next. Levels are planned by the engine, and several
    drills may be one practice.
    """
    number, code, few = walk
    mode, names = MODES[number], list(LIBRARY.drills)[:few]
    state, now, practice = State(), MONDAY, 0
    reports: list[Report] = []
    for first, second, third, fourth in zip(*[iter(code)] * 4, strict=False):
        drill = names[first % len(names)]
        if any(one.drill == drill for one in reports) or not first & 64:
            if reports:
                take(state, library, reports)
                yield tuple(reports), state
            days = mode.days[(first >> 3) % len(mode.days)]
            for event in _between(state, mode, now, days, fourth, second ^ third):
                apply(library, state, event)
                yield (event,), state
            now, practice, reports = now + timedelta(days=days), practice + 1, []
        planned = level_on(state, library.drills[drill], library.rules, now.date())
        said: list[tuple[Side, Words]] = [
            ("left", mode.left[second % len(mode.left)]),
            ("right", mode.right[third % len(mode.right)]),
        ]
        for side, words in said if first & 128 else reversed(said):
            reports.append(report(now, practice, drill, side, planned, words))
    if reports:
        take(state, library, reports)
        yield tuple(reports), state


def tell(state: State, told: Told, library: Library) -> None:
    """Write one thing that a walk tells into a state."""
    reports = [one for one in told if isinstance(one, Report)]
    if reports:
        take(state, library, reports)
    for event in told:
        if not isinstance(event, Report):
            apply(library, state, event)


def sessions(walk: Walk, library: Library) -> tuple[list[Event], State]:
    """Return the history of a walk and what it comes to."""
    history: list[Event] = []
    state = State()
    for told, now in lived(walk, library):
        history += told
        state = now
    return history, state


def _between(
    state: State, mode: Mode, now: datetime, days: int, code: int, answers: int
) -> Iterator[Other]:
    """Yield what is told after a practice and before the next one."""
    at, late = now + timedelta(hours=15), now + timedelta(days=days, hours=-1)
    pairs: tuple[tuple[Side, int], ...] = (("left", answers & 15), ("right", answers >> 4))
    for side, one in pairs:
        answer = mode.mornings[one % len(mode.mornings)]
        if answer is not None:
            yield Morning(at, at.date(), side, answer)
    if state.numb and code & 3:
        yield Numbness(late, late.date(), gone=code & 3 > 1)
    for key in list(state.blocks) if code & 12 else ():
        yield Cleared(late, late.date(), key, "clinician")
    if mode.busy and code >> 4 < len(OTHERS):
        yield from OTHERS[code >> 4](late)


OTHERS = (
    lambda at: (Walking(at, at.date(), 0),),
    lambda at: (Walking(at, at.date(), 4),),
    lambda at: (Walking(at, at.date(), None),),
    lambda at: (Flagged(at, at.date(), "RC4"),),
    lambda at: (Flagged(at, at.date(), "RB1"), Cleared(at, at.date(), "RB1", "clinician")),
    lambda at: (Measured(at, at.date(), "left", 9.0, "front"),),
    lambda at: (Sorer(at, at.date(), "left"),),
)


def mirrored(history: list[Event]) -> list[Event]:
    """Return the history of the runner in the mirror."""
    other: dict[Side | None, Side] = {"left": "right", "right": "left"}
    return [
        replace(one, side=other[one.side])
        if isinstance(one, Report | Morning | Measured | Sorer)
        else one
        for one in history
    ]


def levels(state: State) -> dict[str, int]:
    """Return every drill's level as the last decision left it."""
    return {name: state.level(drill) for name, drill in LIBRARY.drills.items()}
