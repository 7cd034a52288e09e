"""The schema goes up and down on both databases, and is what the tables say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, inspect, text

from bot.ops.startup_errors import trouble
from storage import migrations, runners, schema
from storage.base import Base
from storage.db import Db
from storage.schema import NewSchemaError, OldSchemaError


def tables_of(conn: Connection) -> set[str]:
    return set(inspect(conn).get_table_names())


async def test_up_down_and_up_again(url: str, tables: list[str]) -> None:
    db = Db(url)
    await db.migrate()
    assert await db.transaction(tables_of) == {*tables, "alembic_version"}
    await db.migrate("base")
    assert await db.transaction(tables_of) == {"alembic_version"}
    await db.migrate()
    await db.migrate()
    assert await db.transaction(runners.ids) == ()
    await db.close()


async def test_the_migrated_schema_is_the_one_of_the_tables(db: Db) -> None:
    def differences(conn: Connection) -> list[object]:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    assert await db.transaction(differences) == []


async def test_checks_and_cascades_are_there_too(db: Db) -> None:
    def found(conn: Connection) -> tuple[set[str | None], set[str | None]]:
        seen = inspect(conn)
        checks = {c["name"] for t in tables_of(conn) for c in seen.get_check_constraints(t)}
        keys = [key for t in tables_of(conn) for key in seen.get_foreign_keys(t)]
        return checks, {key["options"].get("ondelete") for key in keys}

    checks, cascades = await db.transaction(found)
    tables = Base.metadata.tables.values()
    wanted = {c for table in tables for c in table.constraints if isinstance(c, CheckConstraint)}
    assert checks == {check.name for check in wanted}
    assert cascades == {"CASCADE"}


def test_the_head_that_is_named_is_the_last_one() -> None:
    scripts = ScriptDirectory(migrations.__path__[0])
    assert scripts.get_heads() == [migrations.HEAD]


async def test_an_old_schema_is_refused_with_what_to_do(url: str) -> None:
    db = Db(url)
    with pytest.raises(OldSchemaError, match="python -m bot migrate"):
        await db.check_schema()
    await db.migrate()
    await db.check_schema()
    await db.close()


async def test_prepare_makes_sqlite_ready_and_refuses_an_empty_postgresql(url: str) -> None:
    db = Db(url)
    if url.startswith("sqlite"):
        await db.prepare()
        assert await db.transaction(runners.ids) == ()
    else:
        with pytest.raises(OldSchemaError):
            await db.prepare()
    await db.close()


async def made_by_a_newer(db: Db, serves: str | None) -> None:
    """Let a database look as after a migration of tomorrow, that serves code from a head on."""

    def migrate(conn: Connection) -> None:
        conn.execute(text("UPDATE alembic_version SET version_num = '9000'"))
        conn.execute(text("DELETE FROM facts WHERE name = 'serves'"))
        if serves:
            conn.execute(text("INSERT INTO facts VALUES ('serves', :head)"), {"head": serves})

    await db.migrate()
    await db.transaction(migrate)


@pytest.mark.parametrize("serves", [None, "8000"])
async def test_a_newer_schema_is_refused_in_a_sentence(url: str, serves: str | None) -> None:
    db = Db(url)
    await made_by_a_newer(db, serves)
    for ask in (db.prepare, db.migrate, db.check_schema):
        with pytest.raises(NewSchemaError) as refused:
            await ask()
        assert trouble(refused.value) == (
            "The database is at schema 9000, made by a newer Dorsi; this one knows up to "
            f"{migrations.HEAD}. Start the newer version, or restore a backup from before it."
        )
    await db.close()


@pytest.mark.parametrize("serves", ["0001", migrations.HEAD])
async def test_a_newer_schema_that_serves_this_code_is_run_on(url: str, serves: str) -> None:
    db = Db(url)
    await made_by_a_newer(db, serves)
    await db.prepare()
    await db.migrate()
    await db.check_schema()
    assert await db.transaction(runners.ids) == ()
    await db.close()


async def test_an_older_schema_is_run_on_where_this_code_can(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = Db(url)
    await db.migrate("0006")
    with pytest.raises(OldSchemaError):
        await db.check_schema()
    monkeypatch.setattr(schema, "RUNS_ON", "0006")
    await db.check_schema()
    await db.close()


async def test_every_migration_marks_which_code_the_schema_serves(url: str) -> None:
    db = Db(url)
    await db.migrate()
    query = text("SELECT value FROM facts WHERE name = 'serves'")
    assert await db.transaction(lambda conn: conn.scalar(query)) == schema.SERVES
    await db.close()


def test_what_serves_and_what_is_run_on_are_heads_there_were() -> None:
    assert {schema.RUNS_ON, schema.SERVES} <= set(migrations.known())
    assert migrations.known()[-1] == migrations.HEAD
