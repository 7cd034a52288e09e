"""Whether a commit waits for another machine is asked of PostgreSQL itself."""

from sqlalchemy import Connection, text

from storage.db import Db
from storage.standby import Standby, standby


async def test_a_database_says_what_a_commit_waits_for(db: Db, kind: str) -> None:
    def with_it(conn: Connection) -> Standby | None:
        if kind == "postgresql":  # the server of the tests waits for nothing
            conn.execute(text("SET LOCAL synchronous_commit = 'on'"))
        return standby(conn)

    found = await db.transaction(with_it)
    assert found == (None if kind == "sqlite" else Standby("", "on"))


async def test_what_a_host_has_set_is_seen(db: Db, kind: str) -> None:
    def with_it(conn: Connection) -> Standby | None:
        if kind == "postgresql":
            conn.execute(text("SET LOCAL synchronous_commit = 'off'"))
        return standby(conn)

    found = await db.transaction(with_it)
    assert found == (None if kind == "sqlite" else Standby("", "off"))
