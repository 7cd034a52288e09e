"""A Dorsi started on a database: how long until it says what is due, and the memory it holds."""

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from storage.db import Db
from tests.bench.contenders import START, environment
from tests.bench.process import happens, memory, spawn
from tests.storage.full_database import make_due, newcomer

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process to the first nudge it said, and MB a little later."""

    first: float
    memory: float


async def start(url: str, folder: Path, settled: float) -> Start:
    """Start the bot on a filled database, where one nudge is due now, and stop it again.

    Its memory is looked at after `settled` seconds of ticks with nothing to say.
    """
    db = Db(url)
    who = await db.transaction(_newcomer, datetime.now(UTC))
    await db.close()
    telegram = Telegram(Clock())
    said = _arrival(telegram, who)
    await telegram.start()
    began = perf_counter()
    process = await spawn(START, environment(url, folder), telegram)
    try:
        await happens(process, said, "nudge")
        first = perf_counter() - began
        await asyncio.sleep(settled)
        return Start(first, memory(process.pid))
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()
        await telegram.stop()


def _newcomer(conn: Connection, now: datetime) -> int:
    """Let there be one more runner, whose next nudge is due now."""
    who = newcomer(conn, now)
    make_due(conn, now, [now + SOON], who)
    return who


def _arrival(telegram: Telegram, chat: int) -> asyncio.Event:
    """Return what happens when the first message arrives in a chat."""
    runner = telegram.runner(chat)
    runner.chat.known = True
    said = asyncio.Event()

    def look(what: str, _: Any) -> None:
        if what == "message":
            said.set()

    runner.chat.listeners.append(look)
    return said
