"""A bot in a process of its own, on a Telegram of its own, with runners who can tap."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.queries import Query
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from bot.sandbox.updates import Updates

TICKS = os.sysconf("SC_CLK_TCK")  # ticks a second of the kernel's CPU times
PAGE = os.sysconf("SC_PAGE_SIZE")  # bytes
STARTS_WITHIN = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Contender:
    """What is compared: `{url}` in the command and environment is the server's address.

    `first` is a command run to its end before, such as one that makes the database.
    `enter` leads a new runner in and `ready` to the first screen to be tapped; `tap` taps one
    button there and returns the query, None when the runner has to be made `ready` again.
    """

    name: str
    command: tuple[str, ...]
    enter: Callable[[Runner], Awaitable[None]]
    ready: Callable[[Runner], Awaitable[None]]
    tap: Callable[[Runner], Query | None]
    environment: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()


@dataclass(slots=True)
class Running:
    """A contender that polls, with its runners; how long it took and what it held to get there."""

    contender: Contender
    telegram: Telegram
    process: Process
    started: float  # seconds from the start of the process to its first getUpdates
    idle: float  # MB it held then, before anybody was there
    runners: list[Runner] = field(default_factory=list)

    def cpu(self) -> float:
        """Return the CPU time the process has used, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> float:
        """Return the memory the process holds, in MB."""
        return memory(self.process.pid)


class _Watched(Updates):
    """Notes when the bot asks for updates for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = asyncio.Event()

    async def poll(self, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        """Hand out updates, as ever."""
        self.asked.set()
        return await super().poll(offset, limit, seconds)


@asynccontextmanager
async def running(contender: Contender, runners: int) -> AsyncIterator[Running]:
    """Start a contender, lead `runners` runners in, stop it in the end."""
    telegram = Telegram(Clock())
    telegram.state.updates = watched = _Watched()
    await telegram.start()
    if contender.first:
        assert await (await _process(contender.first, contender, telegram)).wait() == 0
    began = perf_counter()
    process = await _process(contender.command, contender, telegram)
    try:
        await _first_poll(process, watched)
        started = perf_counter() - began
        bot = Running(contender, telegram, process, started, memory(process.pid))
        for number in range(1, runners + 1):
            runner = telegram.runner(number, f"Runner {number}")
            await contender.enter(runner)
            bot.runners.append(runner)
        yield bot
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()
        await telegram.stop()


def memory(process: int | str = "self") -> float:
    """Return the memory a process holds, in MB; without a number this one."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE / 1e6


def python(*arguments: str) -> tuple[str, ...]:
    """Return a command of the Python that runs this."""
    return sys.executable, *arguments


async def _process(command: tuple[str, ...], contender: Contender, telegram: Telegram) -> Process:
    given = {name: text.format(url=telegram.url) for name, text in contender.environment.items()}
    return await asyncio.create_subprocess_exec(
        *(part.format(url=telegram.url) for part in command),
        stdout=DEVNULL,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **given},
    )


async def _first_poll(process: Process, watched: _Watched) -> None:
    ended = asyncio.ensure_future(process.wait())
    asked = asyncio.ensure_future(watched.asked.wait())
    await asyncio.wait({ended, asked}, timeout=STARTS_WITHIN, return_when=asyncio.FIRST_COMPLETED)
    for each in (ended, asked):
        each.cancel()
    if not watched.asked.is_set():
        raise RuntimeError(f"no getUpdates within {STARTS_WITHIN} s of the start of the bot")
