"""What is counted from outside while other processes are at work."""

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, func, select

from storage.tables import nudges, updates

_WAITING = select(func.count()).where(
    nudges.c.id.in_(bindparam("these", expanding=True)), nudges.c.claimable_at.is_not(None)
)


def waiting_nudges(conn: Connection, these: Collection[int]) -> int:
    """Return how many of some nudges wait to be said, or are on their way."""
    return conn.scalar(_WAITING, {"these": list(these)}) or 0


def line_of(conn: Connection, runner: int) -> int:
    """Return how many of a runner's updates are not done."""
    undone = select(func.count()).where(updates.c.runner == runner, updates.c.done_at.is_(None))
    return conn.scalar(undone) or 0


def set_aside(conn: Connection) -> int:
    """Return how many updates were given up."""
    return conn.scalar(select(func.count()).where(updates.c.failed)) or 0
