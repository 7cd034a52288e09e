"""Duties of no process in particular: one does a page of one at a time, and none is the leader.

Who is at it holds a lock that ends with the transaction. How far a round has come is a fact, so
that whoever is next goes on behind it, also where the last one died.
"""

import re
from collections.abc import Callable
from enum import Enum
from zlib import crc32

from sqlalchemy import Connection, bindparam, func, select

from storage import facts

# Our own among the advisory locks with two keys ("dors").
_OURS = 0x646F7273
_DONE = "done"
_TRY = select(func.pg_try_advisory_xact_lock(_OURS, bindparam("duty")))

# Does one page behind an id (0 is before the first) and returns the last id of it, None at the end.
Page = Callable[[int], int | None]


class Came(Enum):
    """What came of a look at a duty: a page of it was done, it is done, or another is at it."""

    MORE = "more"
    DONE = "done"
    BUSY = "busy"


def only_one(conn: Connection, duty: str) -> bool:
    """Take a duty until the commit; False where another process has it (on SQLite none can)."""
    if conn.dialect.name != "postgresql":
        return True
    return bool(conn.scalar(_TRY, {"duty": crc32(duty.encode()) >> 1}))


def go_on(conn: Connection, duty: str, this: str, page: Page, *, forward: bool = False) -> Came:
    """Do the next page of a round of a duty, unless another process is at one.

    `this` names the round. Where it is not the one that was noted last it begins anew; `forward`
    where it does not if its numbers come before that one's.
    """
    if not only_one(conn, duty):
        return Came.BUSY
    last, _, after = (facts.get(conn, duty) or "").rpartition(" ")
    if last != this:
        if forward and _numbers(last) > _numbers(this):
            return Came.DONE
        after = "0"
    if after == _DONE:
        return Came.DONE
    end = page(int(after))
    facts.put(conn, duty, f"{this} {_DONE if end is None else end}")
    return Came.DONE if end is None else Came.MORE


def _numbers(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]
