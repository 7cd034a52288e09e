"""Signals between the processes on one PostgreSQL (NOTIFY); on SQLite there is nobody to tell.

NOTIFY takes a lock on the whole database at the commit, so none is sent for a tap or a reminder.
"""

from typing import Literal

from sqlalchemy import Connection, bindparam, func, select

# What is said: the token is closed for so many seconds; a runner (number) wants to be forgotten.
Channel = Literal["dorsi_pace", "dorsi_forget"]


class PoolerError(RuntimeError):
    """A session would go through a pooler, which hands its connections round."""


_NOTIFY = select(func.pg_notify(bindparam("channel"), bindparam("payload")))


def send(conn: Connection, channel: Channel, payload: str) -> None:
    """Tell every process, this one too, once the transaction is committed."""
    if conn.dialect.name == "postgresql":
        conn.execute(_NOTIFY, {"channel": channel, "payload": payload})
