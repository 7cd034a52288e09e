"""What lifts a flag or limit: a clinician's word, and when; a tap not meant; something over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.coach import limits_on, may_lift, unseen
from content.coach.history import replay
from content.coach.lifting import EMERGENCY
from content.events import Cleared, Event, Flagged, How, Seen
from content.flag import Flag
from tests.content.coach.stories import LIBRARY, MONDAY, Story, at_level

RED = [flag for flag in LIBRARY.flags.values() if flag.tier != "D"]
LIMITS = [flag for flag in LIBRARY.flags.values() if flag.tier == "D"]
HOWS: tuple[How, ...] = ("clinician", "calm", "mistap", "over")
# minutes since the tap · tiers that a clinician's word lifts then · whether a mis-tap does
TABLE = """
0      BCD   yes
9      BCD   yes
10     BCD   yes
11     BCD   no
119    BCD   no
120    ABCD  no
10000  ABCD  no
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_a_word_lifts_an_emergency_after_two_hours_and_a_mistap_counts_for_ten_minutes(
    row: str,
) -> None:
    minutes, tiers, mistap = row.split()
    for flag in RED:
        story = Story().flag(flag.id).later(hours=int(minutes) / 60)
        state, at = story.state, story.now
        assert may_lift(state, LIBRARY, flag.id, "clinician", at) == (flag.tier in tiers)
        assert may_lift(state, LIBRARY, flag.id, "mistap", at) == (mistap == "yes")
        assert not may_lift(state, LIBRARY, flag.id, "over", at)
        assert not may_lift(state, LIBRARY, flag.id, "calm", at)


# limit · what lifts it after ten minutes
LIFTED = """
RD1 clinician over
RD2 clinician
RD3 clinician
RD4 clinician over
RD5 over
RD6 clinician over
RD7 clinician over
RD8 clinician
RD9 clinician over
"""


@pytest.mark.parametrize("row", LIFTED.strip().splitlines())
def test_each_limit_is_lifted_by_its_own_words_only(row: str) -> None:
    limit, *ways = row.split()
    fresh = Story().limits(limit)
    assert may_lift(fresh.state, LIBRARY, limit, "mistap", fresh.now)
    story = Story().limits(limit).later(hours=1)
    assert [how for how in HOWS if may_lift(story.state, LIBRARY, limit, how, story.now)] == ways
    for how in HOWS:
        seen = "today" if how == "clinician" else None
        after = Story().limits(limit).later(hours=1).clear(limit, how, seen)
        assert (limit in after.state.limits) == (how not in ways)


def test_only_what_holds_is_lifted() -> None:
    for how in HOWS:
        assert not may_lift(Story().state, LIBRARY, "RB1", how, MONDAY)
        assert not may_lift(Story().state, LIBRARY, "RD2", how, MONDAY)
        assert not may_lift(Story().limits("RX1").state, LIBRARY, "RX1", how, MONDAY)
    assert Story().flag("RA1").clear("RA1", seen="today").plan().blocked == "flag"
    assert Story().flag("RA1").later(hours=2).clear("RA1", seen="today").plan().blocked is None


def test_a_word_from_before_it_was_asked_when_lifts_as_it_did() -> None:
    assert Story().flag("RA1").clear("RA1").plan().blocked is None
    assert Story().limits("RD2").clear("RD2").state.lifted == {"RD2"}
    assert Story().limits("RD5").clear("RD5").plan().blocked == "limit"


def test_a_mistap_leaves_every_level_and_the_days_without_trouble() -> None:
    story = at_level("heel_raises", 3)
    assert story.flag("RB1").later(hours=0.1).clear("RB1", "mistap").level("heel_raises") == 3
    story = Story().flag("RC5").later(days=3).walking(0).later(days=1).walking(0)
    before = story.state
    assert len(before.blocks["RC5"].calm) == 2
    assert story.flag("RC5").flag("RC5").clear("RC5", "mistap").state == before
    assert story.later(days=1).flag("RC5").walking(7).clear("RC5", "mistap").state.blocks[
        "RC5"
    ] == replace(before.blocks["RC5"], calm=frozenset())


def test_a_mistap_takes_back_every_tap_of_the_last_minutes_but_no_earlier_one() -> None:
    story = Story().flag("RB1").later(hours=0.15).flag("RB1").clear("RB1", "mistap")
    assert not story.state.blocks
    story = Story().flag("RB1").later(days=1).flag("RB1").later(hours=0.1).flag("RB1")
    story.clear("RB1", "mistap")
    assert story.state.blocks["RB1"].day == MONDAY.date()
    assert "RB1" in story.clear("RB1", "mistap").state.blocks


def test_a_limit_told_again_after_a_word_holds_again() -> None:
    story = Story().limits("RD2").clear("RD2", seen="today")
    assert story.plan().blocked is None
    assert story.limits("RD2").plan().blocked == "limit"


