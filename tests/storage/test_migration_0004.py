"""The fourth schema keeps every old word and its meaning, and on the way back no flag is lost."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, select, text

from content import coach
from content.events import Cleared, Event, Flagged, Limits, Measured, Morning, Numbness
from content.library import load
from content.practice import start, to_json
from storage import events as event_store
from storage import practices, runners, tables
from storage.db import Db
from storage.reminders import seen_questions
from tests.fixtures.old.reading import database
from tests.storage.older import Rows, fill, rows
from tests.storage.passing_time import ADA, NOW, set_up

LIBRARY = load()
DAY = NOW.date()
LATER = date(2026, 12, 9)
# Who held what in the old database (tests/fixtures/old/README.md).
BLOCKS = {"Hal": ["RB1"], "Ida": ["RA1"]}
HELD = {
    "Pia": ["RD1"], "Cleo": ["RD2"], "Dan": ["RD3"], "Eva": ["RD4"], "Finn": ["RD5"],
    "Gia": ["RD6"], "Rex": ["RD3"],
}  # fmt: skip


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own: the schema is what is tested."""
    return changing


@pytest.fixture
async def old(db: Db, tmp_path: Path) -> Rows:
    """Return the rows of a database as the third schema had it."""
    path = tmp_path / "old.db"
    database(path)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as conn:
        kept = rows(conn)
    engine.dispose()
    await db.migrate("0003")
    await db.transaction(lambda conn: conn.execute(text("DELETE FROM facts")).rowcount)
    await db.transaction(fill, kept)
    return kept


async def states(db: Db) -> Iterator[tuple[str, coach.State]]:
    """Return what everybody's history comes to, by name."""
    names = select(tables.runners.c.id, tables.runners.c.name)
    found = []
    for number, name in await db.transaction(lambda conn: conn.execute(names).all()):
        found.append(
            (name, coach.replay(LIBRARY, await db.transaction(event_store.history, number)))
        )
    return iter(found)


async def held(db: Db, day: date) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return everybody's flags and limits in force on a day, by name."""
    blocks, limits = {}, {}
    for name, state in await states(db):
        if state.blocks:
            blocks[name] = sorted(state.blocks)
        if on := [one.id for one in coach.limits_on(state, LIBRARY, day)]:
            limits[name] = on
    return blocks, limits


async def test_every_row_is_kept_on_the_way_up_and_means_what_it_did(db: Db, old: Rows) -> None:
    await db.migrate("0004")
    assert await db.transaction(rows) == old
    assert await held(db, LATER) == (BLOCKS, HELD)
    for row in old["practices"]:
        assert await db.transaction(practices.get, row["runner"], row["id"]) is not None


async def test_what_nobody_told_anew_is_the_same_on_the_way_back(db: Db, old: Rows) -> None:
    await db.migrate("0004")
    await db.migrate("0003")
    assert await db.transaction(rows) == old
    await db.migrate("0004")
    assert await held(db, LATER) == (BLOCKS, HELD)


def at(minutes: float = 0) -> datetime:
    """Return a time of the new history."""
    return NOW + timedelta(minutes=minutes)


async def tell(db: Db, *events: Event) -> None:
    """Tell events of one runner."""
    for event in events:
        await db.transaction(event_store.add, ADA, event)


async def told(db: Db) -> list[tuple[str, dict[str, Any]]]:
    """Return the kind and body of everything that is kept of one runner."""
    kept = (await db.transaction(rows))["events"]
    bodies = [(row["kind"], event_store.event_of(row["kind"], row["body"])) for row in kept]
    return [(kind, {n: getattr(one, n) for n in one.__slots__}) for kind, one in bodies]


async def test_newer_words_are_put_in_older_ones(db: Db) -> None:
    await set_up(db)
    await tell(
        db,
        Numbness(at(), DAY, gone=True),
        Morning(at(1), DAY, "left", "fine"),
        Measured(at(2), DAY, "left", 9.5, None, (9, 9.5, 10)),
    )
    await db.migrate("0003")
    (morning, measured) = (await db.transaction(rows))["events"]
    assert '"answer": "usual"' in morning["body"]
    assert "tries" not in measured["body"]
    assert '"centimetres": 9.5' in measured["body"]


