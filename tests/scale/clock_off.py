"""Dorsi on a machine whose clock is wrong: the second's an hour ahead, the third's behind."""

import asyncio
import os
from datetime import UTC, datetime, timedelta

from bot.__main__ import settings
from bot.lifespan import running, until_stopped

AHEAD = {"0": timedelta(0), "1": timedelta(hours=1), "2": timedelta(hours=-1)}


def now() -> datetime:
    """Return what this machine takes for now."""
    return datetime.now(UTC) + AHEAD[os.environ["DORSI_REPLICA"]]


async def main() -> None:
    """Run until a signal ends it."""
    async with running(settings(), now):
        await until_stopped()


if __name__ == "__main__":
    asyncio.run(main())
