"""A tap counts once, for its own runner, and leaves the right reports behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection

from content.events import Report
from content.library import Library, load
from content.practice import Practice, Step, options
from content.practice.model import Said
from storage import events, practices, runners
from storage.db import Db
from storage.practices import Kept, Stale
from tests.storage.passing_time import answered

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
ADA, BOB = 1, 2


@pytest.fixture
def library() -> Library:
    return load()


@pytest.fixture
def practice(library: Library) -> Practice:
    rung = library.drills["seated_rotation"].rungs[3]
    steps = tuple(Step("seated_rotation", 3, side, rung.dose, 3) for side in ("left", "right"))
    return Practice("after", "mat", False, steps, tuple(Said(3, 3, rung.dose) for _ in steps))


@pytest.fixture
async def kept(db: Db, practice: Practice) -> Kept:
    for runner in (ADA, BOB):
        await db.transaction(runners.get_or_create, runner, runner, "x", NOW)
    return await db.transaction(practices.begin, ADA, practice, NOW, DAY)


async def told(db: Db, runner: int) -> list[Report]:
    return [
        event for event in await db.transaction(events.history, runner) if isinstance(event, Report)
    ]


async def test_a_practice_comes_back_as_it_was(db: Db, kept: Kept) -> None:
    assert await db.transaction(practices.get, ADA, kept.id) == kept
    assert await db.transaction(practices.latest_open, ADA) == kept
    await db.transaction(practices.close, ADA, kept.id)
    assert await db.transaction(practices.get, ADA, kept.id) == replace(kept, open=False)
    assert await db.transaction(practices.latest_open, ADA) is None


async def test_double_tap_moves_once(db: Db, library: Library, kept: Kept) -> None:
    first = await db.transaction(answered, library, ADA, kept.id, 0, "pinch", NOW)
    assert isinstance(first, Kept)
    again = await db.transaction(answered, library, ADA, kept.id, 0, "pinch", NOW)
    assert again == Stale(first)
    assert [report.pinched for report in await told(db, ADA)] == [(3,)]


async def test_another_runners_practice_is_nobodys(db: Db, library: Library, kept: Kept) -> None:
    forged = await db.transaction(answered, library, BOB, kept.id, 0, "done", NOW)
    assert forged == Stale(None)
    assert await db.transaction(practices.get, BOB, kept.id) is None
    await db.transaction(practices.close, BOB, kept.id)
    assert await db.transaction(practices.get, ADA, kept.id) == kept


@pytest.mark.parametrize("verb", ["score:99", "rubbish", "", "felt:nothing"])
async def test_a_verb_that_does_not_fit_changes_nothing(
    db: Db, library: Library, kept: Kept, verb: str
) -> None:
    assert await db.transaction(answered, library, ADA, kept.id, 0, verb, NOW) == Stale(kept)


async def test_reports_follow_what_is_said(db: Db, library: Library, kept: Kept) -> None:
    now, turn = NOW, 0

    async def tap(verb: str) -> list[Report]:
        nonlocal now, turn
        now += timedelta(minutes=1)
        result = await db.transaction(answered, library, ADA, kept.id, turn, verb, now)
        assert isinstance(result, Kept), verb
        turn = result.practice.turn
        return await told(db, ADA)

    done = await tap("done")
    assert [(r.side, r.outcome, r.at) for r in done] == [("left", "done", now)]
    assert await tap("back") == []
    done = await tap("done")
    both = await tap("skip")
    assert [(r.side, r.outcome) for r in both] == [("left", "done"), ("right", "skipped")]
    assert both[0].at == done[0].at, "what did not change keeps its time"


async def test_a_practice_ends_when_all_is_answered(db: Db, library: Library, kept: Kept) -> None:
    now = kept
    while now.practice.ask != "over":
        verb = options(now.practice, library)[0] if now.practice.ask != "step" else "done"
        result = await db.transaction(answered, library, ADA, kept.id, now.practice.turn, verb, NOW)
        assert isinstance(result, Kept)
        now = result
    assert not now.open
    assert await db.transaction(practices.latest_open, ADA) is None
    late = await db.transaction(answered, library, ADA, kept.id, now.practice.turn, "done", NOW)
    assert late == Stale(now)
    assert {(r.side, r.outcome, r.felt) for r in await told(db, ADA)} == {
        ("left", "done", "nothing"),
        ("right", "done", "nothing"),
    }


async def test_what_heeding_makes_of_a_step_already_told_is_kept_in_the_same_tap(
    db: Db, library: Library, kept: Kept
) -> None:
    def smallest(_: Connection, one: Kept) -> Practice:
        first, second = one.practice.said
        return replace(one.practice, said=(replace(first, rung=0, lowest=0), second))

    def tap(conn: Connection) -> Kept | Stale:
        held = practices.hold(conn, ADA, kept.id)
        return practices.answer(conn, library, held, 0, "pinch", NOW, smallest)

    after = await db.transaction(tap)
    assert isinstance(after, Kept)
    assert [(one.pinched, one.lowest) for one in await told(db, ADA)] == [((3,), 0)]
