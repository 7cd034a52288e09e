"""The first minute, walked once in a process and then put into every other world as it was.

Most walks begin where it ends, and to walk it again takes longer than what most of them are
about. Only a world in which nothing has happened yet is given it, at the same minute and with
the same content and settings; every other one walks.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from bot.sandbox.chats import Message
from content.library import Library
from storage import runners
from storage.base import Base

if TYPE_CHECKING:
    from tests.bot.world import Phone

# Every table, those that others point to first, and behind them where SQLite counts on;
# but the inbox: the numbers of updates begin anew in every world.
TABLES = (
    *(table.name for table in Base.metadata.sorted_tables if table.name != "updates"),
    "sqlite_sequence",
)
# What differs from world to world, and is no part of what was said.
OWN = {"api_url", "database_url", "heartbeat"}
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A first minute that was walked: when it ended, what was said and what was kept."""

    end: datetime
    said: tuple[Message, ...]
    rows: Rows
    library: Library


_WALKED: dict[Hashable, Arrival] = {}


async def arrive(phone: "Phone") -> None:
    """Bring a runner through the first minute, by walking it or as it was walked before."""
    world, chat = phone.world, phone.runner.chat
    others = await world.services.db.transaction(runners.ids)
    if others or chat.messages or chat.listeners:
        await phone.walk_in()
        return
    key = _key(phone)
    if key not in _WALKED:
        await phone.walk_in()
        # Copies: the chat goes on, and edits its own.
        said = tuple(replace(one) for one in phone.runner.messages)
        rows = await world.services.db.transaction(_rows)
        _WALKED[key] = Arrival(world.clock.now(), said, rows, world.services.library)
        return
    before = _WALKED[key]
    await world.services.db.transaction(_pour, before.rows)
    chat.known, chat.last_id = True, before.said[-1].message_id
    chat.messages |= {one.message_id: replace(one, chat=chat) for one in before.said}
    world.clock.jump(max(before.end - world.clock.now(), timedelta(0)))


def _key(phone: "Phone") -> Hashable:
    """Return what the first minute depends on."""
    world, user = phone.world, phone.runner.user
    minute = world.clock.now().replace(second=0, microsecond=0)
    chosen = world.settings.model_dump(exclude=OWN)
    return str(user), minute, id(world.services.library), str(chosen)


def _rows(conn: Connection) -> Rows:
    found = {}
    for table in TABLES:
        rows = conn.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - a name of ours
        found[table] = [tuple(row) for row in rows]
    return found


def _pour(conn: Connection, rows: Rows) -> None:
    """Keep these rows and no other."""
    for table in reversed(TABLES):
        conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
    for table, kept in rows.items():
        if kept and table == "sqlite_sequence":
            conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - what the rows counted
        for row in kept:
            blanks = ", ".join("?" * len(row))
            conn.exec_driver_sql(f"INSERT INTO {table} VALUES ({blanks})", row)  # noqa: S608
