"""A session on PostgreSQL that lasts: it hears what other processes say, and may hold a lock.

One connection beside the pool, with a life of its own: it is made anew whenever it is lost, and a
line that went silent is found out within seconds. What it holds is free as soon as it is gone.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import psycopg
from psycopg import sql
from psycopg.abc import RV, PQGen
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import make_url

from storage.postgresql import LINE
from storage.signals import PROCESS, Channel, PoolerError

logger = logging.getLogger(__name__)

BEAT = 1.0  # s between two looks whether the line is still there, and whether the lock is free
ANSWER = 2.0  # s for any one answer
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 1.0  # s between tries to connect
# What the server keeps to, so that the lock of a machine that lost its power is free in seconds.
_SERVER = {"tcp_keepalives_idle": "2", "tcp_keepalives_interval": "1", "tcp_keepalives_count": "3"}
_OURS = 0x646F7273  # as in `storage.duties`
_POLL = f"({_OURS}, {crc32(b'poll') >> 1})"
# What is said to see that the line is there, by whether we want to poll and whether we may.
_BEATS = {
    (True, False): f"SELECT pg_try_advisory_lock{_POLL}",
    (True, True): "SELECT true",
    (False, True): f"SELECT pg_advisory_unlock{_POLL}",
    (False, False): "SELECT false",
}


class _Line(psycopg.AsyncConnection[Any]):
    """A connection that gives each answer `ANSWER` seconds, then hangs up."""

    async def wait(
        self,
        gen: PQGen[RV],
        interval: float = 0.1,
        timeout: float | None = None,  # noqa: ASYNC109 - psycopg's own
    ) -> RV:
        """Wait for the server; the line to one that is silent for too long is closed."""
        began = time.monotonic()
        try:
            return await super().wait(gen, interval, ANSWER if timeout is None else timeout)
        except psycopg.OperationalError:
            if timeout is None and time.monotonic() - began >= ANSWER:
                self.pgconn.finish()
            raise


@dataclass(slots=True)
class Session:
    """The session of this process; `hears` is what to do with what is said on each channel.

    `changed` is told when it is there and when it is lost. With `polls` it competes for the one
    lock of whoever polls; `mine` is set while it has it. `beat_at` is when it was last seen to be
    there, in monotonic seconds.
    """

    url: str
    hears: Mapping[Channel, Callable[[str], None]]
    changed: Callable[[bool], None]
    polls: bool = True
    mine: asyncio.Event = field(default_factory=asyncio.Event)
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    beat_at: float = field(default_factory=time.monotonic)
    _line: _Line | None = None

    async def open(self) -> None:
        """Connect for the first time; PoolerError where that is no session of our own."""
        self._line = await self._connect()

    async def run(self) -> None:
        """Live until cancelled; whenever the connection is lost, make another."""
        pause = FIRST_PAUSE
        while True:
            try:
                self._line = self._line or await self._connect()
                pause = FIRST_PAUSE
                await self._live(self._line)
            except (psycopg.Error, OSError, PoolerError) as error:
                logger.warning("The session was lost: %s", str(error).strip() or type(error))
            finally:
                await self._gone()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _connect(self) -> _Line:
        address = make_url(self.url).set(drivername="postgresql+psycopg")
        dialect: Any = PGDialect_psycopg
        _, params = dialect().create_connect_args(address)
        # Of several hosts the one that can be written to; what the URL says goes first.
        primary = {"target_session_attrs": "read-write"} if "," in params.get("host", "") else {}
        given = {**LINE, **primary, **params, "application_name": PROCESS}
        line = await _Line.connect(**given, autocommit=True)
        try:
            await _set_up(line)
        except BaseException:
            await line.close()
            raise
        return line

    async def _live(self, line: _Line) -> None:
        for channel in self.hears:
            await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        self.beat_at = time.monotonic()
        self.changed(True)
        while True:
            await self._beat(line)
            async for said in line.notifies(timeout=BEAT):
                self._hear(said)

    async def _beat(self, line: _Line) -> None:
        """See that the line is there, and whether it is our turn to poll."""
        mine = self.mine.is_set()
        row = await (await line.execute(_BEATS[self.polls, mine])).fetchone()
        self.beat_at = time.monotonic()
        if not self.polls:
            self._lose()
        elif not mine and row == (True,):
            self.lost.clear()
            self.mine.set()

    def _hear(self, said: psycopg.Notify) -> None:
        try:
            self.hears[said.channel](said.payload)  # type: ignore[index]
        except Exception:
            logger.exception("What was said on %s cannot be heeded", said.channel)

    def _lose(self) -> None:
        if self.mine.is_set():
            self.mine.clear()
            self.lost.set()

    async def _gone(self) -> None:
        """Let go of everything at once: another process may have it already."""
        line, self._line = self._line, None
        self._lose()
        self.changed(False)
        if line is not None:
            await line.close()


async def _set_up(line: _Line) -> None:
    """See that a connection is a session of our own, and have the server look after it."""
    row = await (await line.execute("SELECT pg_backend_pid()")).fetchone()
    if row != (line.info.backend_pid,):
        raise PoolerError(
            "DORSI_DATABASE_URL leads through a pooler. Each process also needs one connection "
            "that does not: set DORSI_SESSION_URL to the address of PostgreSQL itself."
        )
    for name, value in _SERVER.items():
        await line.execute("SELECT set_config(%s, %s, false)", (name, value))
