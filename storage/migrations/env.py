"""What Alembic runs: every step of one upgrade in one transaction."""

from alembic import context
from sqlalchemy import Connection, Engine

from storage import schema, tables


def _run(conn: Connection) -> None:
    context.configure(
        connection=conn,
        target_metadata=tables.runners.metadata,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        schema.mark(conn)


def _upgrade(engine: Engine) -> None:
    with engine.connect() as conn:
        if conn.dialect.name != "sqlite":
            from storage import postgresql  # noqa: PLC0415 - SQLite never needs its driver

            with conn.begin():
                postgresql.begin_migration(conn)
                _run(conn)
            return
        # SQLite changes a table by copying and dropping it, and a drop would cascade.
        driver = conn.connection.driver_connection
        assert driver is not None  # noqa: S101 - just connected
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with conn.begin():
                _run(conn)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


_upgrade(context.config.attributes["engine"])
