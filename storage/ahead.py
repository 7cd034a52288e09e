"""What lies ahead of one runner: the reminders to come, and the card behind a button."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, or_

from storage.nudges import DUE, Due, as_due
from storage.tables import nudges, runs

_OF = DUE.where(nudges.c.runner == bindparam("of"))
_COMING = (
    _OF.where(nudges.c.wake.is_not(None), nudges.c.kind != "over")
    .where(nudges.c.due >= bindparam("now"))
    .order_by(nudges.c.due)
)
_CARD = _OF.where(
    nudges.c.id == bindparam("of_nudge"), or_(nudges.c.run.is_(None), runs.c.state != "cancelled")
)


def of(conn: Connection, runner: int, now: datetime) -> tuple[Due, ...]:
    """Return the nudges that will come to a runner as things are, the soonest first."""
    return tuple(as_due(row) for row in conn.execute(_COMING, {"of": runner, "now": now}))


def card(conn: Connection, runner: int, nudge: int) -> Due | None:
    """Return a nudge of this runner, said or not; None if not theirs or its run was cancelled."""
    row = conn.execute(_CARD, {"of": runner, "of_nudge": nudge}).one_or_none()
    return None if row is None else as_due(row)
