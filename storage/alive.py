"""Whether the database takes what is written, asked by writing a line that is always the same."""

from sqlalchemy import Connection, insert, update

from storage.tables import facts

_ALIVE = {"name": "alive", "value": "yes"}
_TOUCH = update(facts).where(facts.c.name == "alive").values(value="yes")


def writes(conn: Connection) -> None:
    """Write one row; what keeps a database from that is the error."""
    if not conn.execute(_TOUCH).rowcount:
        conn.execute(insert(facts), _ALIVE)
