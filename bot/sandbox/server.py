"""The sandbox's one HTTP server: who may come in, and what is for the Bot API or the page."""

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox import api
from bot.sandbox.phone_page import Handler, page

if TYPE_CHECKING:
    from bot.sandbox.telegram import Telegram

_HERE = {"127.0.0.1", "localhost", "::1"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def server(telegram: "Telegram") -> web.Server:
    """Return the server; a router and middlewares would cost a call a sixth of its time."""
    loop = asyncio.get_running_loop()

    def request(
        message: Any, payload: Any, protocol: Any, writer: Any, task: Any
    ) -> web.BaseRequest:
        size = api.LARGEST
        return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=size)

    return web.Server(_handler(telegram), request_factory=request, access_log=None)


def _handler(telegram: "Telegram") -> Handler:
    state, show = telegram.state, page(telegram)

    async def serve(request: web.BaseRequest) -> web.StreamResponse:
        _guard(request)
        path = request.path
        if path.startswith("/bot"):
            return await api.call(state, request)
        if path.startswith("/file/bot"):
            return api.download(state, request)
        response = await show(request)
        if not response.prepared:
            policy = _POLICY.format(host=request.host)
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return serve


def _guard(request: web.BaseRequest) -> None:
    """Let only this machine's page and bot in: no other site, no name rebound to this address."""
    headers = request.headers
    origin = headers.get("Origin")
    own = origin is None or urlsplit(origin).netloc == request.host
    fetched = headers.get("Sec-Fetch-Site", "none")
    if _name(request.host) not in _HERE or not own or fetched not in ("none", "same-origin"):
        raise web.HTTPForbidden(text="The sandbox answers only to itself, on this machine.")


def _name(host: str) -> str:
    """Return the host without its port; an IPv6 address stands in brackets."""
    return host.partition("]")[0][1:] if host.startswith("[") else host.partition(":")[0]
