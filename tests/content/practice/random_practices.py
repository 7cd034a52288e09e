"""Runners made of bytes: practice after practice, with trouble at every step, mornings between.

Every byte is one choice, so that Hypothesis can make a failing life short. A life begins in one
of `BEGINNINGS`, so that every rung and every kind of history is met.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

from content.coach import Context, State
from content.coach.history import replay
from content.drill import Gear, Moment, Place
from content.events import Answer, Cleared, Event, Flagged, Morning, Numbness, Walking
from content.practice import options
from tests.content.coach.stories import LIBRARY, MONDAY, Story
from tests.content.practice.driver import HOME, Sitting, begin

MOMENTS: tuple[Moment, ...] = ("rest", "after", "before", "desk", "rest", "after")
PLACES: tuple[Place, ...] = ("mat", "mat", "mat", "outdoors", "desk")
THINGS: tuple[frozenset[Gear], ...] = (HOME, HOME, frozenset({"mat", "wall"}), frozenset({"mat"}))
ANSWERS: tuple[Answer | None, ...] = ("fine", "fine", "fine", "fine", None, "sore", "stiff")
DAYS = (1, 2, 1, 2, 2, 3, 0, 1, 2, 7, 15, 2)
FLAGS = ("RC5", "RC2", "RB1", "RC0")
GOING_ON = ("done", "felt:nothing", "later", "back", "stop")

# What a thumb does at a step: mostly Done, now and then trouble; or one trouble on another.
AT_STEP: tuple[str, ...] = (
    *("done",) * 15,
    *("pinch", "pinch", "sharp", "stiff", "stiff", "more", "more", "more"),
    *("skip", "back", "back", "strong", "strong", "stop"),
)
ROUGH: tuple[str, ...] = (*("done", "back", "strong") * 4, *("pinch", "stiff", "more", "more") * 3)
MODES = (AT_STEP, AT_STEP, ("done",) * 30 + AT_STEP, ROUGH)
# At "More": nothing that ends the practice is as likely as what does not.
MORE = ("easier", "knee", "toes", "balance", "chest", "click", "click_hurts", "pain", "back")


class Bytes:
    """A row of bytes, read one by one; zeros when they are used up."""

    def __init__(self, code: bytes) -> None:
        self.code, self.at = code, 0
        self.at_step: tuple[str, ...] = AT_STEP

    def next(self) -> int:
        self.at += 1
        return self.code[self.at - 1] if self.at <= len(self.code) else 0

    def pick(self, choices: Any) -> Any:
        return choices[self.next() % len(choices)]

    @property
    def over(self) -> bool:
        return self.at >= len(self.code)


def verb(sitting: Sitting, thumb: Bytes) -> str:
    """Return the next answer of a thumb; only what makes sense now."""
    allowed = options(sitting.practice, LIBRARY)
    if thumb.over:
        return next(one for one in GOING_ON if one in allowed)
    if sitting.practice.ask == "step":
        wanted: str = thumb.pick(thumb.at_step)
        return wanted if wanted in allowed else "done"
    if sitting.practice.ask == "felt" and thumb.next() & 3:
        return "felt:nothing"
    if (
        sitting.practice.ask == "more"
        and (wanted := thumb.pick(MORE)) in allowed
        and thumb.next() & 7
    ):
        return wanted
    return str(thumb.pick([one for one in allowed if one != "stop"]))


def living(code: bytes) -> Iterator[tuple[Sitting, str]]:
    """Yield every practice of a life after every answer in it, with the answer; "" at its start."""
    thumb = Bytes(code)
    history = list(beginning(thumb.next() % len(BEGINNINGS)))
    state = replay(LIBRARY, history)
    now = history[-1].at if history else MONDAY
    number = 1000
    while not thumb.over:
        now = _next_time(thumb, now)
        for event in between(thumb, state, now):
            state = replay(LIBRARY, (event,), onto=state)
            history.append(event)
        moment, place, gear = thumb.pick(MOMENTS), thumb.pick(PLACES), thumb.pick(THINGS)
        odd, thumb.at_step = thumb.next(), thumb.pick(MODES)
        context = Context(
            now, now.date(), moment, place, gear, minute=odd % 8 == 7, asked=odd % 8 == 6
        )
        number += 1
        sitting = begin(state, context, number)
        if sitting is None:
            continue
        sitting.past = history
        yield sitting, ""
        yield from practising(sitting, thumb)
        history = [*history, *sitting.events()]
        state = sitting.state
        now = sitting.now


def practising(sitting: Sitting, thumb: Bytes) -> Iterator[tuple[Sitting, str]]:
    """Yield a practice after every answer, to its end."""
    while not sitting.over:
        said = interrupted(sitting, thumb)
        if not said:
            said = verb(sitting, thumb)
            sitting.tap(said)
        yield sitting, said


def interrupted(sitting: Sitting, thumb: Bytes) -> str:
    """Leave a practice for hours or a day now and then, or tell a flag; "" where neither."""
    odd = 0 if thumb.over else thumb.next()
    if odd >= 250:
        sitting.wait(hours=odd % 3 * 20 + 3).resume()
        return "resume"
    if odd == 249:
        sitting.tell(Flagged(sitting.now, sitting.day, thumb.pick(FLAGS)))
        return "flag"
    return ""


def between(thumb: Bytes, state: State, now: Any) -> Iterator[Event]:
    """Yield what is told before a practice: flags are cleared, mornings and gates answered."""
    day = now.date()
    for key in list(state.blocks):
        if thumb.next() % 4:
            yield Cleared(now, day, key, "clinician")
    for side in state.mornings_due(day):
        answer = thumb.pick(ANSWERS)
        if answer:
            yield Morning(now, day, side, answer)
    if state.numb_due and thumb.next() % 4:
        yield Numbness(now, day, gone=True)
    if state.walk_due or thumb.next() % 16 == 15:
        yield Walking(now, day, thumb.pick((0, 1, 0, 4, 0)))


def _next_time(thumb: Bytes, now: Any) -> Any:
    days = thumb.pick(DAYS)
    later = now + timedelta(days=days, hours=1)
    return later.replace(hour=9 + thumb.next() % 9, minute=0) if days else later


def clean(days: int) -> tuple[Event, ...]:
    """Return days of a runner whom nothing ever hurts, practising every day."""
    history: list[Event] = []
    state, now = State(), MONDAY.replace(hour=8)
    for number in range(days):
        today = now + timedelta(days=number)
        for side in state.mornings_due(today.date()):
            history.append(Morning(today, today.date(), side, "fine"))
            state = replay(LIBRARY, history[-1:], onto=state)
        context = Context(today, today.date(), MOMENTS[number % 3], "mat", HOME)
        sitting = begin(state, context, number + 1)
        if sitting is None:
            continue
        while not sitting.over:
            sitting.tap("done" if sitting.practice.ask == "step" else "felt:nothing")
        history += sitting.events()
        state = sitting.state
    return tuple(history)


def _on(days: int) -> Story:
    """Return a story that begins so many days later."""
    return Story(now=MONDAY + timedelta(days=days))


# How lives begin: new, part way up, at the top, with limits, sorer, after a break.
BEGINNINGS: tuple[Callable[[], Iterable[Event]], ...] = (
    tuple,
    lambda: clean(14),
    lambda: clean(40),
    lambda: clean(110),
    lambda: Story().limits("RD3").events,
    lambda: (*clean(40), *_on(41).limits("RD4").events),
    lambda: (*clean(60), *_on(61).limits("RD9").events),
    lambda: Story().sorer("left").wall(8, 11, "front").events,
    lambda: (*clean(40), *_on(60).sorer("right").events),
)


@cache
def beginning(number: int) -> tuple[Event, ...]:
    """Return one of the beginnings; the longest takes a second to live."""
    return tuple(BEGINNINGS[number]())
