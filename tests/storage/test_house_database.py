"""A database of commit 777ed54 opens on both databases, and is exported byte for byte as then."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, insert, text

from content import coach
from content.library import load
from storage import events, export, practices, runners
from storage.db import Db
from tests.fixtures.house.reading import (
    ABOUT,
    EXPORTS,
    LEFT_AT,
    SCHEMA,
    Rows,
    as_sent,
    database,
    expected,
    exported,
    file,
    history,
    rows,
    without_gone,
)
from tests.fixtures.house.replaying import told
from tests.storage.passing_time import ADA, set_up

LIBRARY = load()
WIDER = {datetime: datetime.fromisoformat, date: date.fromisoformat, time: time.fromisoformat}


@pytest.fixture
def then(tmp_path: Path) -> Rows:
    """Return all rows as they were kept then."""
    database(tmp_path / "then.db")
    return rows(tmp_path / "then.db")


@pytest.fixture
async def house(url: str, kind: str, then: Rows, tmp_path: Path) -> Any:
    """Return the database of then, at the schema of now."""
    if kind == "sqlite":
        database(tmp_path / "dorsi.db")
    db = Db(url)
    if kind == "postgresql":
        await db.migrate(SCHEMA)
        await db.transaction(pour, then)
    await db.migrate()
    yield db
    await db.close()


def pour(conn: Connection, kept: Rows) -> None:
    """Write rows as SQLite keeps them into the empty tables of another database."""
    schema = MetaData()
    schema.reflect(conn)
    conn.execute(text("DELETE FROM facts"))
    for table in schema.sorted_tables:
        if found := kept.get(table.name):
            values = [{n: wider(table.c[n], v) for n, v in row.items()} for row in found]
            conn.execute(insert(table), values)


def wider(column: Column[Any], value: Any) -> Any:
    """Return a value of SQLite, which knows numbers and text, as a column takes it."""
    kind = column.type.python_type
    if value is None or kind not in {*WIDER, bool}:
        return value
    if kind is bool:
        return bool(value)
    found = WIDER[kind](value)
    return found.replace(tzinfo=UTC) if isinstance(found, datetime) else found


def everybody(conn: Connection, then: Rows) -> Iterator[tuple[int, bytes]]:
    """Return each runner's export as it is sent."""
    return iter([(one, as_sent(export.everything(conn, one), then)) for one in runners.ids(conn)])


async def test_everybody_is_exported_byte_for_byte_as_then(house: Db, then: Rows) -> None:
    sent = dict(await house.transaction(everybody, then))
    assert {one: hashlib.sha256(file).hexdigest() for one, file in sent.items()} == {
        one: told["export"] for one, told in expected().items()
    }
    for name, number in EXPORTS.items():
        assert sent[number] == file(name).read_bytes()


async def test_every_practice_and_event_of_then_opens(house: Db, then: Rows) -> None:
    assert len(then["practices"]) > 40
    for row in then["practices"]:
        kept = await house.transaction(practices.get, row["runner"], row["id"])
        assert kept is not None
        assert kept.open == bool(row["open"])


async def test_everybody_comes_to_the_same_as_then(house: Db) -> None:
    for number, then in expected().items():
        state = coach.replay(LIBRARY, await house.transaction(events.history, number))
        now = json.loads(json.dumps(told(LIBRARY, state, LEFT_AT)))
        assert now == {key: then[key] for key in then if key not in ABOUT}, then["name"]


async def test_on_the_way_back_every_row_is_what_it_was(then: Rows, tmp_path: Path) -> None:
    path = tmp_path / "back.db"
    database(path)
    db = Db(f"sqlite:///{path}")
    await db.migrate()
    await db.migrate(SCHEMA)
    await db.close()
    assert without_gone(rows(path)) == without_gone(then)


async def test_what_was_told_then_is_kept_in_the_same_words_now(db: Db) -> None:
    await set_up(db)
    for name in EXPORTS:
        for event in history(name):
            await db.transaction(events.add, ADA, event)
    now = (await db.transaction(export.everything, ADA))["events"]
    then = [one for name in EXPORTS for one in exported(name)["events"]]
    assert sorted(_words(one) for one in now) == sorted(_words(one) for one in then)


def _words(event: dict[str, Any]) -> str:
    return f"{event['at']} {event['kind']} {json.dumps(event['body'])}"
