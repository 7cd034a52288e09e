"""A line that can be cut: a TCP proxy to a server, with a black hole and latency on demand."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sqlalchemy.engine import make_url

# `there` and `back` swallow what goes in one direction, `both` what goes in either.
Swallows = Literal["none", "there", "back", "both"]
_CHUNK = 1 << 16
_RESET = struct.pack("ii", 1, 0)  # closed without waiting for what is unsent: with a reset


@dataclass(slots=True)
class Proxy:
    """Passes bytes on to a Unix socket, as long as nothing is done to the line.

    What a black hole swallowed is gone for good: when it ends, the connections of before end with
    it, as after a fail-over of the network. `latency` is in seconds, for each direction.
    """

    target: Path
    port: int = 0
    swallows: Swallows = "none"
    latency: float = 0.0
    refuses: bool = False
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def url(self, database: str) -> str:
        """Return the URL by which a database is reached over this line."""
        address = make_url(database).set(host="127.0.0.1", port=self.port).set(query={})
        return address.render_as_string(hide_password=False)

    def cut(self) -> None:
        """End every connection at once, with a reset."""
        for writer in tuple(self._writers):
            if (line := writer.get_extra_info("socket")).family == socket.AF_INET:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()

    @asynccontextmanager
    async def black_hole(self, which: Swallows = "both") -> AsyncIterator[None]:
        """Swallow everything while the block lasts, without a word to anybody."""
        self.swallows = which
        try:
            yield
        finally:
            self.swallows = "none"
            self.cut()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        if self.refuses:
            writer.transport.abort()
            return
        self._writers.add(writer)
        with contextlib.suppress(OSError):
            there_reader, there_writer = await asyncio.open_unix_connection(self.target)
            self._writers.add(there_writer)
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._carry(reader, there_writer, "there"))
                    both.create_task(self._carry(there_reader, writer, "back"))
            finally:
                self._writers.discard(there_writer)
                there_writer.transport.abort()
        self._writers.discard(writer)
        writer.transport.abort()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Swallows
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(_CHUNK):
                if self.latency:
                    await asyncio.sleep(self.latency)
                if self.swallows not in {"both", way}:
                    writer.write(data)
                    await writer.drain()
        # Nor is it told that one side hung up.
        while self.swallows in {"both", way}:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        writer.transport.abort()


@asynccontextmanager
async def proxy(target: Path) -> AsyncIterator[Proxy]:
    """Listen on any free port while the block lasts."""
    one = Proxy(target)
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    try:
        yield one
    finally:
        one.swallows = "none"
        server.close()
        one.cut()
        await server.wait_closed()


def socket_of(database: str) -> Path:
    """Return the Unix socket of the PostgreSQL at a URL, 5432 unless it names another port."""
    address = make_url(database)
    folder = str(address.query["host"])
    return Path(folder) / f".s.PGSQL.{address.port or 5432}"
