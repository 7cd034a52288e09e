"""Links are opened once an hour, read by one process at a time, and change only what is theirs."""

from datetime import datetime, timedelta

import pytest

from scheduler.calendars import PlannedRun
from storage import following, imports, links, retention, runners, runs
from storage.db import Db
from storage.following import Changes, Moved
from storage.links import Link
from tests.storage.passing_time import ADA, NOW, THURSDAY

pytestmark = pytest.mark.usefixtures("ada")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADDRESS = "https://plans.example/plan-of-ada.ics"
FRIDAY = THURSDAY + DAY


def entry(uid: str, start: datetime, minutes: int = 50, *, cancelled: bool = False) -> PlannedRun:
    return PlannedRun(uid, start, minutes, "Easy run", cancelled)


async def given(db: Db, address: str = ADDRESS) -> Link:
    number = await db.transaction(links.give, ADA, address, NOW)
    link = await db.transaction(links.get, ADA, number)
    assert link is not None
    return link


async def brought(
    db: Db, seen: tuple[PlannedRun, ...], found: tuple[PlannedRun, ...], now: datetime = NOW
) -> Changes:
    """Import a reading, and bring the cards to another one."""
    await db.transaction(imports.keep, ADA, seen, NOW)
    await db.transaction(imports.apply, ADA, NOW)
    who = await db.transaction(runners.get, ADA)
    assert who is not None
    return await db.transaction(following.bring, who, seen, NOW, found, now)


async def cards(db: Db) -> dict[str | None, datetime]:
    return {run.uid: run.start for run in await db.transaction(runs.upcoming, ADA, NOW) if run.uid}


async def test_a_link_is_kept_once_and_told_by_no_repr(db: Db) -> None:
    link = await given(db)
    assert (await given(db)).id == link.id
    assert "plan-of-ada" not in repr(link)
    assert await db.transaction(links.get, ADA + 1, link.id) is None


async def test_a_link_is_opened_once_an_hour_and_six_in_one(db: Db) -> None:
    link = await given(db)
    assert await db.transaction(links.may_open, link, NOW)
    link = await given(db)
    assert not await db.transaction(links.may_open, link, NOW + HOUR - timedelta(seconds=1))
    assert await db.transaction(links.may_open, link, NOW + HOUR)
    others = [await given(db, f"{ADDRESS}?{number}") for number in range(6)]
    opened = [await db.transaction(links.may_open, one, NOW + HOUR) for one in others]
    assert opened == [True] * 5 + [False]


async def test_a_link_that_is_due_is_claimed_by_one_until_its_lease_is_over(db: Db) -> None:
    link = await given(db)
    assert await db.transaction(links.claim, NOW + DAY) is None
    assert await db.transaction(links.follow, link, (), NOW)
    due = links.next_reading(link.digest, NOW)
    assert NOW + HOUR <= due <= NOW + DAY + HOUR
    assert await db.transaction(links.claim, due - timedelta(seconds=1)) is None
    claimed = await db.transaction(links.claim, due)
    assert claimed is not None
    assert await db.transaction(links.claim, due) is None
    await db.transaction(links.read, claimed, due, seen=())
    assert await db.transaction(links.claim, due) is None
    assert await db.transaction(links.claim, due + DAY + HOUR) is not None


async def test_news_are_claimed_again_until_they_are_told(db: Db) -> None:
    link = await given(db)
    await db.transaction(links.follow, link, (), NOW)
    await db.transaction(links.read, link, NOW, seen=(), news="It changed.")
    claimed = await db.transaction(links.claim, NOW)
    assert claimed is not None
    assert claimed.news == "It changed."
    await db.transaction(links.told, claimed, NOW)
    assert await db.transaction(links.claim, NOW) is None


async def test_what_is_stopped_while_it_is_read_stays_stopped(db: Db) -> None:
    link = await given(db)
    await db.transaction(links.follow, link, (), NOW)
    assert not await db.transaction(links.stop, ADA + 1, link.id)
    assert await db.transaction(links.stop, ADA, link.id)
    await db.transaction(links.read, link, NOW, seen=(), news="It changed.")
    assert await db.transaction(links.followed, ADA) == ()
    assert await db.transaction(links.claim, NOW + DAY) is None


