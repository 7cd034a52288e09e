"""Small HTTP servers on loopback, for what a whole Telegram would never answer."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web
from telegram import Bot

from bot.transport.aiohttp_request import AiohttpRequest

TOKEN = f"123456:{'A' * 35}"
MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Serve every path by one handler and yield the address."""
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def talking(handler: Handler, request: AiohttpRequest | None = None) -> AsyncIterator[Bot]:
    """Yield a bot whose API is `handler`; it makes no call of its own."""
    async with serving(handler) as url, request or AiohttpRequest() as opened:
        yield bot_at(url, opened)


def bot_at(url: str, request: AiohttpRequest) -> Bot:
    """Return a bot for the API at `url` which polls and sends through one request."""
    return Bot(TOKEN, f"{url}/bot", f"{url}/file/bot", request=request, get_updates_request=request)


def reply(result: object) -> web.Response:
    """Return the answer to a call that worked."""
    return web.json_response({"ok": True, "result": result})


async def say_sent(_: web.Request) -> web.Response:
    """Answer any send as if it had worked."""
    return reply(MESSAGE)


def closed_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
