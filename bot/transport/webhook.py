"""Webhook: the port that Telegram calls with each update, and what it is told.

Telegram sends the next of a runner's taps after a 2xx to the one before, and repeats what got
anything else (core.telegram.org/bots/api, "setWebhook"): at once the first time, then ever later,
or after the `Retry-After` of the answer. So an update is confirmed once it is kept, whatever
becomes of it, and once it is told if that is soon.
"""

import asyncio
import hmac
import json
import logging
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, web

from bot.ops.metrics import Metrics
from bot.transport.incoming import Raw, UnreadableError, number_of, runner_of
from bot.transport.listening import listening
from storage.inbox import Received

logger = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST = 2**20  # bytes of a body; an update has some thousand
READ_WITHIN = 10.0  # s in which a body has to be there
AGAIN = {"Retry-After": "1"}  # s
IDLE = 120.0  # s; longer than load balancers keep a connection (nginx: 60), so that they close it
LINGER = 1.0  # s for which what nobody wants is read on, so that the answer is seen
WARN_EVERY = 60.0  # s

# Telegram names an update first. A number that is cut off would be another update's.
_NUMBER = re.compile(r'\s*\{\s*"update_id"\s*:\s*(\d{1,18})\s*,')

Take = Callable[[Received, Raw | None], Awaitable[bool]]


@dataclass(slots=True)
class Webhook:
    """Takes updates at `path` from whoever knows the `secret`, on `host` and `port`.

    `take` keeps one and has it told, and returns False where it could not be kept; `note` hears of
    what is no update. `port` 0 takes any free one, and is the true number once it is open.
    """

    path: str
    secret: str
    host: str
    port: int
    take: Take
    note: Callable[[BaseException], Awaitable[None]]
    meters: Metrics
    answered_at: None = None  # Telegram calls us: nobody knows when it would have
    polled_at: None = None
    _draining: bool = False
    _under_way: set["asyncio.Task[Any]"] = field(default_factory=set)
    _warned_at: float = -WARN_EVERY

    @property
    def stands_by(self) -> bool:
        """Return that Telegram calls every process alike."""
        return False

    def unread(self) -> float:
        """Return 0: what is not kept stays with Telegram, which `getWebhookInfo` tells."""
        return 0.0

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Listen while the block lasts."""
        loop = asyncio.get_running_loop()

        def request(
            message: Any, payload: Any, protocol: Any, writer: Any, task: Any
        ) -> web.BaseRequest:
            return web.BaseRequest(
                message, payload, protocol, writer, task, loop, client_max_size=LARGEST
            )

        server = web.Server(
            self.answer,
            request_factory=request,
            access_log=None,
            auto_decompress=False,  # Telegram packs nothing, and a bomb is not to go off
            keepalive_timeout=IDLE,
            lingering_time=LINGER,
        )
        runner = web.ServerRunner(server, shutdown_timeout=1.0)
        what = "The webhook's port"
        async with listening(runner, self.host, self.port, what, "DORSI_WEBHOOK") as self.port:
            yield

    async def stop(self, within: float) -> None:
        """Send away what comes from now on; let end what came, for so many seconds at most."""
        self._draining = True
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=within)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one call."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a coroutine runs in one
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)  # once the answer is written
        response = await self._answer(request)
        self.meters.delivered(response.status)
        if self._draining or response.status not in {200, 503}:
            response.force_close()
        return response

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        refused = self._refused(request)
        if refused is not None:
            return refused
        body = await _body(request)
        if isinstance(body, web.Response):
            return body
        one, raw = received(body)
        if one is None:
            await self._warn(len(body))
        elif not await self.take(one, raw):
            return web.Response(status=503, headers=AGAIN)
        return web.Response()

    def _refused(self, request: web.BaseRequest) -> web.Response | None:
        """Return the answer to a call whose body is not even read."""
        if request.rel_url.raw_path != self.path:
            return web.Response(status=404)
        if request.method != "POST":
            return web.Response(status=405, headers={"Allow": "POST"})
        if not self._is_telegram(request):
            return web.Response(status=403)
        if self._draining:
            return web.Response(status=503, headers=AGAIN)
        return web.Response(status=413) if (request.content_length or 0) > LARGEST else None

    def _is_telegram(self, request: web.BaseRequest) -> bool:
        """Tell whether a call knows the secret; how long that takes says nothing about it."""
        said = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(said, self.secret.encode())

    async def _warn(self, size: int) -> None:
        """Say now and then that something came which is no update and was passed over."""
        now = time.monotonic()
        if now - self._warned_at >= WARN_EVERY:
            self._warned_at = now
            logger.error("The webhook was called with %d bytes that are no update", size)
            await self.note(UnreadableError("no update"))


async def _body(request: web.BaseRequest) -> bytes | web.Response:
    """Return the body of a call, or what is answered where it cannot be read."""
    try:
        async with asyncio.timeout(READ_WITHIN):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        return web.Response(status=413)
    except TimeoutError:
        return web.Response(status=408)
    except (ClientError, OSError):
        return web.Response(status=400)


def received(body: bytes) -> tuple[Received | None, Raw | None]:
    """Read a body: the update to keep, None where it has no number, and its fields if it has any.

    What nobody can read stands in nobody's line.
    """
    text = body.decode("utf-8", "replace")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        found = _NUMBER.match(text)
        # No database takes a text with a zero in it.
        kept = Received(int(found[1]), 0, text.replace("\0", "\ufffd")) if found else None
        return kept, None
    number = number_of(raw)
    return (None, None) if number is None else (Received(number, runner_of(raw), text), raw)
