"""A program that receives webhooks: it notes every request and answers as it is told."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[dict[str, Any], web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Receiver:
    """What came to a webhook, in order; `answer` decides what is said to each update."""

    url: str = ""
    answer: Answer | None = None
    codes: list[int] = field(default_factory=list)  # of the next answers, 200 after the last
    headers: dict[str, str] = field(default_factory=dict)  # of every answer
    updates: list[dict[str, Any]] = field(default_factory=list)
    requests: list[web.BaseRequest] = field(default_factory=list)
    ports: set[int] = field(default_factory=set)  # of the connections that came
    _seen: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def texts(self) -> list[str]:
        """Return the words or the button of every update that came."""
        return [
            one["message"]["text"] if "message" in one else one["callback_query"]["data"]
            for one in self.updates
        ]

    @property
    def times(self) -> Counter[str]:
        """Return how often each came."""
        return Counter(self.texts)

    async def hear(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take one update."""
        update = await request.json()
        async with self._seen:
            self.updates.append(update)
            self.requests.append(request)
            self.ports.add(
                request.transport.get_extra_info("peername")[1] if request.transport else 0
            )
            self._seen.notify_all()
        if self.answer:
            return await self.answer(update, request)
        return web.Response(status=self.codes.pop(0) if self.codes else 200, headers=self.headers)

    async def wait(self, count: int) -> None:
        """Wait until so many requests came in all."""
        async with asyncio.timeout(5), self._seen:
            await self._seen.wait_for(lambda: len(self.updates) >= count)


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """Listen on a free port while the block lasts."""
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.hear), handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook?of=7"
    yield receiver
    await runner.cleanup()
