"""The raw caller against real servers: what leaves, what comes back, and by which lane."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import BodyPartReader, web
from telegram import InputFile
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.bot_api import BotApi
from bot.transport.lanes import BulkLane
from bot.transport.rate_limiter import PriorityRateLimiter
from tests.bot.http_servers import TOKEN, Handler, reply, serving

SENT = {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}, "new_field": [1, {}]}


@asynccontextmanager
async def api_of(handler: Handler) -> AsyncIterator[BotApi]:
    """Yield a caller of a server of its own."""
    async with serving(handler) as url, AiohttpRequest(read_timeout=0.1) as request:
        yield BotApi(request, f"{url}/bot{TOKEN}", PriorityRateLimiter())


async def called(
    handler: Handler, *calls: tuple[str, dict[str, Any]], lane: BulkLane | None = None
) -> list[Any]:
    """Make calls on a server of their own and return their results."""
    async with api_of(handler) as api:
        return [await api.call(method, params, lane=lane) for method, params in calls]


async def test_a_result_comes_back_as_it_was_told_and_none_is_left_out_of_a_call() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.path, request.content_type, await request.json()))
        return reply(SENT)

    params = {"chat_id": 7, "text": "Größe ✓", "reply_markup": None}
    assert await called(handler, ("sendMessage", params)) == [SENT]
    assert seen == [
        (f"/bot{TOKEN}/sendMessage", "application/json", {"chat_id": 7, "text": "Größe ✓"})
    ]


async def test_a_file_goes_out_beside_parameters_in_json() -> None:
    seen: dict[str, tuple[str | None, bytes]] = {}

    async def handler(request: web.Request) -> web.Response:
        reader = await request.multipart()
        while isinstance(part := await reader.next(), BodyPartReader):
            seen[str(part.name)] = (part.filename, bytes(await part.read()))
        return reply(SENT)

    params = {"chat_id": 7, "caption": "é", "reply_markup": {"inline_keyboard": []}}
    files = {"document": InputFile(b"BEGIN", filename="runs.ics")}
    async with api_of(handler) as api:
        assert await api.upload("sendDocument", params, files) == SENT
    assert seen == {
        "chat_id": (None, b"7"),
        "caption": (None, "é".encode()),
        "reply_markup": (None, b'{"inline_keyboard": []}'),
        "document": ("runs.ics", b"BEGIN"),
    }


async def test_a_refusal_is_the_library_s_own_error() -> None:
    async def refuse(_: web.Request) -> web.Response:
        body = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        return web.json_response(body, status=400)

    with pytest.raises(BadRequest, match="Chat not found"):
        await called(refuse, ("sendMessage", {"chat_id": 7}))


async def test_a_nudge_that_cannot_leave_in_time_makes_no_call() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(request.path)
        return reply(SENT)

    twice = [("sendMessage", {"chat_id": 7})] * 2
    with pytest.raises(RetryAfter):
        await called(handler, *twice, lane=BulkLane(within=0.5))
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("body", "result"),
    [
        (b'{"ok":true,"result":"\\ud83d"}', "\ud83d"),
        (b'{"ok":true,"result":"\xff"}', "�"),
        (b'{"ok":true,"result":12345678901234567890123}', 12345678901234567890123),
    ],
)
async def test_odd_answers_are_read_as_the_library_reads_them(body: bytes, result: object) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=body)

    assert await called(handler, ("getMe", {})) == [result]


async def test_an_answer_that_is_no_json_is_an_error_of_telegram_s() -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(text="<html>")

    with pytest.raises(TelegramError, match="Invalid server response"):
        await called(handler, ("getMe", {}))


async def test_half_a_character_pair_leaves_escaped_rather_than_not_at_all() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        seen.append(json.loads(await request.read()))
        return reply(SENT)

    await called(handler, ("sendMessage", {"chat_id": 7, "text": "\ud83d"}))
    assert seen == [{"chat_id": 7, "text": "\ud83d"}]
