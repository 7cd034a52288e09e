"""Runners made of bytes: every three bytes are one session, so that Hypothesis can shrink them.

The tables hold what a runner can say and how long they stay away. `SORE` and `EDGES` are the
directed ones: one ankle all but done while the other aches, and breaks around the limits.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from content.coach import State
from content.coach.breaks import level_on
from content.coach.events import apply
from content.coach.rules import Rules
from content.drill import Side
from content.history import Answer, Event, Morning, Report
from tests.content.coach.telling import LIBRARY, MONDAY

Words = dict[str, Any]
CALM: Words = {"felt": "nothing"}
CLEAN: list[Words] = [CALM, CALM, CALM, {"felt": "stretch", "score": 2}, {"felt": "click"}]
HELD: list[Words] = [
    {"felt": "stiff", "where": "calf", "score": 1},
    {"felt": None},
    {"felt": None, "outcome": "skipped"},
    {"felt": None, "outcome": "stopped"},
    {"felt": "nothing", "easier": True, "down": 1},
    {"felt": "nothing", "minute": True, "short": True},
    {"felt": "nothing", "moment": "before", "short": True},
]
SORE: list[Words] = [
    {"felt": "ache", "where": "inside", "score": 3},
    {"felt": "ache", "where": "calf", "score": 4},
    {"felt": "ache", "where": "heel", "score": 5},
    {"felt": "ache", "where": "cord", "score": 1},
    {"felt": "ache", "where": "shin", "score": 2},
    {"felt": "click", "score": 2},
]
BAD: list[Words] = [
    {"felt": "pinch", "where": "front", "score": 1, "pinches": 1, "down": 1},
    {"felt": "pinch", "where": "front", "score": 2, "pinches": 2, "down": 1},
    {"felt": "pinch", "pinches": 1, "down": 1},
    {"felt": "sharp", "where": "cord", "score": 2, "outcome": "stopped"},
    {"felt": "sharp", "outcome": "stopped"},
    {"felt": "nothing", "fault": "knee", "down": 1},
    {"felt": "ache", "where": "outside", "score": 6},
    {"felt": "pinch", "strong": True, "pinches": 1, "outcome": "stopped"},
    {"felt": "ache", "score": 9, "outcome": "stopped"},
    {"felt": "numb", "outcome": "stopped"},
]
MOSTLY_CLEAN = CLEAN * 7 + HELD + SORE
MIXED = CLEAN * 4 + HELD + SORE + BAD
ROUGH = CLEAN + HELD + SORE * 2 + BAD * 2
DAYS = [1, 2, 2, 2, 2, 3, 5, 7]
EDGES = [2, 2, 2, 6, 7, 8, 13, 14, 15, 27, 28, 29, 41, 42, 43]
FINE: list[Answer | None] = ["fine"]
MORNINGS: list[Answer | None] = FINE * 6 + [None, "sore", "stiff", "very_sore"]

# What the left ankle says, what the right one says, and the days in between.
MODES: list[tuple[list[Words], list[Words], list[int]]] = [
    (MIXED, MIXED, DAYS),
    (CLEAN, SORE + CLEAN * 3, [2]),
    (CLEAN, CLEAN * 2 + HELD, [2]),
    (MOSTLY_CLEAN, MOSTLY_CLEAN, EDGES),
    (CLEAN * 2 + BAD[:3], CLEAN, [1, 2]),
    (ROUGH, ROUGH, DAYS),
]

walks = st.tuples(
    st.integers(0, len(MODES) - 1), st.binary(min_size=60, max_size=300), st.integers(1, 7)
)
Watch = Callable[[State, Event, State], None]


def sessions(walk: tuple[int, bytes, int], rules: Rules) -> tuple[list[Event], State]:
    """Return the history of a walk and what it comes to; levels are planned by the engine.

    Two sessions of different drills may be one practice.
    """
    mode, code, few = walk
    lefts, rights, gaps = MODES[mode]
    names = list(LIBRARY.drills)[:few]
    history: list[Event] = []
    state, now, practice, done = State(), MONDAY, 0, set[str]()

    def tell(event: Event) -> None:
        history.append(event)
        apply(LIBRARY, state, event, rules)

    for first, second, third in zip(*[iter(code)] * 3, strict=False):
        drill = names[first % len(names)]
        if drill in done or not first & 64:
            answers, days = second ^ third, gaps[(first >> 3) % len(gaps)]
            for morning in mornings(now, answers) if done else ():
                if days > 1 or morning.at < now + timedelta(days=1):
                    tell(morning)
            now, practice, done = now + timedelta(days=days), practice + 1, set()
        done.add(drill)
        planned = level_on(state, LIBRARY.drills[drill], rules, now.date())
        said = ("left", lefts[second % len(lefts)]), ("right", rights[third % len(rights)])
        for side, words in said if first & 128 else reversed(said):
            tell(report(now, practice, drill, side, planned, words))
    return history, state


def report(
    now: Any, practice: int, drill: str, side: Any, planned: int, words: dict[str, Any]
) -> Report:
    """Return a report in a session judged by `planned`; "down" is how far it was shrunk."""
    told = dict(words)
    lowest = max(0, planned - told.pop("down", 0))
    pinches = told.pop("pinches", 0)
    pinched = tuple(max(0, planned - one) for one in range(pinches))
    base = {"moment": "after", "outcome": "done", "lowest": lowest, "pinched": pinched}
    return Report(
        at=now,
        day=now.date(),
        practice=practice,
        drill=drill,
        side=side,
        planned=planned,
        **(base | told),
    )


def mornings(now: Any, code: int) -> Iterator[Morning]:
    """Yield the answers of the next morning, fifteen hours after a session at five."""
    at = now + timedelta(hours=15)
    pairs: tuple[tuple[Side, int], ...] = (("left", code & 15), ("right", code >> 4))
    for side, one in pairs:
        answer = MORNINGS[one % len(MORNINGS)]
        if answer is not None:
            yield Morning(at, at.date(), side, answer)


def mirrored(history: list[Event]) -> list[Event]:
    """Return the history of the runner in the mirror."""
    other: dict[Side, Side] = {"left": "right", "right": "left"}
    sided = [one for one in history if isinstance(one, Report | Morning)]
    return [replace(one, side=other[one.side]) for one in sided]


def levels(state: State) -> dict[str, int]:
    """Return every drill's level as the last decision left it."""
    return {name: state.level(drill) for name, drill in LIBRARY.drills.items()}
