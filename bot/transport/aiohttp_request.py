"""HTTP transport of python-telegram-bot over aiohttp: every call goes through here."""

import io
import json
import urllib.request
from functools import lru_cache
from http import HTTPMethod, HTTPStatus
from typing import Any

import aiohttp
import msgspec
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

# As many calls as may be on their way at once: at 200 ms to Telegram, 300 taps a second are 120.
CONNECTIONS = 256

# Long enough that a tap seldom pays a new TLS handshake, shorter than the 75 s after which
# most servers hang up (a request sent just then would be lost).
IDLE_SECONDS = 45.0

NOT_SENT = "The request was *not* sent to Telegram."

# Where to, and the headers that open it; nothing at all where a server is reached directly.
Proxy = tuple[URL | None, dict[str, str] | None]


class ServerFailedError(NetworkError):
    """Telegram answered a call with HTTP 5xx: most likely nothing came of it."""


class AiohttpRequest(BaseRequest):
    """Carries Bot API calls over aiohttp, as JSON or, with a file, as multipart; times in seconds.

    Timeouts mean what they mean in `telegram.request.HTTPXRequest`; as aiohttp has no write
    timeout of its own, a call as a whole may take no longer than all four together.
    """

    __slots__ = (
        "_connect",
        "_connections",
        "_media_write",
        "_pool",
        "_proxies",
        "_read",
        "_session",
        "_write",
    )

    def __init__(
        self,
        connections: int = CONNECTIONS,
        *,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
        media_write_timeout: float | None = 20.0,
    ) -> None:
        self._connections = connections
        self._read = read_timeout
        self._write = write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._media_write = media_write_timeout
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[URL, Proxy] = {}

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer when a call names no other time."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; connections are made when they are needed."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=IDLE_SECONDS, ttl_dns_cache=300
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    async def shutdown(self) -> None:
        """Close the session and every connection of it."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call and return its HTTP status and its body."""
        if self._session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        uploads = request_data is not None and request_data.contains_files
        timeout = _timeout(
            read=_given(read_timeout, self._read),
            write=_given(write_timeout, self._media_write if uploads else self._write),
            connect=_given(connect_timeout, self._connect),
            pool=_given(pool_timeout, self._pool),
            # A file may come slowly for as long as it keeps coming.
            endless=method == HTTPMethod.GET,
        )
        proxy, proxy_headers = self._proxy(URL(url).origin())
        headers = {"Content-Type": "application/json"} if request_data and not uploads else None
        try:
            async with self._session.request(
                method,
                url,
                data=_body(request_data),
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                proxy=proxy,
                proxy_headers=proxy_headers,
            ) as response:
                if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise ServerFailedError(f"Telegram answered HTTP {response.status}")
                return response.status, await response.read()
        # aiohttp's own words may name the URL, and with it the token: they are never repeated.
        except aiohttp.ConnectionTimeoutError as error:
            raise TimedOut(f"No connection in time. {NOT_SENT}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientConnectorError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}. {NOT_SENT}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Return what Telegram answered; bytes that are no UTF-8 are replaced, as in the library.

        A hundred and more of its fields are decoded for each tap: this is the fast way.
        """
        try:
            return msgspec.json.decode(payload)
        except (msgspec.MsgspecError, ValueError):
            return BaseRequest.parse_json_payload(payload)

    def _proxy(self, origin: URL) -> Proxy:
        """Return the way to a server; looked up once, where aiohttp would for every call."""
        if origin not in self._proxies:
            self._proxies[origin] = _proxy_from_environment(origin)
        return self._proxies[origin]


def was_not_sent(error: BaseException) -> bool:
    """Whether a call failed before a byte of it left, so that it is safe to make it again."""
    return isinstance(
        error.__cause__,
        aiohttp.ConnectionTimeoutError
        | aiohttp.ClientConnectorError
        | aiohttp.ClientHttpProxyError,
    )


def to_json(value: object) -> bytes:
    """Return a value as JSON; half of a character pair, which is no UTF-8, is escaped."""
    try:
        return msgspec.json.encode(value)
    except (TypeError, UnicodeEncodeError):
        return json.dumps(value).encode()


def _given(value: object, default: float | None) -> float | None:
    """Return the time a call asked for (None: for ever) or, when it asked for none, the default."""
    return value if value is None or isinstance(value, int | float) else default


@lru_cache(maxsize=64)
def _timeout(
    *,
    read: float | None,
    write: float | None,
    connect: float | None,
    pool: float | None,
    endless: bool,
) -> aiohttp.ClientTimeout:
    """Put python-telegram-bot's four times, in seconds, into aiohttp's words."""
    known = [time for time in (pool, connect, write, read) if time is not None]
    return aiohttp.ClientTimeout(
        total=sum(known) if len(known) == 4 and not endless else None,
        connect=None if pool is None or connect is None else pool + connect,
        sock_connect=connect,
        sock_read=read,
    )


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    """Return the parameters as JSON, or as multipart when there is a file among them."""
    if data is None:
        return None
    if not data.contains_files:
        return to_json(data.parameters)
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        # Bytes as they are would go out in one piece and hold up everybody else.
        file = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, file, filename=filename, content_type=mime_type)
    return form


def _proxy_from_environment(origin: URL) -> Proxy:
    """Return the proxy that HTTPS_PROXY and its kin name for a server, with its password."""
    proxies = urllib.request.getproxies()
    address = proxies.get(origin.scheme) or proxies.get("all")
    if not address or urllib.request.proxy_bypass(origin.host or ""):
        return None, None
    proxy = URL(address if "://" in address else f"http://{address}")
    if proxy.scheme != "http":
        raise NetworkError(f"Only http:// proxies work here, not {proxy.scheme}://. {NOT_SENT}")
    if proxy.user is None:
        return proxy, None
    # aiohttp makes Proxy-Authorization of it, for http and https alike.
    login = aiohttp.encode_basic_auth(proxy.user, proxy.password or "")
    return proxy.with_user(None), {"Authorization": login}
