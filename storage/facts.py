"""Facts that all processes remember together, each under a name."""

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.tables import facts

_NAMED = facts.c.name == bindparam("key")
_GET = select(facts.c.value).where(_NAMED)
_CHANGE = update(facts).where(_NAMED).values(value=bindparam("fact"))


def get(conn: Connection, name: str) -> str | None:
    """Return a fact, None where it is not known."""
    found: str | None = conn.scalar(_GET, {"key": name})
    return found


def put(conn: Connection, name: str, value: str) -> None:
    """Remember a fact in place of what was known under its name."""
    if not conn.execute(_CHANGE, {"key": name, "fact": value}).rowcount:
        conn.execute(insert(facts), {"name": name, "value": value})