async def test_a_link_that_fails_is_tried_later_and_later(db: Db) -> None:
    await db.transaction(links.follow, await given(db), (), NOW)
    pauses = []
    for _ in range(7):
        (link,) = await db.transaction(links.followed, ADA)
        await db.transaction(links.failed, link, NOW, None)
        (link,) = await db.transaction(links.followed, ADA)
        assert link.next_at is not None
        pauses.append((link.next_at - NOW) / HOUR)
    assert pauses == [6, 24, 48, 96, 168, 168, 168]


async def test_three_links_are_followed_at_most(db: Db) -> None:
    several = [await given(db, f"{ADDRESS}?{number}") for number in range(4)]
    done = [await db.transaction(links.follow, one, (), NOW) for one in several]
    assert done == [True, True, True, False]
    assert await db.transaction(links.follow, several[0], (), NOW)


async def test_a_link_that_is_not_followed_goes_after_a_week(db: Db) -> None:
    kept, gone = await given(db), await given(db, f"{ADDRESS}?2")
    await db.transaction(links.follow, kept, (), NOW)
    await db.transaction(retention.prune, NOW + 8 * DAY)
    assert await db.transaction(links.get, ADA, kept.id) is not None
    assert await db.transaction(links.get, ADA, gone.id) is None


def test_readings_are_spread_over_the_day() -> None:
    hours = {links.next_reading(f"{n * 7919 * 65536 % 2**32:08x}", NOW).hour for n in range(300)}
    assert len(hours) == 24


async def test_what_a_calendar_moves_adds_and_takes_away_follows(db: Db) -> None:
    seen = (entry("a", FRIDAY), entry("b", FRIDAY + DAY), entry("c", FRIDAY + 2 * DAY))
    found = (entry("a", FRIDAY + HOUR), entry("c", FRIDAY + 2 * DAY), entry("d", FRIDAY + 3 * DAY))
    assert await brought(db, seen, found) == Changes(
        moved=(Moved(FRIDAY, FRIDAY + HOUR),),
        added=(FRIDAY + 3 * DAY,),
        removed=(FRIDAY + DAY,),
    )
    assert await cards(db) == {one.uid: one.start for one in found}


async def test_a_length_and_a_cancellation_follow_too(db: Db) -> None:
    seen = (entry("a", FRIDAY), entry("b", FRIDAY + DAY))
    found = (entry("a", FRIDAY, 70), entry("b", FRIDAY + DAY, cancelled=True))
    assert await brought(db, seen, found) == Changes(removed=(FRIDAY + DAY,), changed=1)
    assert await cards(db) == {"a": FRIDAY}


async def test_nothing_follows_where_nothing_changed(db: Db) -> None:
    seen = (entry("a", FRIDAY), entry("b", FRIDAY + DAY))
    assert not await brought(db, seen, seen)
    assert not await brought(db, seen, (seen[1],), FRIDAY + HOUR)


async def test_a_run_the_runner_moved_or_called_off_is_theirs(db: Db) -> None:
    seen = (entry("a", FRIDAY), entry("b", FRIDAY + DAY))
    await brought(db, seen, seen)
    first, second = [run for run in await db.transaction(runs.upcoming, ADA, NOW) if run.uid]
    await db.transaction(runs.move, ADA, first.id, FRIDAY + 3 * HOUR, NOW)
    await db.transaction(runs.cancel, ADA, second.id, NOW)
    who = await db.transaction(runners.get, ADA)
    assert who is not None
    for found in ((entry("a", FRIDAY + HOUR), entry("b", FRIDAY + DAY + HOUR)), ()):
        assert not await db.transaction(following.bring, who, seen, NOW, found, NOW)
        assert await cards(db) == {"a": FRIDAY + 3 * HOUR}


async def test_entries_that_are_only_named_anew_are_the_same_runs(db: Db) -> None:
    seen = (entry("a", FRIDAY), entry("b", FRIDAY + DAY))
    found = (entry("x", FRIDAY), entry("y", FRIDAY + DAY, 80))
    assert await brought(db, seen, found) == Changes(changed=1)
    assert await cards(db) == {"x": FRIDAY, "y": FRIDAY + DAY}


async def test_what_comes_into_sight_far_away_is_added_in_silence(db: Db) -> None:
    far = NOW + following.SIGHT + HOUR
    assert not await brought(db, (), (entry("z", far),))
    assert "z" in await cards(db)
