"""Daily duty: followed calendars are read again, and what changed is said in one quiet message.

Whoever takes a link holds it for two minutes (`storage.links.claim`), so that of several processes
one reads it. What is to be said is kept with the change and said after it.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from telegram.error import Forbidden, TelegramError

from bot.handlers import calendar
from bot.links.addresses import BadLinkError
from bot.links.fetching import Fetched, FetchError, Version
from bot.screens import links as screens
from bot.services import Services
from bot.transport import messenger
from bot.transport.lanes import BULK_LANE
from scheduler.calendars import BadCalendarError, PlannedRun
from storage import following, links, runners
from storage.links import Link
from storage.runners import Runner

logger = logging.getLogger(__name__)

SHARE = 45.0  # seconds of each minute that are spent on it at most


@dataclass(frozen=True, slots=True)
class Following:
    """Reads what is due, one link after the other."""

    services: Services

    async def go_on(self) -> None:
        """Read the links that are due, for most of a minute at most."""
        until = time.monotonic() + SHARE
        while time.monotonic() < until and not self.services.ending.is_set():
            link = await self.services.db.transaction(links.claim, self.services.now())
            if link is None:
                return
            try:
                await self._tend(link)
            except TelegramError as error:
                # Claimed again when its lease is over.
                logger.warning("A calendar's news were not said: %s", type(error).__name__)

    async def _tend(self, link: Link) -> None:
        db, now = self.services.db, self.services.now()
        who = await db.transaction(runners.get, link.runner)
        if who is None or who.away or who.gone:
            await db.transaction(links.postpone, link, now)
        elif link.news:
            await self._say(link, link.news)
        else:
            await self._read(link, who)

    async def _read(self, link: Link, who: Runner) -> None:
        db, now = self.services.db, self.services.now()
        try:
            last = Version(link.etag, link.modified) if link.seen is not None else Version()
            fetched = await self.services.fetcher.fetch(link.address, last)
            if fetched.data is None:
                await db.transaction(links.read, link, now)
                return
            found = (await calendar.reading(self.services, who, fetched.data)).runs
            _check(link, found, now)
        except (BadLinkError, FetchError, BadCalendarError) as error:
            why = error.why if isinstance(error, FetchError) else type(error).__name__
            logger.info("A followed calendar could not be read: %s", why)
            news = screens.trouble(link) if not link.faults else None
            await db.transaction(links.failed, link, now, news)
        else:
            await db.transaction(self._brought, link, fetched, found)

    def _brought(
        self, conn: Connection, link: Link, fetched: Fetched, found: tuple[PlannedRun, ...]
    ) -> None:
        """Bring the plan in line with a new reading and keep what is to be said of it."""
        now, who = self.services.now(), runners.lock(conn, link.runner)
        kept = links.get(conn, link.runner, link.id)
        if who is None or who.zone is None or kept is None or kept.next_at is None:
            return
        changes = following.bring(conn, who, link.seen or (), link.read_at or now, found, now)
        news = screens.changed(changes, who.zone, now) if changes else None
        version = (fetched.version.etag, fetched.version.modified)
        links.read(conn, link, now, seen=found, version=version, news=news)

    async def _say(self, link: Link, news: str) -> None:
        api, pictures, db = self.services.api, self.services.pictures, self.services.db
        try:
            await messenger.send(api, pictures, link.runner, screens.news(news), lane=BULK_LANE)
        except Forbidden:
            await db.transaction(runners.away, link.runner)
        await db.transaction(links.told, link, self.services.now())


def _check(link: Link, found: tuple[PlannedRun, ...], now: datetime) -> None:
    """Raise FetchError where a site has lost its plan: nobody's runs are taken away for that."""
    if not found and any(one.start > now for one in link.seen or ()):
        raise FetchError("failing")
