"""A real HTTPS site on loopback, with a name of its own and an authority that signs for it."""

import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache

import trustme
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.links.fetching import Fetcher
from bot.links.public import is_public

NAME = "plans.example"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@cache
def _served() -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority().issue_cert(NAME, "other.example", "127.0.0.1").configure_cert(context)
    return context


@cache
def _trusted() -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


class Names(AbstractResolver):
    """Names as a test has them: of several answers to one name each is given once, the last on."""

    def __init__(self, known: dict[str, list[Sequence[str]]]) -> None:
        self.known = known
        self.asked: list[str] = []

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - as it is called
    ) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self.known.get(host)
        if not answers:
            raise OSError("no such name")
        given = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=one,
                port=port,
                family=socket.AF_INET6 if ":" in one else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for one in given
        ]

    async def close(self) -> None:
        pass


@dataclass(slots=True)
class Site:
    """What a site was asked, and how to reach it; `fetcher` goes there, and to public addresses."""

    port: int
    requests: list[web.Request] = field(default_factory=list)
    names: Names = field(default_factory=lambda: Names({NAME: [["127.0.0.1"]]}))
    public: set[str] = field(default_factory=lambda: {"127.0.0.1"})

    def link(self, path: str = "/plan.ics", host: str = NAME) -> str:
        return f"https://{host}:{self.port}{path}"

    def fetcher(self, seconds: float = 2.0) -> Fetcher:
        def allows(one: str) -> bool:
            return one in self.public or is_public(one)

        return Fetcher(frozenset({443, self.port}), allows, lambda: self.names, _trusted(), seconds)

    def reached_by(self, fetcher: Fetcher) -> None:
        """Let a fetcher that is there reach this site, by its name."""
        mine = self.fetcher()
        fetcher.ports, fetcher.allows = mine.ports, mine.allows
        fetcher.resolver, fetcher.tls = mine.resolver, mine.tls


@asynccontextmanager
async def https_site(handler: Handler) -> AsyncIterator[Site]:
    """Serve every path over HTTPS by one handler."""

    async def noted(request: web.Request) -> web.StreamResponse:
        site.requests.append(request)
        return await handler(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", noted)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=_served()).start()
    site = Site(runner.addresses[0][1])
    try:
        yield site
    finally:
        await runner.cleanup()
