"""Faults on the line between Dorsi and Telegram, put in where Dorsi's calls leave."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any, Literal

import pytest
from telegram.error import NetworkError, TimedOut

from bot.transport.aiohttp_request import AiohttpRequest, ServerFailedError

# `before`: nothing of the call arrives; `after`: it is carried out, and the answer is lost;
# `hang`: nothing arrives, and no answer comes for `HANGS` seconds.
Fault = Literal["502", "before", "after", "hang"]
HANGS = 5.0
# Says what becomes of a call to a method.
Script = Callable[[str], Fault | None]


def put_in(patch: pytest.MonkeyPatch, script: Script) -> Counter[Fault]:
    """Let calls go wrong as a script says, but for polls; return how often each fault was."""
    real, seen = AiohttpRequest.do_request, Counter[Fault]()

    async def do_request(self: AiohttpRequest, url: str, *args: Any, **more: Any) -> Any:
        method = url.rpartition("/")[2]
        fault = None if method == "getUpdates" else script(method)
        if fault is None:
            return await real(self, url, *args, **more)
        seen[fault] += 1
        if fault == "502":
            raise ServerFailedError("Telegram answered HTTP 502")
        if fault == "before":
            raise NetworkError("aiohttp.ServerDisconnectedError")
        if fault == "hang":
            await asyncio.sleep(HANGS)
        else:
            await real(self, url, *args, **more)
        raise TimedOut

    patch.setattr(AiohttpRequest, "do_request", do_request)
    return seen


def at_random(seed: int, shares: dict[Fault, float]) -> Script:
    """Return a script in which so large a share of calls goes wrong, the same for a seed."""
    dice = random.Random(seed)  # noqa: S311 - no secret hangs on it
    faults: list[Fault | None] = [*shares, None]
    weights = [*shares.values(), 1 - sum(shares.values())]
    return lambda _: dice.choices(faults, weights)[0]
