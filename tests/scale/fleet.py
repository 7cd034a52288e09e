"""Replicas: the same bot in several processes on one database, to be started, killed and ended."""

import asyncio
import contextlib
import secrets
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.telegram import Telegram
from tests.bench.process import spawn
from tests.scale.candidates import Candidate

STARTS_WITHIN = 60.0  # seconds
ENDS_WITHIN = 30.0
LOOK = 0.02
# Below the ports that outgoing calls are given, which would take one while its replica is down.
PORTS = range(21_000, 32_000)


def free_port() -> int:
    """Return a port that nobody listens on, and nobody calls from."""
    while True:
        with socket.socket() as one, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port := secrets.choice(PORTS)))
            return port


@dataclass(slots=True)
class Replica:
    """One of the processes; its lives are numbered, and each has a log of its own."""

    number: int
    candidate: Candidate
    telegram: Telegram
    filled: dict[str, str]
    folder: Path
    port: int = field(default_factory=free_port)
    process: Process | None = None
    lives: int = 0

    @property
    def hook(self) -> str:
        """Return the address at which it is called."""
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def log(self) -> Path:
        """Return where its present life says what it has to say."""
        return self.folder / f"replica-{self.number}-{self.lives}.log"

    async def start(self) -> None:
        """Begin a life, and wait until it listens."""
        self.lives += 1
        fill = {
            **self.filled,
            "port": str(self.port),
            "url": self.telegram.url,
            "number": str(self.number),
        }
        command = tuple(part.format(**fill) for part in self.candidate.command)
        environment = {
            name: text.format(**fill) for name, text in self.candidate.environment.items()
        }
        with self.log.open("wb") as log:
            self.process = await spawn(command, environment, self.telegram, log)
        async with asyncio.timeout(STARTS_WITHIN):
            while not await self.listens():
                if self.process.returncode is not None:
                    raise RuntimeError(f"a replica did not start: {self.log.read_text()[-2000:]}")
                await asyncio.sleep(LOOK)

    async def listens(self) -> bool:
        """Tell whether anybody answers at its port."""
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        writer.close()
        return True

    async def kill(self) -> None:
        """End it without a word."""
        if self.process and self.process.returncode is None:
            self.process.kill()
        if self.process:
            await self.process.wait()

    async def end(self) -> float:
        """Ask it to end, and return how many seconds that took."""
        assert self.process is not None
        clock = asyncio.get_running_loop().time
        began = clock()
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(ENDS_WITHIN):
            await self.process.wait()
        return clock() - began


@dataclass(slots=True)
class Fleet:
    """All the replicas; those that are `up` take taps."""

    replicas: list[Replica]
    up: set[int] = field(default_factory=set)

    async def start(self, numbers: list[int] | None = None) -> None:
        """Begin a life of these, or of all."""
        these = [one for one in self.replicas if numbers is None or one.number in numbers]
        await asyncio.gather(*(one.start() for one in these))
        self.up |= {one.number for one in these}

    async def kill(self, *numbers: int) -> None:
        """Kill these at the same time, or all where none is named."""
        these = [one for one in self.replicas if not numbers or one.number in numbers]
        self.up -= {one.number for one in these}
        await asyncio.gather(*(one.kill() for one in these))

    async def end(self, number: int) -> float:
        """Ask one to end; return the seconds that took."""
        self.up.discard(number)
        return await self.replicas[number].end()

    @asynccontextmanager
    async def supervised(self) -> AsyncIterator[None]:
        """Start whatever ends by itself again while the block lasts, as a host's machine does."""

        async def revive(one: Replica) -> None:
            while True:
                assert one.process is not None
                await one.process.wait()
                await one.start()

        tasks = [asyncio.create_task(revive(one)) for one in self.replicas]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def logged(self, words: str) -> int:
        """Return how many lines of all lives say something."""
        logs = [log for one in self.replicas for log in one.folder.glob("replica-*.log")]
        return sum(log.read_text(errors="replace").count(words) for log in set(logs))


def fleet(
    candidate: Candidate,
    telegram: Telegram,
    folder: Path,
    hook: str,
    databases: list[str],
) -> Fleet:
    """Return a fleet in which each replica has a database URL of its own, maybe the same."""
    filled = [{"hook": hook, "database": one, "folder": str(folder)} for one in databases]
    return Fleet([Replica(at, candidate, telegram, each, folder) for at, each in enumerate(filled)])
