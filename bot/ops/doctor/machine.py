"""Doctor of the machine: free disk, age of the time zone rules, the ports."""

import asyncio
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import aiohttp

from bot.ops.doctor.database import file_of
from bot.ops.doctor.finding import Finding, bad, fine, note
from bot.settings import Settings
from scheduler.wall_clock import rules_version

# Bytes: a copy of a small database, its log and a day's logging.
LEAST_FREE = 200 * 10**6
ANSWERS_WITHIN = 3.0  # s


def disk(settings: Settings) -> Finding:
    """Look at the free space where the database or, without a file of it, the heartbeat is."""
    there = (file_of(settings) or Path(settings.heartbeat)).absolute().parent
    while not there.exists():
        there = there.parent
    free = shutil.disk_usage(there).free
    sentence = f"{free / 1e9:.1f} GB are free at {there}"
    return fine(f"{sentence}.") if free >= LEAST_FREE else bad(f"Only {sentence}: make room.")


def zone_rules(now: datetime, version: str | None = None) -> Finding:
    """Look at the age of the time zone rules, whose version begins with their year.

    Governments change them several times a year, sometimes with a month's notice.
    """
    found = version or rules_version()
    year = int(found.partition(".")[0])
    if year < now.year - 1:
        return bad(
            f"The time zone rules are of {year}: reminders may come an hour off. Take a newer "
            "Dorsi, or run: python -m pip install --upgrade tzdata"
        )
    return fine(f"The time zone rules are those of {found}.")


async def ports(settings: Settings) -> list[Finding]:
    """Look at the ports that Dorsi listens on: it does, they are free, or another has them."""
    found = []
    if settings.http_port:
        host, port = settings.http_host, settings.http_port
        found.append(await _port("operators' port", host, port, {("GET", "/livez"): 200}))
    if settings.intake == "webhook" and settings.webhook_port:
        # Whoever does not know the secret is turned away, and nobody else answers just so.
        ours = {("POST", settings.webhook_path): 403, ("GET", settings.webhook_path): 405}
        found.append(
            await _port("webhook's port", settings.webhook_host, settings.webhook_port, ours)
        )
    return found or [
        note("Dorsi listens on no port: neither a webhook nor DORSI_HTTP_PORT is set.")
    ]


async def _port(what: str, host: str, port: int, ours: Mapping[tuple[str, str], int]) -> Finding:
    where = f"The {what} ({host}:{port})"
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            await writer.wait_closed()
            if await _answers(f"http://{host}:{port}", ours):
                return fine(f"{where} is open, and Dorsi answers there.")
            return bad(f"{where} belongs to another program.")
    except TimeoutError:
        return bad(f"{where} is open, and nobody answers there.")
    except OSError:
        return await _free(where, host, port)


async def _free(where: str, host: str, port: int) -> Finding:
    try:
        server = await asyncio.start_server(lambda *_: None, host, port)
    except OSError as error:
        return bad(f"{where} cannot be opened: {error.strerror}.")
    server.close()
    await server.wait_closed()
    return note(f"{where} is free: no Dorsi runs here.")


async def _answers(url: str, ours: Mapping[tuple[str, str], int]) -> bool:
    """Tell whether what answers is Dorsi, by how it answers calls that change nothing."""
    try:
        async with aiohttp.ClientSession() as session:
            for (method, path), code in ours.items():
                async with session.request(method, f"{url}{path}") as answer:
                    if answer.status != code:
                        return False
    except aiohttp.ClientError:
        return False
    return True
