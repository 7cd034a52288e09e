"""The ladder of silence: its rungs, what is said on each, and that silence is never answered."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.backoff import Rung, Silence, rung, say

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
RUNGS: list[Rung] = ["every", "half", "weekly", "fortnightly", "goodbye"]


def silent(days: float, ignored: int = 0, **more: object) -> Silence:
    return Silence(ignored, NOW - days * DAY, **more)  # type: ignore[arg-type]


# As docs/coaching/reminders.md#the-ladder-of-silence has it: 3 ignored in a row are half as many,
# 5 weekly; 30 days silent are fortnightly, 60 one goodbye.
@pytest.mark.parametrize(
    ("ignored", "found"),
    [
        (0, ["every", "every", "every", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
        (2, ["every", "every", "every", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
        (3, ["half", "half", "half", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
        (4, ["half", "half", "half", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
        (5, ["weekly", "weekly", "weekly", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
        (99, ["weekly", "weekly", "weekly", "fortnightly", "fortnightly", "goodbye", "goodbye"]),
    ],
)
def test_the_rungs_are_those_of_the_coach(ignored: int, found: list[Rung]) -> None:
    days = (0, 7, 29.99, 30, 59.99, 60, 400)
    assert [rung(silent(each, ignored), NOW) for each in days] == found


@pytest.mark.parametrize(
    ("silence", "said"),
    [
        (silent(1), "card"),
        (silent(1, 2), "card"),
        (silent(1, 3), "offer"),
        (silent(1, 3, offered=True), "rare"),
        (silent(1, 3, offered=True, reminded=NOW - DAY), "nothing"),
        (silent(1, 3, offered=True, reminded=NOW - DAY, left_out=1), "rare"),
        (silent(9, 5, offered=True, reminded=NOW - 6 * DAY, left_out=4), "nothing"),
        (silent(9, 5, offered=True, reminded=NOW - 7 * DAY, left_out=4), "rare"),
        (silent(9, 5, offered=True, reminded=NOW - 7 * DAY), "nothing"),
        (silent(31, 9, offered=True, reminded=NOW - 13 * DAY, left_out=4), "nothing"),
        (silent(31, 9, offered=True, reminded=NOW - 14 * DAY, left_out=4), "rare"),
        (silent(31), "rare"),
        (silent(31, reminded=NOW - 20 * DAY, left_out=1), "rare"),
        (silent(60, 9, offered=True, reminded=NOW - DAY), "goodbye"),
    ],
)
def test_what_is_said_in_a_sessions_place(silence: Silence, said: str) -> None:
    assert say(silence, NOW) == said


@given(st.integers(0, 9), st.integers(0, 9), st.floats(0, 90), st.floats(0, 90), st.booleans())
def test_more_silence_is_never_a_higher_rung(
    ignored: int, more: int, days: float, longer: float, offered: bool
) -> None:
    one = silent(days, ignored, offered=offered)
    other = silent(days + longer, ignored + more, offered=offered)
    assert RUNGS.index(rung(one, NOW)) <= RUNGS.index(rung(other, NOW))


def announced(gaps: list[float], taps: set[int]) -> list[bool]:
    """Return which sessions so many days apart bring a reminder, `taps` being those answered."""
    silence, told = Silence(0, NOW), []
    for number, now in enumerate(NOW + days * DAY for days in accumulate(gaps)):
        what = say(silence, now)
        told.append(what not in {"nothing", "goodbye"})
        if what == "goodbye":
            return told + [False] * (len(gaps) - len(told))
        ignored = silence.ignored + (what != "nothing")
        if number in taps:
            silence = Silence(0, now)
        elif what == "nothing":
            silence = Silence(ignored, silence.seen, silence.reminded, silence.left_out + 1, True)
        elif what == "card":
            silence = Silence(ignored, silence.seen)
        else:
            offered = silence.offered or what == "offer"
            silence = Silence(ignored, silence.seen, now, 0, offered)
    return told


_HOURS = st.sampled_from([6, 12, 18])
_WEEKS = st.sets(st.tuples(st.integers(0, 6), _HOURS), min_size=1, max_size=14)
_ALTERNATE = st.sets(st.tuples(st.just(0), _HOURS), min_size=1)


@settings(max_examples=300, deadline=None)
@given(
    st.tuples(st.just(7), _WEEKS) | st.tuples(st.just(2), _ALTERNATE),
    st.sets(st.integers(0, 99)),
    st.sets(st.integers(0, 99)),
)
def test_more_silence_never_brings_more_reminders(
    plan: tuple[int, set[tuple[int, int]]], taps: set[int], fewer: set[int]
) -> None:
    cycle, starts = plan
    hours = sorted(24 * (day + n) + hour for n in range(0, 120, cycle) for day, hour in starts)
    gaps = [(b - a) / 24 for a, b in pairwise([0, *hours])]
    often = accumulate(announced(gaps, taps))
    seldom = accumulate(announced(gaps, taps - fewer))
    assert all(a >= b for a, b in zip(often, seldom, strict=True))


def test_whoever_never_answers_daily_sessions_hears_less_and_less_and_then_goodbye() -> None:
    told = announced([1.0] * 100, set())
    days = [day for day, said in enumerate(told, 1) if said]
    assert days == [1, 2, 3, 4, 6, 13, 20, 27, 41, 55]