async def test_a_flag_lifted_stays_lifted_one_open_stays_open_and_a_mistap_was_never_told(
    db: Db,
) -> None:
    await set_up(db)
    await tell(
        db,
        Flagged(at(), DAY, "RB1"),
        Flagged(at(1), DAY, "RB5"),
        Flagged(at(2), DAY, "RC5"),
        Flagged(at(30), DAY, "RC5"),
        Cleared(at(31), DAY, "RC5", "mistap"),
        Flagged(at(40), DAY, "RA1"),
        Cleared(at(41), DAY, "RA1", "mistap"),
        Cleared(at(50), DAY, "RB1", "clinician", "today"),
    )
    await db.migrate("0003")
    now = (await db.transaction(rows))["events"]
    assert [row["kind"] for row in now] == ["flagged", "flagged", "flagged", "cleared"]
    assert "seen" not in now[-1]["body"]
    assert "mistap" not in str(now)
    ((_, state),) = await states(db)
    assert sorted(state.blocks) == ["RB5", "RC5"]


async def test_limits_lifted_are_gone_and_those_told_again_hold(db: Db) -> None:
    await set_up(db)
    since = (("RD1", date(2026, 2, 28)), ("RD2", DAY), ("RD6", DAY), ("RD8", DAY))
    all_of_them = tuple(key for key, _ in since)
    await tell(
        db,
        Limits(at(), DAY, all_of_them, since),
        Cleared(at(1), DAY, "RD6", "over"),
        Cleared(at(2), DAY, "RD1", "mistap"),
        Cleared(at(3), DAY, "RD2", "clinician", "earlier"),
        Limits(at(4), DAY, ("RD2", "RD8"), (("RD2", DAY), ("RD8", DAY))),
    )
    await db.migrate("0003")
    now = await told(db)
    assert {kind for kind, _ in now} == {"limits"}
    assert [body["flags"] for _, body in now] == [
        ("RD1", "RD2", "RD6"),
        ("RD1", "RD2"),
        ("RD2",),
        (),
        ("RD2",),
    ]
    assert dict(now[0][1]["since"])["RD1"] == date(2026, 2, 28)
    ((_, state),) = await states(db)
    assert [one.id for one in coach.limits_on(state, LIBRARY, DAY)] == ["RD2"]


async def test_the_question_about_a_flag_goes_and_no_number_is_given_again(db: Db) -> None:
    await set_up(db)
    await db.transaction(seen_questions.wish, ADA, NOW)
    before = [row["id"] for row in (await db.transaction(rows))["nudges"] if row["kind"] == "seen"]
    await db.migrate("0003")
    assert "seen" not in {row["kind"] for row in (await db.transaction(rows))["nudges"]}
    await db.migrate()
    await db.transaction(seen_questions.wish, ADA, NOW)
    after = [row["id"] for row in (await db.transaction(rows))["nudges"] if row["kind"] == "seen"]
    assert after > before


async def practised(db: Db, **more: Any) -> dict[str, Any]:
    """Begin a practice, tell `more` of its first step, go down, and return its row."""
    await set_up(db)
    plan = coach.plan(LIBRARY, coach.State(), coach.Context(NOW, DAY, "after", "mat"))
    begun = await db.transaction(practices.begin, ADA, start(LIBRARY, plan), NOW, DAY)
    state = json.loads(to_json(begun.practice))
    state["said"][0] |= more
    state |= {"news": [], "told": [{"rule": "R3"}], "asks": "cord-A", "asked": True}
    change = tables.practices.update().values(state=json.dumps(state))
    await db.transaction(lambda conn: conn.execute(change).rowcount)
    await db.migrate("0003")
    (row,) = (await db.transaction(rows))["practices"]
    return row


async def test_a_practice_goes_on_with_what_the_older_content_knows_of_it(db: Db) -> None:
    dose = {"sets": 2, "reps": 10, "rest": 30}
    row = await practised(db, dose=dose, left="R3", twisted=True, felt="ache")
    state = json.loads(row["state"])
    assert row["open"]
    assert not {"news", "told", "asks", "asked"} & state.keys()
    assert state["said"][0]["dose"] == {"sets": 2, "reps": 10}
    assert state["said"][0].keys() <= {"rung", "lowest", "dose", "felt"}


async def test_a_practice_at_a_rung_the_older_ladders_lack_is_over(db: Db) -> None:
    assert not (await practised(db, rung=9))["open"]


async def test_a_wall_test_half_way_through_its_tries_begins_anew(db: Db) -> None:
    await set_up(db, awaiting="measure:left:c19")
    await db.migrate("0003")
    await db.migrate()
    ada = await db.transaction(runners.get, ADA)
    assert ada is not None
    assert ada.awaiting == "home"
