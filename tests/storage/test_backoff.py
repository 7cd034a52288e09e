"""What nobody answers is counted, and so is what is said about it: less and less, then goodbye."""

from collections import Counter
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.recurrence import Rhythm
from scheduler.reminders import Quiet
from scheduler.wall_clock import local
from storage import activity, runners
from storage.db import Db
from storage.reminders import followups, outbox, planner
from storage.runners import Runner
from tests.scheduler.strategies import WALLS, rhythms
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, look, next_look, play, set_up
from tests.storage.runner_life import SECOND, START, nobody

DAY = timedelta(days=1)
DAILY = Rhythm.weekly(dict.fromkeys(range(7), time(6, 45)))
DUE = TUESDAY - LEAD


async def ada(db: Db) -> Runner:
    kept = await db.transaction(runners.get, ADA)
    assert kept is not None
    return kept


async def test_what_has_no_tap_by_its_deadline_was_ignored(db: Db) -> None:
    await set_up(db)
    (card,) = await look(db, DUE)
    await look(db, card.deadline - SECOND)
    assert (await ada(db)).ignored == 0
    await look(db, card.deadline)
    assert (await ada(db)).ignored == 1
    await look(db, card.deadline + SECOND)
    assert (await ada(db)).ignored == 1, "counted once"


async def test_one_whose_arrival_is_unknown_was_not_ignored(db: Db) -> None:
    await set_up(db)
    (card,) = await look(db, DUE, message=None)
    await look(db, card.deadline)
    assert (await ada(db)).ignored == 0


async def test_a_question_about_the_morning_or_the_week_is_never_ignored(db: Db) -> None:
    await set_up(db, plan=Rhythm.weekly({1: time(5)}), summary=True)
    said = await play(db, NOW, NOW + 7 * DAY, answering=False)
    assert "week" in {due.kind for due in said}
    assert (await ada(db)).ignored == len([due for due in said if due.kind != "week"])


async def test_whoever_never_answers_hears_less_and_less_and_then_goodbye(db: Db) -> None:
    await set_up(db, plan=DAILY)
    said = await play(db, NOW, NOW + 200 * DAY, answering=False)
    told = Counter(due.say for due in said)
    assert (told["offer"], told["goodbye"]) == (1, 1)
    # The third was ignored in the middle of a session, whose last card still comes.
    assert [(due.kind, due.say) for due in said[:5]] == [
        ("pre", "card"),
        ("post", "card"),
        ("pre", "card"),
        ("post", "card"),
        ("pre", "offer"),
    ]
    assert said[-1].say == "goodbye"
    last = said[-1]
    assert last.due >= NOW + 60 * DAY
    assert local(last.due, last.zone).time() == time(6, 25), "at a usual time, not in the night"
    first = local(NOW, "Europe/Berlin").date()
    days = [(local(due.due, due.zone).date() - first).days for due in said if due.kind == "pre"]
    assert days == [0, 1, 2, 4, 11, 18, 25, 39, 53, 61]
    assert (await ada(db)).gone
    assert await play(db, NOW + 200 * DAY, NOW + 300 * DAY, answering=False) == []


async def test_any_tap_brings_the_plan_back_the_next_day(db: Db) -> None:
    for silent in (5, 20, 45, 150):
        await db.transaction(runners.delete, ADA)
        await set_up(db, plan=DAILY)
        await play(db, NOW, NOW + silent * DAY, answering=False)
        back = NOW + silent * DAY
        await db.transaction(activity.came, ADA, back)
        said = await play(db, back, back + 3 * DAY)
        assert [due.kind for due in said[:4]] == ["pre", "post"] * 2
        assert said[0].due - back < DAY
        assert {due.say for due in said} == {"card"}


async def test_a_session_left_out_is_left_out_whole(db: Db) -> None:
    await set_up(db, plan=DAILY, ignored=3, offered=True, reminded=NOW)
    said = await play(db, NOW, NOW + 2 * DAY - timedelta(hours=1), answering=False)
    assert [due.kind for due in said] == ["pre", "post"]
    assert said[0].say == "rare"
    assert (await ada(db)).left_out == 0, "the next may be left out again"


async def test_a_pause_is_no_silence(db: Db) -> None:
    await set_up(db, paused_until=NOW + 70 * DAY, last_seen=NOW)
    assert {due.say for due in await play(db, NOW, NOW + 75 * DAY)} == {"card"}


def lived(taps: frozenset[int], **habits: Any) -> list[datetime]:
    """Return when the sessions were announced of 120 days, on some of which the runner came by."""
    said: list[datetime] = []
    spoken_of: set[int] = set()
    with nobody() as conn:
        runners.get_or_create(conn, ADA, ADA, "Ada", START)
        runners.change(conn, ADA, zone="Europe/Berlin", follow_up=False, **habits)
        planner.reconcile(conn, ADA, START)
        now, seen = START, 0
        while now < START + 120 * DAY:
            now = min(next_look(conn) or now + DAY, START + (seen + 1) * DAY)
            if now == START + (seen + 1) * DAY:
                seen += 1
                if seen in taps:
                    activity.came(conn, ADA, now)
            for due in outbox.claim(conn, now).due:
                assert not Quiet().holds(now, due.zone)
                outbox.mark_sent(conn, [(due, 1)], now)
                if due.say != "goodbye" and due.run not in spoken_of:
                    said.append(now)
                if due.run is not None:
                    spoken_of.add(due.run)
            followups.tend(conn, now)
    return said


def compared(habits: dict[str, Any], taps: frozenset[int], fewer: frozenset[int]) -> None:
    """Check that of two runners the one who comes by less often hears of fewer sessions."""
    often, seldom = lived(taps, **habits), lived(taps - fewer, **habits)
    assert len(seldom) <= len(often)
    assert all(a <= b for a, b in zip(often, seldom, strict=False)), "not even for a while"


_DAYS = st.frozensets(st.integers(1, 120), max_size=20)
_TIMES = st.none() | WALLS
_HABITS = st.fixed_dictionaries({"plan": rhythms(), "rest_drill": _TIMES, "desk_break": _TIMES})


@settings(max_examples=6, deadline=None)
@given(_HABITS, _DAYS, _DAYS)
def test_the_more_silent_of_two_is_never_reminded_more(
    habits: dict[str, Any], taps: frozenset[int], fewer: frozenset[int]
) -> None:
    compared(habits, taps, fewer)


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(_HABITS, _DAYS, _DAYS)
def test_the_more_silent_of_many_is_never_reminded_more(
    habits: dict[str, Any], taps: frozenset[int], fewer: frozenset[int]
) -> None:
    compared(habits, taps, fewer)


@pytest.mark.usefixtures("ada")
async def test_a_runner_who_blocked_the_bot_and_writes_again_is_reminded_again(db: Db) -> None:
    await db.transaction(runners.away, ADA)
    await play(db, NOW, NOW + timedelta(days=9))
    back = await db.transaction(activity.came, ADA, NOW + timedelta(days=9))
    assert back is not None
    assert not back.away
    said = await play(db, NOW + timedelta(days=9), NOW + timedelta(days=11))
    assert [due.kind for due in said] == ["pre", "post"]


async def test_of_two_reminders_at_once_a_silent_runner_hears_one(db: Db) -> None:
    await set_up(db, plan=Rhythm(), rest_drill=time(18, 15), desk_break=time(18, 15))
    said = await play(db, NOW, NOW + 90 * DAY, answering=False)
    lower = said[[due.say for due in said].index("offer") :]
    assert max(Counter(due.due for due in lower).values()) == 1
    assert Counter(due.say for due in lower)["offer"] == 1
