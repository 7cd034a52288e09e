"""Vital signs of what Dorsi stands on: a database that answers and can be written to, a disk."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.ops.heartbeat import room
from storage import alive, stats
from storage.db import Db

DATABASE_SECONDS = 1.0  # a trivial query takes well under a millisecond; a tap needs several
TICK_SECONDS = 15.0  # the clock looks for due nudges every second, a full batch takes 5
# Seconds between two writes that only ask: a card of a small computer wears by each.
WRITE_SECONDS = 60.0
NO_ANSWER = "no answer within 1 s"
# What databases say, and what it means to a host.
_WORDS = {
    "is full": "the disk is full",
    "no space left": "the disk is full",
    "readonly": "it cannot be written to",
    "read-only": "it cannot be written to",
    "disk i/o error": "the disk cannot be read or written",
    "malformed": "the file is damaged",
}


@dataclass(slots=True)
class Vitals:
    """Asks the database and its disk; a slow one is asked once, however many ask us."""

    db: Db
    clock: Callable[[], float] = time.monotonic
    _asking: asyncio.Task[str] | None = field(default=None, init=False)
    _written: float = field(default=float("-inf"), init=False)

    async def checks(self) -> dict[str, str]:
        """Return each check with "ok" or what is wrong."""
        return {"database": await self._database(), "disk": room(self.db.folder)}

    async def _database(self) -> str:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                return await asyncio.shield(self._asking)
        except TimeoutError:
            return NO_ANSWER

    async def _ask(self) -> str:
        try:
            if self.clock() - self._written >= WRITE_SECONDS:
                await self.db.transaction(alive.writes)
                self._written = self.clock()
            await self.db.transaction(stats.answers)
        except DBAPIError as error:
            return _word(str(error.orig))
        except (SQLAlchemyError, RuntimeError):  # the latter from a door that was closed meanwhile
            return NO_ANSWER
        return "ok"


def age(seconds: float, most: float) -> str:
    """Return "ok" for what moved so many seconds ago, or that it has not for too long."""
    return "ok" if seconds < most else f"silent for {seconds:.0f} s"


def _word(said: str) -> str:
    return next((word for sign, word in _WORDS.items() if sign in said.lower()), NO_ANSWER)
