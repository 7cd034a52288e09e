"""Replica: this process among those on one PostgreSQL. None of them is the leader.

They share the inbox, the reminders, the duties and the pace through rows and locks. What they tell
each other goes through one session of each: that the token is closed, and whom to forget.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.services import Services
from bot.transport.pace import SharedPace
from bot.transport.rate_limiter import PriorityRateLimiter
from storage import pace
from storage.session import Session

logger = logging.getLogger(__name__)


@asynccontextmanager
async def replica(
    services: Services, limiter: PriorityRateLimiter, *, polls: bool
) -> AsyncIterator[Session]:
    """Be one of several processes while the block lasts; yield the session.

    With `polls` it competes with the others for the turn to poll.
    """
    every = 1 / services.settings.per_second
    shared = SharedPace(services.db, every, services.meters, limiter.close)
    looking: set[asyncio.Task[None]] = set()

    async def look() -> None:
        """See whether the token was closed while we heard nothing."""
        try:
            limiter.close(await services.db.transaction(pace.closed))
        except Exception as error:
            logger.warning("It is not known if there is a pause: %s", type(error).__name__)

    def changed(is_there: bool) -> None:
        # While nothing was heard somebody may have asked to be forgotten.
        services.states.clear()
        if is_there:
            task = asyncio.create_task(look())
            looking.add(task)
            task.add_done_callback(looking.discard)

    session = Session(
        services.settings.session_url or services.settings.database_url,
        {
            "dorsi_pace": lambda seconds: shared.is_closed(float(seconds)),
            "dorsi_forget": lambda runner: services.states.forget(int(runner)),
        },
        changed,
        polls,
    )
    await session.open()
    limiter.pace = shared
    living = asyncio.create_task(session.run(), name="session")
    try:
        yield session
    finally:
        living.cancel()
        await asyncio.gather(living, *looking, return_exceptions=True)
        await shared.stop()
