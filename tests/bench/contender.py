"""A bot in a process of its own, on a Telegram of its own, with runners who can tap."""

import os
import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from bot.sandbox.clock import Clock
from bot.sandbox.queries import Query
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bench.process import first_poll, memory, spawn, watch

TICKS = os.sysconf("SC_CLK_TCK")  # ticks a second of the kernel's CPU times


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


@asynccontextmanager
async def running(contender: Contender, runners: int, after: int = 0) -> AsyncIterator[Running]:
    """Start a contender, lead `runners` runners in, stop it in the end.

    Their numbers come `after` those that its database knows already.
    """
    telegram = Telegram(Clock())
    watched = watch(telegram)
    await telegram.start()
    if contender.first:
        made = await spawn(contender.first, contender.environment, telegram)
        assert await made.wait() == 0
    began = perf_counter()
    process = await spawn(contender.command, contender.environment, telegram)
    try:
        await first_poll(process, watched)
        started = perf_counter() - began
        bot = Running(contender, telegram, process, started, memory(process.pid))
        for number in range(1, runners + 1):
            runner = telegram.runner(after + number, f"Runner {number}")
            await contender.enter(runner)
            bot.runners.append(runner)
        yield bot
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()
        await telegram.stop()
