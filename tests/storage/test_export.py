"""An export holds everything about a runner, and a deletion leaves nothing."""

import json
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from content.events import Flagged, Sorer
from content.library import load
from content.practice import Practice, Step
from content.practice.model import Said
from scheduler.calendars import PlannedRun
from storage import checks, events, export, imports, links, media, practices, runners, runs
from storage.db import Db
from storage.reminders import planner
from tests.storage.passing_time import ADA, NOW, answered, play, set_up

BOB = 2
# Of the inbox numbers stay, so that nothing is done twice: tests/storage/test_inbox.py.
OF_NOBODY = {"facts", "media", "updates", "pace"}


async def live(db: Db, runner: int) -> None:
    """Leave a trace of a runner in every table."""
    library = load()
    rung = library.drills["seated_rotation"].rungs[2]
    steps = (Step("seated_rotation", 2, "left", rung.dose, 2),)
    practice = Practice("after", "mat", False, steps, (Said(2, 2, rung.dose),))
    await set_up(db, runner, rest_drill=time(18))
    kept = await db.transaction(practices.begin, runner, practice, NOW, NOW.date())
    await db.transaction(answered, library, runner, kept.id, 0, "pinch", NOW)
    await db.transaction(events.add, runner, Flagged(NOW, NOW.date(), "RB1"))
    await db.transaction(events.add, runner, Sorer(NOW, NOW.date(), "left"))
    await db.transaction(checks.add, runner, "squat", {"squat": "easy"}, NOW, NOW.date())
    await db.transaction(runs.add, runner, NOW, NOW)
    await db.transaction(imports.keep, runner, [PlannedRun("a", NOW, 40, "Easy run", False)], NOW)
    await db.transaction(links.give, runner, "https://plans.example/plan-of-ada.ics", NOW)


def rows(conn: Connection, tables: list[str]) -> dict[str, int]:
    found = {}
    for table in tables:
        column = "id" if table == "runners" else "runner"
        if table not in OF_NOBODY:
            count = text(f"SELECT count(*) FROM {table} WHERE {column} = :runner")  # noqa: S608
            found[table] = conn.scalar(count, {"runner": ADA}) or 0
    return found


async def test_deleting_leaves_no_row_in_any_table(db: Db, tables: list[str]) -> None:
    await live(db, ADA)
    await live(db, BOB)
    before = await db.transaction(rows, tables)
    assert all(before.values()), f"a table without a trace proves nothing: {before}"
    others = await db.transaction(export.everything, BOB)
    assert await db.transaction(runners.delete, ADA)
    assert not any((await db.transaction(rows, tables)).values())
    assert await db.transaction(export.everything, BOB) == others
    assert all(due.runner == BOB for due in await play(db, NOW, NOW))


async def test_a_deleted_runner_can_begin_afresh(db: Db) -> None:
    await live(db, ADA)
    old = await db.transaction(practices.latest_open, ADA)
    await db.transaction(runners.delete, ADA)
    await live(db, ADA)
    new = await db.transaction(practices.latest_open, ADA)
    assert old is not None
    assert new is not None
    assert new.id > old.id, "an old message must not name a new practice"


async def test_the_export_is_json_and_holds_every_row(db: Db, tables: list[str]) -> None:
    await live(db, ADA)
    everything = json.loads(json.dumps(await db.transaction(export.everything, ADA)))
    counted = await db.transaction(rows, tables)
    assert {name: len(kept) for name, kept in everything.items() if name != "runner"} == {
        name: count for name, count in counted.items() if name != "runners"
    }
    assert everything["runner"]["plan"] == {
        "cycle": 7,
        "days": {"1": [["06:45", None]], "3": [["06:45", None]]},
    }
    assert everything["events"][0]["body"]["pinched"] == [2]
    assert everything["imports"][0]["body"][0]["title"] == "Easy run"
    assert everything["checks"][0]["answers"] == {"squat": "easy"}


async def test_nobody_has_an_empty_export(db: Db) -> None:
    everything = await db.transaction(export.everything, 404)
    assert not any(everything.values())


async def test_what_was_deleted_is_not_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dorsi.db"
    db = Db(f"sqlite:///{path}")
    await db.prepare()
    await db.transaction(runners.get_or_create, ADA, ADA, "a-name-nobody-else-has", NOW)
    await db.transaction(runners.delete, ADA)
    await db.close()
    assert b"a-name-nobody-else-has" not in path.read_bytes()


async def test_a_picture_is_remembered_per_bot(db: Db) -> None:
    assert await db.transaction(media.file_id, 1, "heel_walks") is None
    await db.transaction(media.keep, 1, "heel_walks", "AAA")
    await db.transaction(media.keep, 2, "heel_walks", "BBB")
    await db.transaction(media.keep, 1, "heel_walks", "CCC")
    assert await db.transaction(media.file_id, 1, "heel_walks") == "CCC"
    assert await db.transaction(media.file_id, 2, "heel_walks") == "BBB"


async def test_self_checks_come_back_in_order(db: Db) -> None:
    await set_up(db)
    first = await db.transaction(checks.add, ADA, "squat", {"squat": "hard"}, NOW, NOW.date())
    second = await db.transaction(checks.add, ADA, "lunge", {"lunge": "left"}, NOW, NOW.date())
    assert await db.transaction(checks.of, ADA) == (first, second)


@pytest.mark.usefixtures("ada")
async def test_an_unknown_runner_has_nothing_to_plan(db: Db) -> None:
    await db.transaction(planner.reconcile, 404, NOW)
    assert await db.transaction(runs.add, 404, NOW, NOW) is None
    assert await db.transaction(runs.current, 404, NOW) is None


async def test_the_export_names_the_site_of_a_link_and_not_the_link(db: Db) -> None:
    await live(db, ADA)
    kept = json.dumps(await db.transaction(export.everything, ADA), ensure_ascii=False)
    assert "https://plans.example/…" in kept
    assert "plan-of-ada" not in kept
