"""What is on the disk is for the bot's own user, and what a runner deletes leaves it at once."""

import logging
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from bot.ops.heartbeat import Heartbeat
from storage import runners, sqlite
from storage.db import Db
from tests.storage.passing_time import NOW

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")

NAME = "Adalgisa Bonvicini"


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """Let everything be made as open as it can be."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Db]:
    made = Db(f"sqlite:///{tmp_path}/data/dorsi.db")
    await made.prepare()
    yield made
    await made.close()


def modes(folder: Path) -> dict[str, str]:
    return {one.name: oct(S_IMODE(one.stat().st_mode)) for one in folder.iterdir()}


def told(folder: Path) -> list[str]:
    """Return the files in which the name stands."""
    return sorted(one.name for one in folder.iterdir() if NAME.encode() in one.read_bytes())


async def test_the_database_and_its_log_are_its_own_users(db: Db, tmp_path: Path) -> None:
    await db.transaction(runners.get_or_create, 1, 1, NAME, NOW)
    assert modes(tmp_path) == {"data": "0o700"}
    assert modes(tmp_path / "data") == dict.fromkeys(
        ["dorsi.db", "dorsi.db-wal", "dorsi.db-shm"], "0o600"
    )


async def test_a_database_of_before_is_closed_to_others_too(db: Db, tmp_path: Path) -> None:
    data = tmp_path / "data"
    await db.transaction(runners.get_or_create, 1, 1, NAME, NOW)
    for one in data.iterdir():
        one.chmod(0o644)
    again = Db(f"sqlite:///{data}/dorsi.db")
    await again.prepare()
    assert set(modes(data).values()) == {"0o600"}
    await again.close()


async def test_a_folder_that_was_there_keeps_its_mode_and_one_open_to_all_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for mode, said in ((0o755, 0), (0o777, 1)):
        folder = tmp_path / oct(mode)
        folder.mkdir(mode)
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            db = Db(f"sqlite:///{folder}/dorsi.db")
            await db.prepare()
            await db.close()
        assert S_IMODE(folder.stat().st_mode) == mode
        assert len(caplog.records) == said


def test_the_heartbeat_is_its_own_users(tmp_path: Path) -> None:
    Heartbeat(tmp_path / "data" / "heartbeat").beat(0.0)
    assert modes(tmp_path) == {"data": "0o700"}
    assert modes(tmp_path / "data") == {"heartbeat": "0o600"}


async def test_after_a_deletion_no_file_holds_the_runner(db: Db, tmp_path: Path) -> None:
    await db.transaction(runners.get_or_create, 1, 1, NAME, NOW)
    assert told(tmp_path / "data"), "it was there"
    await db.transaction(runners.delete, 1)
    assert told(tmp_path / "data") == []


async def test_where_somebody_reads_meanwhile_it_is_tried_again(
    db: Db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TRY_AGAIN", 0.0)
    await db.transaction(runners.get_or_create, 1, 1, NAME, NOW)
    reader = sqlite3.connect(tmp_path / "data" / "dorsi.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM runners").fetchall()
    await db.transaction(runners.delete, 1)
    assert told(tmp_path / "data"), "the reader still needs what was"
    reader.close()
    await db.transaction(runners.ids)
    assert told(tmp_path / "data") == []


async def test_what_a_killed_process_left_in_the_log_is_gone_after_the_next_start(
    db: Db, tmp_path: Path
) -> None:
    await db.transaction(runners.get_or_create, 1, 1, NAME, NOW)
    reader = sqlite3.connect(tmp_path / "data" / "dorsi.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM runners").fetchall()
    await db.transaction(runners.delete, 1)
    killed = tmp_path / "killed"
    shutil.copytree(tmp_path / "data", killed)
    reader.close()
    assert told(killed)
    again = Db(f"sqlite:///{killed}/dorsi.db")
    await again.prepare()
    assert told(killed) == []
    await again.close()
