"""The way out through a proxy, as the environment names it."""

import asyncio

import pytest
from aiohttp import encode_basic_auth, web
from telegram.error import NetworkError

from bot.transport.aiohttp_request import AiohttpRequest, was_not_sent
from tests.bot.http_servers import (
    MESSAGE,
    TOKEN,
    bot_at,
    closed_port,
    reply,
    say_sent,
    serving,
    talking,
)


async def test_a_proxy_of_the_environment_is_used_with_its_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    async def proxy(request: web.Request) -> web.Response:
        seen.append((str(request.url), request.headers["Proxy-Authorization"]))
        return reply(MESSAGE)

    async with serving(proxy) as url:
        monkeypatch.setenv("http_proxy", url.replace("://", "://dorsi:p%40ss@"))
        monkeypatch.delenv("no_proxy", raising=False)
        async with AiohttpRequest() as request:
            await bot_at("http://api.example.org", request).send_message(7, "x")
    assert seen == [
        (f"http://api.example.org/bot{TOKEN}/sendMessage", encode_basic_auth("dorsi", "p@ss"))
    ]


async def test_a_host_of_no_proxy_is_reached_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with talking(say_sent) as bot:
        assert (await bot.send_message(7, "x")).message_id == 1


async def test_a_socks_proxy_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("all_proxy", "socks5://dorsi:secret@127.0.0.1:1080")
    monkeypatch.delenv("http_proxy", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    async with AiohttpRequest() as request:
        with pytest.raises(NetworkError, match="not socks5://") as caught:
            await bot_at("http://api.example.org", request).send_message(7, "x")
    assert "secret" not in str(caught.value)


async def test_a_proxy_for_https_gets_its_password_before_the_tunnel(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("https_proxy", f"dorsi:pass@127.0.0.1:{port}")
    monkeypatch.delenv("no_proxy", raising=False)
    async with server, AiohttpRequest() as request:
        with pytest.raises(NetworkError) as caught:
            await bot_at("https://api.example.org", request).send_message(7, "x")
    assert was_not_sent(caught.value)
    assert seen[0].startswith("CONNECT api.example.org:443 HTTP/1.1")
    assert f"Proxy-Authorization: {encode_basic_auth('dorsi', 'pass')}" in seen[0]
    assert TOKEN not in seen[0]
