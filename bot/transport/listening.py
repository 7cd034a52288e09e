"""Listening on a port of our own while a block lasts."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp.web_runner import BaseRunner, TCPSite

from bot.ops.startup_errors import PortError


@asynccontextmanager
async def listening(
    runner: BaseRunner, host: str, number: int, what: str, setting: str
) -> AsyncIterator[int]:
    """Serve while the block lasts and yield the port's number; 0 takes any free one.

    A port that cannot be opened is a PortError that says `what` it is, and names the two settings
    that begin with `setting`.
    """
    await runner.setup()
    try:
        try:
            await TCPSite(runner, host, number).start()
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise PortError(
                f"{what} ({setting}_HOST {host}, {setting}_PORT {number}) cannot be "
                f"opened: {'another program has it' if taken else error.strerror}"
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
