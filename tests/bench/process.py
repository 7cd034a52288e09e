"""A bot in a process of its own, seen from outside: its start, its memory, its first words."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from bot.sandbox.telegram import Telegram
from bot.sandbox.updates import Updates

PAGE = os.sysconf("SC_PAGE_SIZE")  # bytes
STARTS_WITHIN = 30.0  # seconds


class Watched(Updates):
    """Notes when a bot asks for updates."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Hand out updates, as ever."""
        self.asked.set()
        return await super().poll(offset, limit, seconds)


def watch(telegram: Telegram) -> Watched:
    """Let `telegram` note when it is polled; before its start."""
    telegram.state.updates = watched = Watched()
    return watched


def python(*arguments: str) -> tuple[str, ...]:
    """Return a command of the Python that runs this."""
    return sys.executable, *arguments


def memory(process: int | str = "self") -> float:
    """Return the memory a process holds, in MB; without a number this one."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 1e6


async def spawn(
    command: tuple[str, ...],
    environment: Mapping[str, str],
    telegram: Telegram | None = None,
    log: IO[bytes] | None = None,
) -> Process:
    """Start a command; `{url}` in it and in the environment is the address of `telegram`."""
    url = telegram.url if telegram else ""
    return await asyncio.create_subprocess_exec(
        *(part.format(url=url) for part in command),
        stdout=DEVNULL,
        stderr=log,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            **{name: text.format(url=url) for name, text in environment.items()},
        },
    )


async def first_poll(process: Process, watched: Watched) -> None:
    """Wait until a bot asks for updates; RuntimeError where it ends before or takes too long."""
    await happens(process, watched.asked, "getUpdates")


async def happens(process: Process, event: asyncio.Event, what: str) -> None:
    """Wait until a process made `event` happen; RuntimeError where it does not in time."""
    ended = asyncio.ensure_future(process.wait())
    seen = asyncio.ensure_future(event.wait())
    await asyncio.wait({ended, seen}, timeout=STARTS_WITHIN, return_when=asyncio.FIRST_COMPLETED)
    for each in (ended, seen):
        each.cancel()
    if not event.is_set():
        raise RuntimeError(f"no {what} within {STARTS_WITHIN} s of the start of the bot")
