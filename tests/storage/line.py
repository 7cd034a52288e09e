"""A line to a PostgreSQL that a test can cut, let go silent, or put a pooler's face on."""

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from storage import runners
from storage.db import Db
from tests.storage.passing_time import NOW

_KEY_DATA = b"K\x00\x00\x00"  # how the message begins in which a server names its process


@dataclass(slots=True)
class Line:
    """What passes between clients and a server: bytes, as long as it is not `silent`."""

    url: str  # through the line
    silent: bool = False
    pooled: bool = False
    made: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _speaks: asyncio.Event = field(default_factory=asyncio.Event)

    def hang(self) -> None:
        """Swallow what is sent from now on, on lines that are there and on new ones."""
        self.silent = True
        self._speaks.clear()

    def answer(self) -> None:
        """Let pass again what comes, and what was held back."""
        self.silent = False
        self._speaks.set()

    def cut(self) -> None:
        """Close every line there is; new ones can be made."""
        for writer in self._open:
            writer.close()
        self._open.clear()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass bytes one way until one side is closed."""
        self._open.add(writer)
        with suppress(OSError):
            while data := await reader.read(65536):
                if self.silent:
                    await self._speaks.wait()
                writer.write(self._masked(data) if self.pooled else data)
        self._open.discard(writer)
        writer.close()

    def _masked(self, data: bytes) -> bytes:
        """Give the server's process another number, as a pooler does that keeps its own."""
        at = data.find(_KEY_DATA)
        return data if at < 0 else data[: at + 5] + struct.pack("!i", 7) + data[at + 9 :]


@asynccontextmanager
async def line_to(url: str) -> AsyncIterator[Line]:
    """Yield a line on loopback TCP to the PostgreSQL behind a Unix socket."""
    there = make_url(url)
    socket = f"{there.query['host']}/.s.PGSQL.{there.port or 5432}"
    line = Line(url)
    line.answer()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, ours = await asyncio.open_unix_connection(socket)
        await asyncio.gather(line.carry(reader, ours), line.carry(theirs, writer))

    serving = set()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line.made += 1
        serving.add(asyncio.create_task(serve(reader, writer)))

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    address = there.set(host=host, port=port, query={})
    line.url = address.render_as_string(hide_password=False)
    yield line
    server.close()
    line.answer()
    line.cut()
    await asyncio.gather(*serving)


@asynccontextmanager
async def db_at(url: str, patience: float = 4.8) -> AsyncIterator[Db]:
    """Yield a door to the database at a URL."""
    made = Db(url, patience)
    yield made
    await made.close()


def new_runner(conn: Connection, number: int = 1) -> None:
    """Write something that can be counted."""
    runners.get_or_create(conn, number, number, "Ada", NOW)
