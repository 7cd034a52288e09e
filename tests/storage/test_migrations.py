"""The schema goes up and down on both databases, and is what the tables say."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, inspect

from storage import migrations, runners
from storage.base import Base
from storage.db import Db, OldSchemaError


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
