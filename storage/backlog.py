"""Backlog of the inbox, and how many processes are at work on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from storage import leftovers, telling
from storage.signals import PROCESS

# Each process has one session, which ends with it (storage/session.py).
_PROCESSES = text(
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = :name"
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many updates are kept and not done, the `age` of the oldest of these in seconds.

    And how many are done and not told, and how many processes there are.
    """

    undone: int
    age: float
    untold: int
    processes: int


def backlog(conn: Connection, now: datetime) -> Backlog:
    """Count what is to be done still, and by how many."""
    undone, age = leftovers.hanging(conn, now)
    return Backlog(undone, age, telling.count(conn), _processes(conn))


def _processes(conn: Connection) -> int:
    if conn.dialect.name != "postgresql":
        return 1
    return conn.scalar(_PROCESSES, {"name": PROCESS}) or 0
