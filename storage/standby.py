"""Standby servers of PostgreSQL: whether a commit waits for one."""

from typing import NamedTuple

from sqlalchemy import Connection, text


class Standby(NamedTuple):
    """PostgreSQL's own words: `names` are synchronous_standby_names, `commit` synchronous_commit.

    Without names a commit waits for no other machine.
    """

    names: str
    commit: str


_NAMES = text("SHOW synchronous_standby_names")
_COMMIT = text("SHOW synchronous_commit")


def standby(conn: Connection) -> Standby | None:
    """Return what a commit waits for, None on SQLite, which has no standby."""
    if conn.dialect.name != "postgresql":
        return None
    return Standby(str(conn.scalar(_NAMES)), str(conn.scalar(_COMMIT)))
