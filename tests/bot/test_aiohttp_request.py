"""The aiohttp request against real servers on loopback: bodies, errors, timeouts."""

import asyncio
import json

import pytest
from aiohttp import BodyPartReader, web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.transport.aiohttp_request import AiohttpRequest, was_not_sent
from tests.bot.http_servers import (
    MESSAGE,
    TOKEN,
    Handler,
    bot_at,
    closed_port,
    reply,
    say_sent,
    serving,
    talking,
)


def refusal(status: int, description: str, **parameters: int) -> Handler:
    async def refuse(_: web.Request) -> web.Response:
        body = {"ok": False, "error_code": status, "description": description}
        return web.json_response(body | {"parameters": parameters}, status=status)

    return refuse


async def stall(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    raise AssertionError


async def test_a_call_without_a_file_is_plain_json() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.path, request.content_type, await request.json()))
        return reply(MESSAGE)

    async with talking(handler) as bot:
        keyboard = InlineKeyboardMarkup(
            [[InlineKeyboardButton("Done", callback_data="d1:1:1:done")]]
        )
        sent = await bot.send_message(7, "Größe <b>✓</b>", reply_markup=keyboard)
    assert sent.message_id == 1
    ((path, content_type, body),) = seen
    assert path == f"/bot{TOKEN}/sendMessage"
    assert content_type == "application/json"
    assert body["chat_id"] == 7
    assert body["text"] == "Größe <b>✓</b>"
    assert body["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "d1:1:1:done"


async def test_a_file_goes_out_as_multipart_beside_its_words() -> None:
    seen: dict[str, tuple[str | None, str | None, bytes]] = {}

    async def handler(request: web.Request) -> web.Response:
        reader = await request.multipart()
        while isinstance(part := await reader.next(), BodyPartReader):
            kind = part.headers.get("Content-Type")
            seen[str(part.name)] = (part.filename, kind, bytes(await part.read()))
        return reply(MESSAGE)

    picture = bytes(range(256)) * 4096
    async with talking(handler) as bot:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Done", callback_data="x")]])
        await bot.send_document(
            7, picture, filename="figure.pdf", caption="é", reply_markup=keyboard
        )
    assert seen["document"] == ("figure.pdf", "application/pdf", picture)
    assert seen["caption"][2].decode() == "é"
    assert json.loads(seen["reply_markup"][2])["inline_keyboard"]


async def test_a_file_is_fetched_as_it_is() -> None:
    content = bytes(range(256)) * 1000

    async def handler(request: web.Request) -> web.Response:
        if request.path.startswith("/file/"):
            assert request.method == "GET"
            return web.Response(body=content)
        return reply({"file_id": "a", "file_unique_id": "b", "file_path": "documents/a b.ics"})

    async with talking(handler) as bot:
        file = await bot.get_file("a")
        assert bytes(await file.download_as_bytearray()) == content


@pytest.mark.parametrize(
    ("handler", "kind"),
    [
        (refusal(400, "Bad Request: chat not found"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(429, "Too Many Requests: retry after 3", retry_after=3), RetryAfter),
        (refusal(502, "Bad Gateway"), NetworkError),
    ],
)
async def test_refusals_become_the_library_s_own_errors(
    handler: Handler, kind: type[Exception]
) -> None:
    async with talking(handler) as bot:
        with pytest.raises(kind):
            await bot.send_message(7, "x")


async def test_a_silent_server_times_out_and_the_outcome_is_unknown() -> None:
    async with talking(stall, AiohttpRequest(read_timeout=0.05)) as bot:
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(7, "x")
    assert not was_not_sent(caught.value)


async def test_a_call_may_ask_for_its_own_time() -> None:
    async with talking(stall) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x", read_timeout=0.05)


async def test_a_call_may_wait_for_ever() -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return reply(MESSAGE)

    async with talking(slow, AiohttpRequest(read_timeout=0.05)) as bot:
        assert (await bot.send_message(7, "x", read_timeout=None)).message_id == 1


async def test_long_polling_adds_its_own_time_to_the_reading_time() -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return reply([])

    async with talking(slow, AiohttpRequest(read_timeout=0.05)) as bot:
        assert await bot.get_updates(timeout=1) == ()


async def test_when_all_connections_are_taken_nothing_was_sent() -> None:
    request = AiohttpRequest(1, pool_timeout=0.05, connect_timeout=0.05)
    async with talking(stall, request) as bot:
        first = asyncio.ensure_future(bot.send_message(7, "x", read_timeout=None))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut, match=r"\*not\* sent") as caught:
            await bot.send_message(7, "y")
        first.cancel()
    assert was_not_sent(caught.value)


async def test_nobody_listening_is_a_network_error_without_the_token() -> None:
    async with AiohttpRequest() as request:
        bot = bot_at(f"http://127.0.0.1:{closed_port()}", request)
        with pytest.raises(NetworkError, match=r"\*not\* sent") as caught:
            await bot.send_message(7, "x")
    assert was_not_sent(caught.value)
    assert TOKEN not in str(caught.value)


async def test_a_connection_cut_half_way_is_a_network_error() -> None:
    async def hang_up(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    async with talking(hang_up) as bot:
        with pytest.raises(NetworkError, match="ServerDisconnected") as caught:
            await bot.send_message(7, "x")
    assert not was_not_sent(caught.value)


async def test_an_upload_nobody_reads_times_out() -> None:
    async def accept(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        lines.append(writer)

    lines: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    async with (
        server,
        AiohttpRequest(
            read_timeout=0.1, connect_timeout=0.1, pool_timeout=0.1, media_write_timeout=0.1
        ) as request,
    ):
        port = server.sockets[0].getsockname()[1]
        bot = bot_at(f"http://127.0.0.1:{port}", request)
        with pytest.raises(TimedOut):
            await bot.send_document(7, b"x" * 2**24)
        for line in lines:
            line.transport.abort()
    await asyncio.sleep(0)


async def test_it_can_be_closed_twice_and_opened_again() -> None:
    async with serving(say_sent) as url:
        request = AiohttpRequest()
        bot = bot_at(url, request)
        for _ in range(2):
            await request.initialize()
            await bot.send_message(7, "x")
            await request.shutdown()
            await request.shutdown()
        with pytest.raises(NetworkError, match="not initialized"):
            await bot.send_message(7, "x")
