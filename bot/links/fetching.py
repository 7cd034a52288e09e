"""Safe fetching of a link (no SSRF): https to public addresses, one megabyte, ten seconds.

Whether an address is public is asked of the very one a socket is opened to, so that neither a
redirect nor a name whose answer changes leads into the network Dorsi runs in. No error, and no
record of a log, holds a part of a link.
"""

import asyncio
import socket
import ssl
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.links.addresses import BadLinkError, address
from bot.links.public import is_public

LARGEST = 2**20  # bytes, after decompression
SECONDS = 10.0  # for all of it: names, redirects, body
REDIRECTS = 3
_CHUNK = 2**16
_REDIRECTS = {301, 302, 303, 307, 308}
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_CLOSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_HEADERS = {
    "User-Agent": "Dorsi (calendar reader)",
    "Accept": "text/calendar, */*;q=0.5",
    "Accept-Encoding": "gzip",
}

Why = Literal["refused", "unreachable", "gone", "closed", "big", "failing"]


class FetchError(Exception):
    """A link could not be fetched; `why` says in a word what happened, and nothing of where."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


@dataclass(frozen=True, slots=True)
class Version:
    """What a server called the last version it gave (RFC 9110, validators)."""

    etag: str | None = None
    modified: str | None = None

    def asked(self) -> dict[str, str]:
        """Return the headers that ask only for what is newer."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a link leads to; `data` is None where it is as it was."""

    data: bytes | None
    version: Version


class _NotPublicError(OSError):
    """A socket was to be opened to an address that is not of the open internet."""


@dataclass(slots=True)
class Fetcher:
    """Fetches links; a test gives it names, an authority and addresses of its own."""

    ports: frozenset[int] = frozenset({443})
    allows: Callable[[str], bool] = is_public
    resolver: Callable[[], AbstractResolver] = aiohttp.ThreadedResolver
    tls: ssl.SSLContext | None = None
    seconds: float = SECONDS
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))

    async def fetch(self, link: str, last: Version = Version()) -> Fetched:
        """Return what a link leads to; BadLinkError where it is never opened, else FetchError."""
        url = address(link, self.ports)
        async with self._turns:
            try:
                async with asyncio.timeout(self.seconds), self._session() as session:
                    return await self._follow(session, url, last)
            except aiohttp.ClientConnectorError as error:
                is_refused = isinstance(error.os_error, _NotPublicError)
                raise FetchError("refused" if is_refused else "unreachable") from None
            except (TimeoutError, OSError, aiohttp.ClientConnectionError):
                raise FetchError("unreachable") from None
            except (aiohttp.ClientError, zlib.error, ValueError):
                raise FetchError("failing") from None

    async def _follow(self, session: aiohttp.ClientSession, url: URL, last: Version) -> Fetched:
        for _ in range(REDIRECTS + 1):
            async with session.get(url, headers=last.asked(), allow_redirects=False) as answer:
                if answer.status not in _REDIRECTS:
                    return await _taken(answer, last)
                url = self._next(url, answer.headers.get("Location", ""))
        raise FetchError("failing")

    def _next(self, url: URL, location: str) -> URL:
        try:
            return address(str(url.join(URL(location))), self.ports)
        except BadLinkError:
            raise FetchError("refused") from None

    def _session(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            resolver=self.resolver(),
            use_dns_cache=False,
            ssl=self.tls or True,
            socket_factory=self._socket,
            force_close=True,
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=_HEADERS,
            auto_decompress=False,
            trust_env=False,
        )

    def _socket(self, to: tuple[Any, ...]) -> socket.socket:
        """Open the socket of a connection, unless it leads to an address that is not public."""
        family, kind, protocol, _, (host, *_) = to
        if not self.allows(str(host)):
            raise _NotPublicError("not a public address")
        return socket.socket(family, kind, protocol)


async def _taken(answer: aiohttp.ClientResponse, last: Version) -> Fetched:
    """Return what an answer holds, or say in a word what is wrong with it."""
    if answer.status == HTTPStatus.NOT_MODIFIED and last != Version():
        return Fetched(None, last)
    if answer.status != HTTPStatus.OK:
        known: Why = "gone" if answer.status in _GONE else "failing"
        raise FetchError("closed" if answer.status in _CLOSED else known)
    etag, modified = (answer.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Fetched(await _body(answer), Version(_short(etag), _short(modified)))


def _short(header: str | None) -> str | None:
    return header if header and len(header) <= 200 and header.isprintable() else None


async def _body(answer: aiohttp.ClientResponse) -> bytes:
    """Return a body of a megabyte at most, unpacked no further than that."""
    coding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise FetchError("failing")
    if (answer.content_length or 0) > LARGEST:
        raise FetchError("big")
    unpacked = bytearray()
    unpack = None if coding == "identity" else zlib.decompressobj(wbits=31)
    async for chunk in answer.content.iter_chunked(_CHUNK):
        room = LARGEST + 1 - len(unpacked)
        unpacked += unpack.decompress(chunk, room) if unpack else chunk
        if len(unpacked) > LARGEST:
            raise FetchError("big")
    if unpack is not None and not unpack.eof:
        raise FetchError("failing")
    return bytes(unpacked)
