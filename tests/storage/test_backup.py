"""A backup is whole, also while Dorsi runs, every night under one name; a restore is checked."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from stat import S_IMODE

import pytest
from sqlalchemy import Connection

from bot.__main__ import Backup, Restore
from storage import backup, export, migrations, runners
from storage.backup import BackupError, back_up, restore
from storage.db import Db
from tests.storage.passing_time import ADA, NOW, set_up

FAR = "postgresql://dorsi:hunter2@db.example.org/dorsi"


@pytest.fixture
def home(tmp_path: Path, migrated: Path) -> Path:
    """Return a folder with a database and a folder for copies."""
    (tmp_path / "copies").mkdir()
    shutil.copy(migrated, tmp_path / "dorsi.db")
    return tmp_path


@pytest.fixture
def url(home: Path) -> str:
    return f"sqlite:///{home}/dorsi.db"


@pytest.fixture
async def db(url: str) -> AsyncIterator[Db]:
    made = Db(url)
    await set_up(made)
    yield made
    await made.close()


@pytest.fixture
def copy(home: Path) -> Path:
    return home / "copies" / "dorsi.db"


def renamed(conn: Connection, minutes: int) -> None:
    runners.change(conn, ADA, run_minutes=minutes)


async def everything(url: str) -> object:
    db = Db(url)
    kept = await db.transaction(export.everything, ADA)
    await db.close()
    return kept


def mode(file: Path) -> int:
    return S_IMODE(file.stat().st_mode)


def size(file: Path) -> int:
    return file.stat().st_size


def broken(source: Path, file: Path) -> Path:
    """Write a database with a page of rubbish in the middle."""
    data = bytearray(source.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xff" * 4096
    file.write_bytes(data)
    return file


async def test_night_after_night_under_one_name(db: Db, url: str, copy: Path) -> None:
    for minutes in (30, 50):
        await db.transaction(renamed, minutes)
        held = await asyncio.to_thread(back_up, url, copy)
        assert (held.runners, held.schema, held.size) == (1, migrations.HEAD, size(copy))
        assert await everything(f"sqlite:///{copy}") == await db.transaction(export.everything, ADA)
    assert mode(copy) == 0o600


async def test_a_copy_is_one_file_and_nothing_is_left_beside_it(
    db: Db, url: str, copy: Path
) -> None:
    await db.transaction(runners.ids)
    back_up(url, copy)
    assert [one.name for one in copy.parent.iterdir()] == ["dorsi.db"]


async def test_a_copy_is_whole_while_the_bot_writes(db: Db, url: str, copy: Path) -> None:
    stop = False

    async def write() -> int:
        count = 0
        while not stop:
            count += 1
            await db.transaction(runners.get_or_create, 1000 + count, 1, "x", NOW)
        return count

    writing = asyncio.create_task(write())
    await asyncio.sleep(0.02)
    held = await asyncio.to_thread(back_up, url, copy)
    stop = True
    assert 1 < held.runners <= 1 + await writing


def test_a_damaged_database_leaves_the_copy_of_before(url: str, home: Path, copy: Path) -> None:
    back_up(url, copy)
    good = copy.read_bytes()
    broken(home / "dorsi.db", home / "dorsi.db")
    with pytest.raises(BackupError):
        back_up(url, copy)
    assert copy.read_bytes() == good
    assert [one.name for one in copy.parent.iterdir()] == ["dorsi.db"]


def test_what_is_no_copy_is_not_written_over(url: str, home: Path) -> None:
    notes = home / "notes.txt"
    notes.write_text("buy milk")
    with pytest.raises(BackupError, match="is no backup of Dorsi's: name another file"):
        back_up(url, notes)
    assert notes.read_text() == "buy milk"
    with pytest.raises(BackupError, match="the database itself"):
        back_up(url, home / "dorsi.db")
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(url, notes / "copy.db")
    with pytest.raises(BackupError, match="There is no database at"):
        back_up(f"sqlite:///{home}/other.db", home / "copy.db")


async def test_a_restore_brings_back_what_was_and_keeps_what_is(
    db: Db, url: str, home: Path, copy: Path
) -> None:
    before = await db.transaction(export.everything, ADA)
    back_up(url, copy)
    await db.transaction(renamed, 99)
    after = await db.transaction(export.everything, ADA)
    await db.close()
    held, kept = restore(url, copy, NOW)
    assert kept == home / "dorsi.db.replaced-2026-03-02-050000"
    assert held.runners == 1
    assert await everything(url) == before
    assert await everything(f"sqlite:///{kept}") == after
    assert mode(kept) == mode(home / "dorsi.db") == 0o600
    assert backup.check(copy) == held, "the copy is there still"


async def test_a_restore_refuses_while_the_bot_runs(db: Db, url: str, copy: Path) -> None:
    back_up(url, copy)
    with pytest.raises(BackupError, match=r"has .*dorsi\.db open: stop it first"):
        restore(url, copy, NOW)
    await db.transaction(renamed, 99)
    await db.close()
    restore(url, copy, NOW)


@pytest.mark.parametrize("what", ["text", "empty", "half", "damaged", "foreign", "newer"])
def test_a_restore_refuses_what_is_no_whole_database_of_a_known_schema(
    url: str, home: Path, copy: Path, what: str
) -> None:
    back_up(url, copy)
    if what == "text":
        copy.write_text("buy milk" * 1000)
    elif what == "empty":
        copy.write_bytes(b"")
    elif what == "half":
        copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    elif what == "damaged":
        broken(copy, copy)
    else:
        change = (
            "DROP TABLE practices"
            if what == "foreign"
            else "UPDATE alembic_version SET version_num='9999'"
        )
        with closing(sqlite3.connect(copy)) as other, other:
            other.execute(change)
    now = (home / "dorsi.db").read_bytes()
    with pytest.raises(BackupError) as refused:
        restore(url, copy, NOW)
    assert "\n" not in str(refused.value)
    assert (home / "dorsi.db").read_bytes() == now
    assert sorted(one.name for one in home.iterdir()) == ["copies", "dorsi.db"]


def test_a_restore_takes_the_place_of_what_is_broken_or_missing(
    url: str, home: Path, copy: Path
) -> None:
    back_up(url, copy)
    (home / "dorsi.db").write_text("no database at all")
    (home / "dorsi.db-wal").write_text("and a log of that")
    restore(url, copy, NOW)
    kept = home / "dorsi.db.replaced-2026-03-02-050000"
    assert kept.read_text() == "no database at all"
    assert kept.with_name(f"{kept.name}-wal").read_text() == "and a log of that"
    (home / "dorsi.db").unlink()
    assert restore(url, copy, NOW.replace(hour=6))[1] is None
    assert backup.check(home / "dorsi.db").schema == migrations.HEAD


async def test_a_copy_of_an_older_schema_is_upgraded_at_the_next_start(
    url: str, copy: Path
) -> None:
    db = Db(url)
    await db.migrate("0006")
    await db.close()
    assert back_up(url, copy).schema == "0006"
    restore(url, copy, NOW)
    again = Db(url)
    await again.prepare()
    await again.check_schema()
    await again.close()


def test_a_copy_on_what_cannot_be_written_to_can_be_restored(url: str, copy: Path) -> None:
    back_up(url, copy)
    copy.chmod(0o400)
    restore(url, copy, NOW)


def test_postgresql_is_told_its_own_way_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match=r"pg_dump --format=custom --file=") as told:
        back_up(FAR, tmp_path / "x")
    assert "hunter2" not in str(told.value)
    with pytest.raises(BackupError, match="pg_restore --clean"):
        restore(FAR, tmp_path / "x", NOW)


def test_the_commands_say_in_a_line_what_they_did(
    url: str,
    home: Path,
    copy: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DORSI_DATABASE_URL", url)
    Backup(file=copy).cli_cmd()
    assert capsys.readouterr().out == f"{copy}: 0 runners, 0.2 MB, schema {migrations.HEAD}.\n"
    Restore(file=copy).cli_cmd()
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Restored: 0 runners, 0.2 MB, schema {migrations.HEAD}."
    assert f"{home}/dorsi.db.replaced-" in told[1]
    with pytest.raises(SystemExit, match="There is no file"):
        Restore(file=home / "nothing").cli_cmd()
