"""A crowded minute: what does not fit into it comes a little earlier, and never in the night."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import Connection, insert

from scheduler.reminders import Nudge, Quiet
from storage import runners
from storage import tables as rows
from storage.db import Db
from storage.reminders import load_leveling, outbox
from storage.reminders.due import DueReminder
from storage.reminders.load_leveling import FITS, SPREAD, spread
from tests.storage.passing_time import ADA, LEAD, NOW, TUESDAY, set_up

DUE = TUESDAY - LEAD
MINUTE = timedelta(minutes=1)
ZONE = "Europe/Berlin"
PRE = Nudge("pre", DUE, TUESDAY - MINUTE)


def fill(conn: Connection, minute: datetime, count: int) -> None:
    """Let so many reminders be due in one minute, at every second of it."""
    waiting = {"state": "waiting", "snoozes": 0, "times_sent": 0, "sending": False}
    runners.get_or_create(conn, 9, 9, "Bob", NOW)
    new = [
        {"runner": 9, "kind": "rest", "slot": f"{minute:%H:%M} {n}", **waiting}
        | dict.fromkeys(("due", "claimable_at"), minute + timedelta(seconds=n % 60))
        | {"deadline": minute + timedelta(hours=1)}
        for n in range(count)
    ]
    conn.execute(insert(rows.nudges), new)


def fill_all(conn: Connection, minutes: int, but_one: int = 0) -> None:
    for sooner in range(minutes):
        fill(conn, DUE - sooner * MINUTE, FITS - (sooner == but_one - 1))


async def test_1500_fit_into_a_minute_and_the_next_comes_one_earlier(db: Db) -> None:
    await db.transaction(fill, DUE, FITS - 1)
    await set_up(db, 1)
    await set_up(db, 2)
    claimed = [due.runner for due in (await db.transaction(outbox.claim, DUE - MINUTE)).due]
    assert claimed == [2], "the first filled the minute"


async def test_each_full_minute_is_passed_until_one_has_room(db: Db) -> None:
    await db.transaction(fill_all, 4)
    assert (await db.transaction(spread, PRE, ZONE, Quiet(), NOW)).due == DUE - 4 * MINUTE


async def test_where_all_are_full_it_keeps_its_own(db: Db) -> None:
    await db.transaction(fill_all, SPREAD + 1)
    assert await db.transaction(spread, PRE, ZONE, Quiet(), NOW) == PRE


@pytest.mark.parametrize(
    ("quiet", "due"),
    [
        (Quiet(time(22), time(6, 25)), DUE),
        (Quiet(time(22), time(6, 25), early=True), DUE),
        (Quiet(time(22), time(6, 24)), DUE - MINUTE),
        (Quiet(time(22), time(8), early=True), DUE - 2 * MINUTE),
    ],
)
async def test_it_never_moves_into_the_quiet_hours(db: Db, quiet: Quiet, due: datetime) -> None:
    full = 1 if due == DUE - MINUTE else 2
    await db.transaction(fill_all, full)
    assert (await db.transaction(spread, PRE, ZONE, quiet, NOW)).due == due


async def test_it_never_moves_into_the_past(db: Db) -> None:
    await db.transaction(fill_all, 3)
    assert (await db.transaction(spread, PRE, ZONE, Quiet(), DUE - 3 * MINUTE)).due == DUE
    late = DUE - 3 * MINUTE - timedelta(seconds=1)
    assert (await db.transaction(spread, PRE, ZONE, Quiet(), late)).due == DUE - 3 * MINUTE


async def test_its_second_of_the_minute_is_kept(db: Db) -> None:
    odd = Nudge("pre", DUE + timedelta(seconds=17), PRE.deadline)
    await db.transaction(fill, DUE, FITS)
    moved = await db.transaction(spread, odd, ZONE, Quiet(), NOW)
    assert moved.due == odd.due - MINUTE


async def test_a_card_after_a_run_stays_where_the_run_ends(db: Db) -> None:
    await db.transaction(fill, TUESDAY + timedelta(minutes=40), FITS)
    await set_up(db)
    after = [due for due in await db.transaction(ending, ADA) if due.kind == "post"]
    assert [due.due for due in after] == [TUESDAY + timedelta(minutes=40)]


def ending(conn: Connection, runner: int) -> list[DueReminder]:
    found = outbox.claim(conn, TUESDAY + timedelta(minutes=40), 5000).due
    return [due for due in found if due.runner == runner]


def test_a_minute_holds_less_than_telegram_lets_out() -> None:
    assert FITS < 30 * 60, "30 messages a second"
    assert load_leveling.SPREAD * MINUTE < LEAD, "a reminder stays close to its time"
