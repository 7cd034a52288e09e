"""Dorsi in this process, on a Telegram that takes every message at once."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import count

from pydantic import SecretStr
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

from bot.services import Services
from bot.settings import Settings
from bot.transport.bot_api import BotApi
from bot.transport.rate_limiter import PriorityRateLimiter
from bot.transport.uploads import Pictures
from content import library
from storage.coach_state import CoachStateCache
from storage.db import Db

UNHURRIED = 1_000_000_000.0  # messages a second: Telegram's own limit is not what is measured


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


@asynccontextmanager
async def services(url: str, now: Callable[[], datetime]) -> AsyncIterator[Services]:
    """Put a Dorsi together on a database; its messages arrive at once, its time is `now`."""
    db = Db(url)
    await db.migrate()
    request, lanes = Instant(), PriorityRateLimiter(UNHURRIED)
    bot = ExtBot("1:bench", request=request, rate_limiter=lanes)
    api = BotApi(request, bot.base_url, lanes)
    try:
        async with bot:
            settings = Settings(token=SecretStr("1:bench"))
            states = CoachStateCache(library.load())
            yield Services(settings, bot, api, db, Pictures(db, 1), now, states)
    finally:
        await db.close()
