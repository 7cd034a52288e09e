"""Free runners: the first nudges whose runner nobody holds, their runners held from here on.

Whoever changes reminders holds the runner's row before any row of a nudge. Who looks through the
nudges of many does so too, so that they never wait for each other in turns; it passes by the busy.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from storage.tables import nudges, runners

# So many times as many are looked at, as the first may be another process's.
_WIDE = 4


class FreeFirst:
    """A query for up to so many nudges that are `wanted`, the first in an order, with free runners.

    They have to be asked for once more: another process may have settled them until their runners
    were held.
    """

    def __init__(self, wanted: ColumnElement[bool], *order: ColumnElement[Any]) -> None:
        by = [each.label(f"by{number}") for number, each in enumerate(order)]
        looked = (
            select(nudges.c.id, nudges.c.runner, *by)
            .where(wanted)
            .order_by(*order)
            .limit(bindparam("look"))
            .subquery()
        )
        self.asked = (
            select(looked.c.id)
            .join(runners, runners.c.id == looked.c.runner)
            .order_by(*(looked.c[each.name] for each in by))
            .limit(bindparam("most"))
            .with_for_update(of=runners, skip_locked=True, key_share=True)
        )

    def __call__(self, conn: Connection, limit: int, values: Mapping[str, Any]) -> list[int]:
        """Return the ids of the nudges, and hold their runners until the commit."""
        return list(conn.scalars(self.asked, {"look": _WIDE * limit, "most": limit, **values}))
