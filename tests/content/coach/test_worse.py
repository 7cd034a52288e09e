"""I10: making any one report worse never raises any level of any drill.

The decisions of the weekly trend (R10) are held fixed by leaving that rule out on both sides.
Where a step is left out instead of done, the next morning of that ankle must not be bad: it
speaks for what was done with that ankle only. A step that was left out is no session, so there is
nothing in it to be worse.
"""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.coach import State
from content.coach.detraining import level_on
from content.coach.report_context import is_left_out
from content.events import Answer, Event, Morning, Report, Walking
from tests.content.coach.random_histories import Told, Walk, lived, tell, walks
from tests.content.coach.report_strategies import (
    BAD,
    CALM,
    CLICKS,
    HELD,
    NUMB,
    PINCH,
    SHARP,
    SORE,
    STRONG,
    report,
)
from tests.content.coach.stories import LIBRARY, RULES, ruled

UNTRENDED = ruled(trend=replace(RULES.trend, up=99.0))

# From bad to worse; every kind of worsening steps to the right, by one or by many.
PLAIN = ("nothing", "stretch")
WORDS = [*HELD, *SORE, *BAD, *SHARP, *PINCH, *STRONG, *CLICKS, *NUMB]
WORSE_MORNING: dict[Answer, tuple[Answer, ...]] = {
    "fine": ("usual", "sore", "stiff", "very_sore"),
    "usual": ("sore", "stiff", "very_sore"),
    "sore": ("very_sore",),
    "stiff": ("very_sore",),
}


def worse(one: Event, choice: int) -> Event | None:
    """Return the event made worse in one of many ways, None if it cannot be."""
    ways = list(_ways(one))
    return ways[choice % len(ways)] if ways else None


def _ways(one: Event) -> Iterator[Event]:
    match one:
        case Morning():
            yield from (replace(one, answer=worse) for worse in WORSE_MORNING.get(one.answer, ()))
        case Walking() if one.score is not None:
            yield from (replace(one, score=score) for score in (3, 7, None) if score != one.score)
        case Report():
            yield from _worse_reports(one)


def _worse_reports(one: Report) -> Iterator[Report]:
    if one.felt in PLAIN and one.outcome == "done" and one.score is None and not one.fault:
        yield from (_instead(one, words) for words in WORDS)
    if one.fault is None and not is_left_out(one):
        yield replace(one, fault="knee", lowest=max(0, one.lowest - 1))
    if one.felt in {"stiff", "ache"}:
        yield replace(one, felt="pinch", pinched=(one.lowest,))
    if one.felt in {"stiff", "ache", "pinch"} and one.where:
        yield replace(one, felt="sharp", outcome="stopped")
    if one.felt == "pinch":
        yield replace(one, strong=True)
        yield replace(one, pinched=(*one.pinched, max(0, one.lowest - 1)))
    if one.score is not None and one.score < 10:
        yield replace(one, score=one.score + 1)
        yield replace(one, score=10)


def _instead(one: Report, words: dict[str, object]) -> Report:
    """Return what could have been told instead, at the same rung or lower."""
    same = {name: getattr(one, name) for name in ("moment", "short", "minute", "easier")}
    told = report(
        one.at, one.practice, one.drill, one.side, one.planned, CALM | {"felt": None} | same | words
    )
    return replace(told, lowest=min(told.lowest, one.lowest))


@given(walk=walks, where=st.integers(0, 400), choice=st.integers(0, 1000))
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
def test_one_worse_report_never_raises_a_level(walk: Walk, where: int, choice: int) -> None:
    never_raises(walk, where, choice)


def never_raises(walk: Walk, where: int, choice: int) -> None:
    """Check a history against the same one with one event made worse, practice by practice."""
    told = [told for told, _ in lived(walk, UNTRENDED)]
    index, part = _find(told, where)
    bad = worse(told[index][part], choice) if told else None
    if bad is None or _is_out_before_a_bad_morning(bad, told[index + 1 :]):
        return
    better, poorer = State(), State()
    for number, one in enumerate(told):
        other = (*one[:part], bad, *one[part + 1 :]) if number == index else one
        tell(better, one, UNTRENDED)
        tell(poorer, other, UNTRENDED)
        if number < index:
            continue
        for name, drill in LIBRARY.drills.items():
            low = level_on(poorer, drill, RULES, one[0].day)
            assert low <= level_on(better, drill, RULES, one[0].day), (name, one, bad)


def _find(told: list[Told], where: int) -> tuple[int, int]:
    """Return the place of one event: in which practice, and which of its reports."""
    places = [(index, part) for index, one in enumerate(told) for part in range(len(one))]
    return places[where % len(places)] if places else (0, 0)


def _is_out_before_a_bad_morning(bad: Event, after: list[Told]) -> bool:
    if not isinstance(bad, Report) or not is_left_out(bad):
        return False
    return any(
        isinstance(one, Morning)
        and one.side == bad.side
        and (one.day - bad.day).days == 1
        and one.answer not in {"fine", "usual"}
        for (one, *_) in after
    )
