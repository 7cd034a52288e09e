"""What runners told an older Dorsi still opens, replays and is explained."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.ops.explain import explain
from content import coach
from content.library import load
from tests.fixtures.old.reading import EXPORTS, database, expected, file, history

LIBRARY = load()
of_each_export = pytest.mark.parametrize("name", EXPORTS)


def test_what_the_old_code_made_of_them_is_told_of_every_export() -> None:
    assert set(expected()) == set(EXPORTS)


@of_each_export
def test_an_old_export_still_opens_with_every_answer(name: str) -> None:
    events = history(name)
    assert len(events) == expected()[name]["events"]
    assert [one.at for one in events] == sorted(one.at for one in events)


@of_each_export
def test_an_old_history_still_replays_to_rungs_that_there_are(name: str) -> None:
    state = coach.replay(LIBRARY, history(name))
    assert state == coach.replay(LIBRARY, history(name))
    for drill in LIBRARY.drills.values():
        assert 0 <= state.level(drill) <= drill.top


@of_each_export
def test_an_old_history_told_event_by_event_comes_to_the_same(name: str) -> None:
    events = history(name)
    step_by_step = coach.State()
    for event in events:
        step_by_step = coach.step(LIBRARY, step_by_step, event)
    assert step_by_step == coach.replay(LIBRARY, events)


@of_each_export
def test_an_old_history_holds_all_drills_back_where_it_did(name: str) -> None:
    then = expected()[name]
    state = coach.replay(LIBRARY, history(name))
    day = date.fromisoformat(then["day"])
    assert coach.holds_all(state, LIBRARY, day) == then["holds_all"]


@of_each_export
def test_an_old_export_is_still_explained(name: str) -> None:
    told = explain(file(name))
    assert f"as of {expected()[name]['day']}." in told
    for drill in LIBRARY.drills.values():
        assert f"\n{drill.name}: rung " in told


def test_the_old_database_is_whole_and_holds_what_it_says(tmp_path: Path) -> None:
    database(tmp_path / "dorsi.db")
    with closing(sqlite3.connect(tmp_path / "dorsi.db")) as old:

        def rows(query: str) -> list[tuple[str, ...]]:
            return old.execute(query).fetchall()

        assert rows("SELECT version_num FROM alembic_version") == [("0003",)]
        assert rows("PRAGMA integrity_check") == [("ok",)]
        assert rows("PRAGMA foreign_key_check") == []
        kinds = set(rows("SELECT DISTINCT kind, state FROM nudges"))
        for kind in ("pre", "post", "rest", "desk", "morning", "week"):
            assert {(kind, "waiting"), (kind, "sent")} <= kinds
        limits = "SELECT DISTINCT value FROM events, json_each(body, '$.flags') WHERE kind='limits'"
        assert set(rows(limits)) == {(f"RD{number}",) for number in range(1, 7)}
        assert len(rows("SELECT id FROM practices WHERE open")) == 2
