"""The sandbox beside the real bot: one process, one clock, and a database of its own."""

import errno
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.lifespan import running, until_stopped
from bot.ops.startup_errors import PortError
from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from storage.db import Db
from storage.reminders import outbox

# The chats live as long as the process, so what the bot remembers of them begins anew with it.
DATABASE = Path("data/sandbox.db")
HEARTBEAT = "data/sandbox-heartbeat"


async def sandbox(settings: Settings, port: int) -> None:
    """Run the sandbox and the real bot against it, in one process, until a signal ends it."""
    async with beside(settings, port) as address:
        print(f"Dorsi's sandbox is at {address}", flush=True)  # noqa: T201 - the one promise
        await until_stopped()


@asynccontextmanager
async def beside(
    settings: Settings, port: int, pulse: Callable[[], float] = time.monotonic
) -> AsyncIterator[str]:
    """Serve the sandbox with the bot on it while the block lasts; yields the page's address."""
    clock = Clock()
    looker: Db | None = None

    async def next_due() -> datetime | None:
        return await looker.transaction(outbox.next_due) if looker else None

    telegram = Telegram(clock, next_due=next_due)
    await _start(telegram, port)
    for old in DATABASE.parent.glob(f"{DATABASE.name}*"):
        old.unlink()
    try:
        chosen = settings.model_copy(
            update={
                "token": SecretStr(telegram.token),
                "api_url": telegram.url,
                "intake": "poll",
                "database_url": f"sqlite:///{DATABASE}",
                "heartbeat": HEARTBEAT,
            }
        )
        async with running(chosen, clock.now, pulse) as whole:
            looker = whole.services.db
            clock.on_jump(whole.clock.wake)
            yield telegram.url
    finally:
        await telegram.stop()


async def _start(telegram: Telegram, port: int) -> None:
    """Listen on the port, or on any free one if another program has it."""
    try:
        await telegram.start(port=port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise PortError(f"The sandbox's port {port} cannot be opened: {error}") from error
        await telegram.start(port=0)
