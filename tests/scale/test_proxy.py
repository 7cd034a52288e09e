"""The line that can be cut does what it says: it carries, swallows, delays and ends."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.scale.proxy import Proxy, Swallows, proxy


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(100):
            writer.write(data)
    writer.close()


@dataclass
class Line:
    """A proxy in front of a server that says everything again, and who calls it."""

    proxy: Proxy
    called: list[asyncio.StreamWriter] = field(default_factory=list)

    async def say(self, word: bytes) -> bytes:
        """Say a word on a new connection; return what came back, nothing if that is nothing."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.proxy.port)
        self.called.append(writer)
        writer.write(word)
        try:
            async with asyncio.timeout(0.1):
                return await reader.read(100)
        except (TimeoutError, ConnectionError):
            return b""


@asynccontextmanager
async def line(folder: Path) -> AsyncIterator[Line]:
    async with (
        await asyncio.start_unix_server(_echo, folder / "echo"),
        proxy(folder / "echo") as one,
    ):
        calls = Line(one)
        yield calls
        for writer in calls.called:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()
        await asyncio.sleep(0.02)


async def test_it_carries_and_delays(tmp_path: Path) -> None:
    clock = asyncio.get_running_loop().time
    async with line(tmp_path) as one:
        assert await one.say(b"hello") == b"hello"
        one.proxy.latency = 0.02
        began = clock()
        assert await one.say(b"hello") == b"hello"
        assert clock() - began >= 0.04


@pytest.mark.parametrize("way", ["there", "back", "both"])
async def test_a_black_hole_swallows_and_ends_with_its_connections(
    tmp_path: Path, way: Swallows
) -> None:
    async with line(tmp_path) as one:
        async with one.proxy.black_hole(way):
            assert await one.say(b"hello") == b""
            assert not one.called[0].is_closing()
        await asyncio.sleep(0.06)
        assert one.called[0].is_closing()
        assert await one.say(b"hello") == b"hello"


async def test_a_cut_ends_every_connection_and_refusing_keeps_it_so(tmp_path: Path) -> None:
    async with line(tmp_path) as one:
        assert await one.say(b"hello") == b"hello"
        one.proxy.refuses = True
        one.proxy.cut()
        await asyncio.sleep(0.05)
        assert one.called[0].is_closing()
        assert await one.say(b"hello") == b""
