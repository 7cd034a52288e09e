"""One kept-alive HTTP connection to a webhook: a request at a time, its answer, its end."""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

ANSWER_WITHIN = 60.0  # real seconds without a byte; the Bot API server's own, never lapsed


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a webhook answered; `retry_after` in seconds, 0 where it named none."""

    code: int
    reason: str
    retry_after: int
    keep_alive: bool


class Owner(Protocol):
    """Who opened connections and hears of each what comes of it."""

    def answered(self, connection: "Connection", answer: HttpAnswer) -> None:
        """Take the answer to the request under way."""

    @property
    def failed(self) -> Callable[[str], None]:
        """Hear why a connection is about to end."""

    def ended(self, connection: "Connection") -> None:
        """Take leave of a connection; a request under way has no answer."""


class Connection(asyncio.Protocol):
    """An HTTP/1.1 connection that is opened by the first bytes it is given or before."""

    def __init__(self, owner: Owner, host: str, port: int) -> None:
        self._owner = owner
        self._transport: asyncio.Transport | None = None
        self._out = b""
        self._in = b""
        self._asked = False
        self._closed = False
        self._loop = asyncio.get_running_loop()
        self._alive_at = self._loop.time()
        self._idle = self._loop.call_later(ANSWER_WITHIN, self._look)
        self._opening = self._loop.create_task(self._open(host, port))

    def post(self, request: bytes) -> None:
        """Send a whole request; one at a time. One on a connection that ended is not sent."""
        if self._closed:
            return
        self._asked = True
        self._alive_at = self._loop.time()
        if self._transport:
            self._transport.write(request)
        else:
            self._out = request

    def close(self) -> None:
        """End the connection; its owner hears no more of it."""
        self._closed = True
        self._idle.cancel()
        self._opening.cancel()
        if self._transport:
            self._transport.abort()

    async def _open(self, host: str, port: int) -> None:
        try:
            await self._loop.create_connection(lambda: self, host, port)
        except OSError as error:
            self._end(error)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send what has been asked so far."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP has no other
        self._transport = transport
        if self._out:
            transport.write(self._out)
            self._out = b""

    def data_received(self, data: bytes) -> None:
        """Read on; hand over an answer that is whole."""
        self._alive_at = self._loop.time()
        if self._asked:
            self._in += data
            self._read(over=False)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell the owner; an answer may end with its connection."""
        if self._asked and not self._closed:
            self._read(over=True)
        self._end(error)

    def _read(self, over: bool) -> None:
        try:
            found = parse(self._in, over)
        except ValueError as error:
            self._end(error)
            return
        if found:
            self._in, self._asked = b"", False
            self._owner.answered(self, found)

    def _end(self, error: Exception | None) -> None:
        if self._closed:
            return
        self.close()
        if isinstance(error, OSError):
            self._owner.failed(os.strerror(error.errno) if error.errno else str(error))
        elif error:
            self._owner.failed(str(error))
        self._owner.ended(self)

    def _look(self) -> None:
        left = self._alive_at + ANSWER_WITHIN - self._loop.time()
        if left > 0:
            self._idle = self._loop.call_later(left, self._look)
        else:
            self._end(TimeoutError("Read timeout expired") if self._asked else None)


def parse(data: bytes, over: bool) -> HttpAnswer | None:
    """Return an answer that is whole, None while more of it is to come.

    `over` says that nothing will come any more, which ends a body of unknown length.
    """
    head, blank, body = data.partition(b"\r\n\r\n")
    if not blank:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    version, _, status = first.partition(" ")
    number, _, reason = status.partition(" ")
    if not version.startswith("HTTP/1.") or not number.isdecimal():
        raise ValueError("Wrong response from the webhook")
    code = int(number)
    if code < 200:
        return parse(body, over)
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    whole = _whole(headers, body, code)
    if whole is False or (whole is None and not over):
        return None
    wish = headers.get("connection", "").lower()
    keeps = wish != "close" if version == "HTTP/1.1" else wish == "keep-alive"
    after = headers.get("retry-after", "")
    return HttpAnswer(code, reason, int(after) if after.isdecimal() else 0, keeps and not over)


def _whole(headers: dict[str, str], body: bytes, code: int) -> bool | None:
    """Tell whether a body is all there, None where only the connection's end can tell."""
    if code in (204, 304):
        return True
    if headers.get("transfer-encoding", "").lower() == "chunked":
        # Trailers, if any, end with a blank line as the header does.
        last = body.startswith(b"0\r\n") or b"\r\n0\r\n" in body
        return last and body.endswith(b"\r\n\r\n")
    length = headers.get("content-length", "")
    return len(body) >= int(length) if length.isdecimal() else None
