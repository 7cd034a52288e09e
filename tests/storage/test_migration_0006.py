"""The sixth schema keeps what was asked in words that are read as values, and can be left again."""

import pytest
from sqlalchemy import Connection, text

from storage import export, runners
from storage.db import Db
from tests.storage.passing_time import ADA, set_up

# What a runner was asked, in the words of before and of now.
WORDS = {
    "home": "home",
    "hello": "hello",
    "young": "young",
    "city": "city",
    "run_time": "run_time",
    "run_move_12": "run_move:12",
    "plan_set_1_0645": "plan:set:1:0645",
    "plan_set_a1_new2": "plan:set:a1:new2",
    "plan_set_all_first": "plan:set:all:first",
    "plan_length": "plan:length",
    "plan_minutes_1_0645": "plan:minutes:1:0645",
    "plan_long_6": "plan:long:6",
    "plan_long_6_0800": "plan:long:6:0800",
    "plan_rest": "plan:rest",
    "measure_left": "measure:left",
    "measure_left_c19-c20": "measure:left:c19-c20",
    "measure_right_touch": "measure:right:touch",
}


@pytest.fixture
def db(changing: Db) -> Db:
    """Return a database of its own, as its schema changes."""
    return changing


def stepped(conn: Connection) -> dict[int, str]:
    """Return what everybody was asked, as the fifth schema has it."""
    rows = conn.execute(text("SELECT id, step FROM runners"))
    return {row.id: row.step for row in rows}


def put(conn: Connection, steps: dict[int, str]) -> None:
    """Ask everybody something in the words of the fifth schema."""
    change = text("UPDATE runners SET step = :step WHERE id = :id")
    conn.execute(change, [{"id": runner, "step": step} for runner, step in steps.items()])


@pytest.fixture
async def asked(db: Db) -> dict[int, str]:
    """Return what each of many was asked, in a database of the fifth schema."""
    for number in range(1, len(WORDS) + 1):
        await set_up(db, number)
    await db.migrate("0005")
    steps = dict(enumerate(WORDS, start=1))
    await db.transaction(put, steps)
    return steps


async def test_up_every_question_has_its_word_of_now(db: Db, asked: dict[int, str]) -> None:
    await db.migrate()
    for number, word in asked.items():
        kept = await db.transaction(runners.get, number)
        assert kept is not None
        assert kept.awaiting == WORDS[word]


async def test_down_and_up_again_everybody_is_asked_the_same(db: Db, asked: dict[int, str]) -> None:
    await db.migrate()
    before = [await db.transaction(runners.get, number) for number in asked]
    await db.migrate("0005")
    assert await db.transaction(stepped) == asked
    await db.migrate()
    assert [await db.transaction(runners.get, number) for number in asked] == before


async def test_an_export_tells_what_is_awaited_by_its_name_of_now(db: Db) -> None:
    await set_up(db, awaiting="run_move:12")
    told = (await db.transaction(export.everything, ADA))["runner"]
    assert told["awaiting"] == "run_move:12"
    assert "step" not in told
