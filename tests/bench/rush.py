"""How many nudges of one and the same minute are claimed, rendered and noted in a second."""

import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from pydantic import SecretStr
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.ext import Defaults, ExtBot
from telegram.request import BaseRequest, RequestData

from bot.dorsi import Dorsi
from bot.limits import TwoLanes
from bot.nudges import tick
from bot.pictures import Pictures
from bot.settings import Settings
from content import library
from storage.db import Db
from tests.bench.contender import memory
from tests.storage import crowd

UNHURRIED = 1_000_000_000.0  # messages a second: Telegram's own limit is not what is measured
LOOKS = 200  # ticks with nothing due


@dataclass(frozen=True, slots=True)
class Rush:
    """What a rush took: seconds of the clock and of the CPU, and MB before and after."""

    said: int
    seconds: float
    cpu: float
    before: float
    after: float


class Instant(BaseRequest):
    """A Telegram in this process that takes every message at once."""

    def __init__(self) -> None:
        self._numbers = count(1)

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 - as python-telegram-bot calls it
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more: object,
    ) -> tuple[int, bytes]:
        """Answer as if the message had been sent."""
        if url.endswith("/getMe"):
            me = {"id": 1, "is_bot": True, "first_name": "Dorsi", "username": "dorsi_bot"}
            return 200, json.dumps({"ok": True, "result": me}).encode()
        assert request_data is not None
        sent = request_data.parameters
        message = {
            "message_id": next(self._numbers),
            "date": 0,
            "chat": {"id": sent["chat_id"], "type": "private", "first_name": "Ada"},
            "text": sent["text"],
            "reply_markup": sent["reply_markup"],
        }
        return 200, json.dumps({"ok": True, "result": message}).encode()


async def rush(folder: Path, size: int, habits: dict[str, Any]) -> Rush:
    """Say the nudges of `size` runners, all due at the same time."""
    async with _dorsi(folder / f"{'-'.join(habits)}.db") as dorsi:
        due = await crowd.gather(dorsi.db, size, habits)
        gc.collect()
        before, began, cpu = memory(), perf_counter(), process_time()
        said = await tick(replace(dorsi, now=lambda: due))
        seconds, cpu = perf_counter() - began, process_time() - cpu
        gc.collect()
        return Rush(said, seconds, cpu, before, memory())


async def idle(folder: Path, size: int) -> float:
    """Return the seconds of a tick while the nudges of `size` runners are all still to come."""
    async with _dorsi(folder / f"idle-{size}.db") as dorsi:
        if size:
            await crowd.gather(dorsi.db, size, crowd.RUNS)
        looks = []
        for _ in range(LOOKS):
            began = perf_counter()
            await tick(dorsi)
            looks.append(perf_counter() - began)
        return median(looks)


async def measure(folder: Path, size: int, many: int) -> str:
    """Measure a rush of each kind and ticks with nothing to say; return a table."""
    lines = [f"{f'{size} nudges at once':<28}{'a second':>10}{'a CPU second':>14}{'memory':>19}"]
    for name, habits in (("before a run", crowd.RUNS), ("rest days", crowd.RESTS)):
        one = await rush(folder, size, habits)
        rates = f"{one.said / one.seconds:>10.0f}{one.said / one.cpu:>14.0f}"
        lines.append(f"{name:<28}{rates}{one.before:>10.0f} → {one.after:.0f} MB")
    for waiting in (0, many):
        seconds = await idle(folder, waiting)
        lines.append(f"{f'a tick, {waiting} to come':<28}{seconds * 1000:>10.2f} ms")
    return "\n".join(lines)


@asynccontextmanager
async def _dorsi(database: Path) -> AsyncIterator[Dorsi]:
    """Put a Dorsi together whose messages arrive at once and whose time stands still."""
    db = Db(f"sqlite:///{database}")
    await db.prepare()
    defaults = Defaults(
        parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    lanes = TwoLanes(UNHURRIED)
    bot = ExtBot("1:bench", request=Instant(), rate_limiter=lanes, defaults=defaults)
    try:
        async with bot:
            settings = Settings(token=SecretStr("1:bench"))
            pictures = Pictures(db, 1)
            yield Dorsi(settings, bot, library.load(), db, pictures, lambda: crowd.MONDAY)
    finally:
        await db.close()
