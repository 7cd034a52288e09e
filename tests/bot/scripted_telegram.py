"""A Telegram in this process whose every answer a test scripts, on the loop of `fake_time`."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.screens.screen import Screen
from bot.transport import messenger
from bot.transport.aiohttp_request import ServerFailedError
from bot.transport.bot_api import BotApi
from bot.transport.incoming import Place
from bot.transport.rate_limiter import PriorityRateLimiter
from tests.bot.fake_time import now


@dataclass(frozen=True, slots=True)
class Made:
    """One call that reached Telegram, or would have."""

    at: float
    method: str
    params: dict[str, Any]

    @property
    def text(self) -> str:
        """Return the words that would be read."""
        return str(self.params.get("text", ""))


NO_PICTURES: Any = None
ONE = Place(1, 10, has_media=False)

# Returns what goes wrong with a call, None where all goes well.
Fault = Callable[[Made], Exception | int | None]


def no_fault(_: Made) -> None:
    """Let every call go well."""


@dataclass(slots=True)
class ScriptedTelegram(BaseRequest):
    """Takes `seconds` for each call; `fault` may raise, or refuse with seconds to wait (429)."""

    fault: Fault = no_fault
    seconds: float = 0.0
    made: list[Made] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    def api(self) -> BotApi:
        """Return a caller in our lanes."""
        return BotApi(self, "http://telegram/bot1:x", PriorityRateLimiter(clock=now))

    def texts(self) -> list[tuple[float, str]]:
        """Return when which words were said."""
        return [(round(one.at, 3), one.text) for one in self.made if one.text]

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Open nothing."""

    async def shutdown(self) -> None:
        """Close nothing."""

    async def do_request(
        self, url: str, method: str, request_data: Any = None, *_: object, **__: object
    ) -> tuple[int, bytes]:
        """Answer a call as the script says."""
        del method
        made = Made(now(), url.rpartition("/")[2], request_data.parameters)
        self.made.append(made)
        fault = self.fault(made)
        await asyncio.sleep(self.seconds)
        if isinstance(fault, Exception):
            raise fault
        if fault is not None:
            body = {"ok": False, "error_code": 429, "parameters": {"retry_after": fault}}
            return 429, json.dumps(body).encode()
        result = {"message_id": next(self._numbers)}
        return 200, json.dumps({"ok": True, "result": result}).encode()


def not_sent() -> NetworkError:
    """Return the error of a call whose connection was refused."""
    error = NetworkError("not sent")
    cause = OSError("refused")
    error.__cause__ = aiohttp.ClientConnectorError(
        connection_key=None,  # type: ignore[arg-type]
        os_error=cause,
    )
    return error


def answered_502() -> ServerFailedError:
    """Return the error of a call that Telegram answered with 502."""
    return ServerFailedError("Telegram answered HTTP 502")


def no_answer() -> TimedOut:
    """Return the error of a call that left and got no answer."""
    return TimedOut()


def at_first(*faults: Exception | int) -> Fault:
    """Return a script in which the first calls go wrong, and all others well."""
    left = list(faults)
    return lambda _: left.pop(0) if left else None


def until(end: float, fault: Exception) -> Fault:
    """Return a script in which every call goes wrong up to a time."""
    return lambda made: fault if made.at < end else None


async def edit(api: BotApi, text: str, place: Place = ONE, **more: Any) -> int:
    """Show words in place of a message."""
    return await messenger.edit(api, NO_PICTURES, place, Screen(text), **more)


async def send(api: BotApi, text: str, chat: int = 1, **more: Any) -> int:
    """Send words to a chat."""
    return await messenger.send(api, NO_PICTURES, chat, Screen(text), **more)
