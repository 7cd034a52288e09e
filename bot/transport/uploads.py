"""Uploaded pictures: the first send keeps Telegram's file id for all others of the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from telegram.error import NetworkError

from bot.transport.telegram_errors import is_network_trouble
from content import figures
from content.figures import Figure
from storage import media
from storage.db import Db

UPLOAD_WITHIN = 6.0  # s for a loop of 200 kB at most; then its runner reads the words alone
OTHERS_WAIT = 1.0  # s for somebody else's upload of the same loop
REST = 60.0  # s without another try after an upload that failed with the line


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
    resting: dict[str, float] = field(default_factory=dict)

    @asynccontextmanager
    async def lend(self, figure: Figure) -> AsyncIterator[Loan | None]:
        """Lend what to send for a figure, None where words have to do.

        Whoever gets bytes holds the others back for a moment, so that a figure that many runners
        open at once still goes up once. Who would have to wait longer, or comes soon after an
        upload that failed, gets None, as they do where there is no loop.
        """
        path = figures.path(figure)
        if path is None:
            yield None
            return
        key = figures.name(figure)
        if file_id := await self._file_id(key):
            yield Loan(file_id)
            return
        lock = self.locks.setdefault(key, asyncio.Lock())
        if not await self._may_upload(key, lock):
            yield None
            return
        try:
            file_id = await self._file_id(key)
            loan = Loan(file_id or path.read_bytes())
            yield loan
            if loan.file_id and loan.file_id != file_id:
                self.known[key] = loan.file_id
                await self.db.transaction(media.keep, self.bot_id, key, loan.file_id)
        except NetworkError as error:
            if is_network_trouble(error):
                self.resting[key] = asyncio.get_running_loop().time() + REST
            raise
        finally:
            lock.release()
            self.locks.pop(key, None)

    async def forget(self, figure: Figure) -> None:
        """Forget a file id that Telegram no longer knows; the next send uploads it again."""
        key = figures.name(figure)
        self.known.pop(key, None)
        await self.db.transaction(media.forget, self.bot_id, key)

    async def _may_upload(self, key: str, lock: asyncio.Lock) -> bool:
        """Take the lock of a figure's upload; False where that would take too long."""
        if self.resting.get(key, 0) > asyncio.get_running_loop().time():
            return False
        self.resting.pop(key, None)
        try:
            async with asyncio.timeout(OTHERS_WAIT):
                return await lock.acquire()
        except TimeoutError:
            return False

    async def _file_id(self, key: str) -> str | None:
        if key not in self.known:
            kept = await self.db.transaction(media.file_id, self.bot_id, key)
            if kept is None:
                return None
            self.known[key] = kept
        return self.known[key]
