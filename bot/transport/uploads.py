"""Uploaded pictures: the first send keeps Telegram's file id for all others of the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from content import figures
from content.figures import Figure
from storage import media
from storage.db import Db


@dataclass(slots=True)
class Loan:
    """What to send for a figure: a file id, or the bytes of a loop never sent before.

    The sender of bytes sets `file_id` to what Telegram answered.
    """

    media: str | bytes
    file_id: str | None = None


@dataclass(slots=True)
class Pictures:
    """The file ids of one bot, in memory and in storage."""

    db: Db
    bot_id: int
    known: dict[str, str] = field(default_factory=dict)
    locks: dict[str, asyncio.Lock] = field(default_factory=dict)

    @asynccontextmanager
    async def lend(self, figure: Figure) -> AsyncIterator[Loan | None]:
        """Lend what to send for a figure, None where there is no loop of it.

        Whoever gets bytes holds the others back until the send is over, so that a figure that
        many runners open at the same moment still goes up once.
        """
        path = figures.path(figure)
        if path is None:
            yield None
            return
        key = figures.name(figure)
        if file_id := await self._file_id(key):
            yield Loan(file_id)
            return
        async with self.locks.setdefault(key, asyncio.Lock()):
            file_id = await self._file_id(key)
            loan = Loan(file_id or path.read_bytes())
            yield loan
            if loan.file_id:
                self.known[key] = loan.file_id
                await self.db.transaction(media.keep, self.bot_id, key, loan.file_id)
        self.locks.pop(key, None)

    async def forget(self, figure: Figure) -> None:
        """Forget a file id that Telegram no longer knows; the next send uploads it again."""
        key = figures.name(figure)
        self.known.pop(key, None)
        await self.db.transaction(media.forget, self.bot_id, key)

    async def _file_id(self, key: str) -> str | None:
        if key not in self.known:
            kept = await self.db.transaction(media.file_id, self.bot_id, key)
            if kept is None:
                return None
            self.known[key] = kept
        return self.known[key]