def test_a_month_put_right_later_is_no_new_tap() -> None:
    story = Story().limits("RD1").later(days=1).limits("RD1")
    assert not may_lift(story.state, LIBRARY, "RD1", "mistap", story.now)
    story.limits("RD1", "RD2")
    assert may_lift(story.state, LIBRARY, "RD2", "mistap", story.now)


def pinched_often() -> Story:
    """Return a story of a front pinch that came back until it was referred."""
    story = at_level("heel_raises", 3).later(days=3)
    for _ in range(3):
        story.session("seated_rotation", right={"felt": "pinch", "where": "front", "score": 1})
        story.later(days=2)
    assert story.state.blocks["front"].tier == "C"
    return story.later(days=1)


def test_a_front_pinch_that_was_seen_brings_down_its_own_family_only() -> None:
    story = pinched_often().clear("front", seen="today")
    assert story.level("heel_raises") == 3
    assert story.level("knee_to_wall_rock") == 1
    assert pinched_often().clear("front").level("heel_raises") == 1


def test_the_most_urgent_flag_of_an_earlier_day_is_the_one_to_ask_about() -> None:
    story = Story().flag("RB5").flag("RC1").flag("RA2").flag("RB1")
    today, tomorrow = MONDAY.date(), MONDAY.date() + timedelta(days=1)
    assert unseen(story.state, today) is None
    found = unseen(story.state, tomorrow)
    assert found is not None
    assert found.key == "RA2"
    story.later(days=1).clear("RA2", seen="today").clear("RB1", seen="today")
    story.clear("RB5", seen="today")
    assert unseen(story.state, tomorrow) is None


moments = st.integers(0, 3 * 24 * 60)
taps = st.tuples(moments, st.sampled_from([flag.id for flag in RED]))
words = st.tuples(
    moments,
    st.sampled_from([flag.id for flag in RED]),
    st.sampled_from(HOWS),
)


def told(taps: list[tuple[int, str]], words: list[tuple[int, str, How]]) -> list[Event]:
    """Return a history of flags tapped and words told, by the minute."""
    events: list[tuple[int, Event]] = []
    for minute, key in taps:
        at = MONDAY + timedelta(minutes=minute)
        events.append((minute, Flagged(at, at.date(), key)))
    for minute, key, how in words:
        at = MONDAY + timedelta(minutes=minute)
        seen: Seen | None = "today" if how == "clinician" else None
        events.append((minute, Cleared(at, at.date(), key, how, seen)))
    return [event for _, event in sorted(events, key=lambda pair: pair[0])]


@given(st.lists(taps, max_size=6), st.lists(words, max_size=6))
def test_no_flag_goes_but_by_its_own_words(
    taps: list[tuple[int, str]], words: list[tuple[int, str, How]]
) -> None:
    events = told(taps, words)
    held: dict[str, list[Flagged]] = {}
    for number, event in enumerate(events):
        if isinstance(event, Flagged):
            held.setdefault(event.flag, []).append(event)
        elif isinstance(event, Cleared) and (open_ := held.get(event.flag)):
            emergency = event.flag.startswith("RA")
            if event.how == "mistap":
                kept = [one for one in open_ if event.at - one.at > timedelta(minutes=10)]
                fresh = event.at - open_[-1].at <= timedelta(minutes=10)
                held[event.flag] = _before(open_) if fresh else kept
            elif event.how == "clinician" and (
                not emergency or event.at - open_[-1].at >= EMERGENCY
            ):
                held[event.flag] = []
        state = replay(LIBRARY, events[: number + 1])
        assert state.blocks.keys() == {key for key, open_ in held.items() if open_}


def _before(taps: list[Flagged]) -> list[Flagged]:
    """Return the taps that stand before the last run of taps within minutes of each other."""
    while len(taps) > 1 and taps[-1].at - taps[-2].at <= timedelta(minutes=10):
        taps = taps[:-1]
    return taps[:-1]


@given(st.lists(taps, max_size=4), st.lists(words, max_size=4), taps, st.integers(0, 10))
def test_a_tap_taken_back_in_time_was_never_made(
    earlier: list[tuple[int, str]],
    words: list[tuple[int, str, How]],
    tap: tuple[int, str],
    after: int,
) -> None:
    before = told(earlier, words)
    minute, key = 3 * 24 * 60 + 11 + tap[0], tap[1]
    at = MONDAY + timedelta(minutes=minute)
    back = at + timedelta(minutes=after)
    mistaken: list[Event] = [Flagged(at, at.date(), key), Cleared(back, back.date(), key, "mistap")]
    after_it, without = (replay(LIBRARY, events) for events in ([*before, *mistaken], before))
    for state in (after_it, without):  # what a still earlier tap took the place of matters no more
        state.blocks = {key: replace(one, before=None) for key, one in state.blocks.items()}
    assert after_it == without


@given(st.sampled_from(LIMITS), st.integers(0, 2000))
def test_what_has_no_end_of_its_own_holds_on(flag: Flag, days: int) -> None:
    held = limits_on(Story().limits(flag.id).state, LIBRARY, MONDAY.date() + timedelta(days=days))
    assert held == (flag,) or flag.clear == "months"
