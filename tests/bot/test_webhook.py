"""The webhook's port: who is let in, what is confirmed, and what Telegram is asked to repeat."""

import asyncio
import gzip
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO

import aiohttp
import pytest

from bot.ops.metrics import Metrics
from bot.ops.startup_errors import PortError
from bot.transport.incoming import Raw
from bot.transport.webhook import LARGEST, SECRET, Webhook
from storage.inbox import Received

KEY = "s3cret-of_the-webhook"
OURS = {SECRET: KEY}
TAP = {"update_id": 5, "callback_query": {"id": "9", "from": {"id": 7}, "data": "a:1"}}


@dataclass
class Door:
    """A webhook that listens, and what was taken, noted and held back behind it."""

    taken: list[Received] = field(default_factory=list)
    raws: list[Raw | None] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    keeps: bool = True
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.meters = Metrics()
        self.hook = Webhook("/hook", KEY, "127.0.0.1", 0, self.take, self.note, self.meters)

    async def take(self, one: Received, raw: Raw | None) -> bool:
        self.taken.append(one)
        self.raws.append(raw)
        await self.gate.wait()
        return self.keeps

    async def note(self, error: BaseException) -> None:
        self.noted.append(type(error).__name__)

    async def post(
        self,
        body: object = TAP,
        headers: dict[str, str] | None = None,
        path: str = "/hook",
        method: str = "POST",
    ) -> tuple[int, dict[str, str]]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.session.request(
            method,
            self.url + path,
            data=BytesIO(data),
            headers=OURS if headers is None else headers,
        ) as answer:
            assert await answer.read() == b""
            return answer.status, dict(answer.headers)

    async def raw(self, *parts: bytes) -> tuple[bytes, asyncio.StreamWriter]:
        """Say bytes on a connection of its own; return the first line of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.hook.port)
        writer.write(b"".join(parts))
        return (await reader.readline()).strip(), writer

    async def reached(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.taken) < count:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0)

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Door"]:
        async with self.hook.opened(), aiohttp.ClientSession() as self.session:
            self.url = f"http://127.0.0.1:{self.hook.port}"
            yield self


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    async with Door().open() as one:
        yield one


def head(*lines: str) -> bytes:
    return "".join(
        f"{line}\r\n" for line in ("POST /hook HTTP/1.1", "Host: h", *lines, "")
    ).encode()


async def test_an_update_is_taken_as_it_came_and_confirmed(door: Door) -> None:
    assert (await door.post())[0] == 200
    assert door.taken == [Received(5, 7, json.dumps(TAP))]
    assert door.raws == [TAP]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET: ""},
        {SECRET: KEY[:-1]},
        {SECRET: f"{KEY}x"},
        {SECRET: KEY.upper()},
        {SECRET: "ключ"},
        {"Authorization": KEY},
    ],
)
async def test_whoever_does_not_know_the_secret_is_turned_away(
    door: Door, headers: dict[str, str]
) -> None:
    assert (await door.post(headers=headers))[0] == 403
    assert door.taken == []


async def test_without_the_secret_not_a_byte_of_the_body_is_waited_for(door: Door) -> None:
    line, writer = await door.raw(head("Content-Length: 1000000"))
    assert line == b"HTTP/1.1 403 Forbidden"
    writer.close()


async def test_there_is_one_path_and_one_method(door: Door) -> None:
    for path in ("/", "/hook/", "/hook/x", "/metrics", "/readyz", "/livez", "/..//hook"):
        assert (await door.post(path=path))[0] == 404
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        status, headers = await door.post(method=method)
        assert (status, headers["Allow"]) == (405, "POST")
    assert door.taken == []


async def test_a_body_of_a_megabyte_is_read_and_a_byte_more_is_not(door: Door) -> None:
    filled = json.dumps({"update_id": 1, "x": ""})
    most = filled.replace('""', f'"{"y" * (LARGEST - len(filled))}"').encode()
    assert len(most) == LARGEST
    assert (await door.post(most))[0] == 200
    assert (await door.post(most + b" "))[0] == 413
    assert [one.id for one in door.taken] == [1]


async def test_a_body_of_unknown_length_is_read_no_further_than_a_megabyte(door: Door) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 2**16

    async with door.session.post(f"{door.url}/hook", data=endless(), headers=OURS) as answer:
        assert answer.status == 413
    assert door.taken == []


async def test_a_body_that_stays_out_is_not_waited_for_long(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.transport.webhook.READ_WITHIN", 0.02)
    line, writer = await door.raw(head(f"{SECRET}: {KEY}", "Content-Length: 9"), b'{"upd')
    assert line == b"HTTP/1.1 408 Request Timeout"
    writer.close()
    assert door.taken == []


async def test_who_hangs_up_in_the_middle_of_a_body_leaves_no_trace(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", door.hook.port)
    writer.write(head(f"{SECRET}: {KEY}", "Content-Length: 9") + b'{"upd')
    await writer.drain()
    writer.transport.abort()
    assert (await door.post())[0] == 200
    assert len(door.taken) == 1
    assert caplog.records == []


async def test_what_is_packed_is_not_unpacked(door: Door) -> None:
    packed = {**OURS, "Content-Encoding": "gzip"}
    assert (await door.post(gzip.compress(b" " * 10**7), packed))[0] == 200
    assert door.taken == []


async def test_what_was_not_kept_is_asked_for_again_in_a_second(door: Door) -> None:
    door.keeps = False
    status, headers = await door.post()
    assert (status, headers["Retry-After"]) == (503, "1")
    assert headers.get("Connection") != "close", "Telegram opens new connections slowly"


async def test_what_came_before_the_end_is_confirmed_and_what_comes_after_is_sent_away(
    door: Door,
) -> None:
    door.gate.clear()
    before = asyncio.create_task(door.post())
    await door.reached(1)
    stopping = asyncio.create_task(door.hook.stop(5))
    await asyncio.sleep(0)
    status, headers = await door.post()
    assert (status, headers["Retry-After"], headers["Connection"]) == (503, "1", "close")
    assert not stopping.done()
    door.gate.set()
    status, headers = await before
    assert (status, headers["Connection"]) == (200, "close")
    await stopping
    assert len(door.taken) == 1


async def test_the_end_waits_no_longer_than_it_may(door: Door) -> None:
    door.gate.clear()
    before = asyncio.create_task(door.post())
    await door.reached(1)
    async with asyncio.timeout(1):
        await door.hook.stop(0.01)
    door.gate.set()
    assert (await before)[0] == 200


async def test_what_is_no_update_is_confirmed_and_said_once(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    for body in (b"", b"nonsense", b"[1]", b"7", {"message": {"update_id": 3}}, b"\xff\xfe"):
        assert (await door.post(body))[0] == 200
    assert (door.taken, door.noted) == ([], ["UnreadableError"])
    assert [one.levelno for one in caplog.records] == [logging.ERROR]


async def test_calls_are_counted_by_their_answer(door: Door) -> None:
    await door.post()
    await door.post(headers={})
    await door.post(headers={})
    assert door.meters.value("dorsi_webhook_total", answer="200") == 1
    assert door.meters.value("dorsi_webhook_total", answer="403") == 2


async def test_a_taken_port_is_said_in_a_sentence(door: Door) -> None:
    other = Webhook("/", KEY, "127.0.0.1", door.hook.port, door.take, door.note, door.meters)
    with pytest.raises(PortError, match=r"The webhook's port \(DORSI_WEBHOOK_HOST 127\.0\.0\.1"):
        async with other.opened():
            pass
