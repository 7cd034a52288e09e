"""The page's side of the server: its files, the live view of a chat, what a runner does on it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox import view
from bot.sandbox.runner import Runner

if TYPE_CHECKING:
    from bot.sandbox.telegram import Telegram

_PHONE = "/phone/"
_PAGE = Path(__file__).with_name("page")
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_NAMES = ("Eva", "Ada", "Ben", "Cleo", "Dan")  # of the runners a page opens; the first is Ada
_LONGEST_JUMP = 366 * 24 * 3600  # seconds
Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
_Action = Callable[["Telegram", Runner, web.BaseRequest], Awaitable[Any]]


def page(telegram: "Telegram") -> Handler:
    """Return what answers the page's requests: its files, its live view, its actions."""
    files = {
        "/" if path.suffix == ".html" else f"/{path.name}": _file(path)
        for path in _PAGE.iterdir()
        if path.suffix in _TYPES
    }

    async def serve(request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if request.method == "POST" and path.startswith(_PHONE):
            return await _act(telegram, request, path.removeprefix(_PHONE))
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ["GET", "HEAD", "POST"])
        if path in files:
            return files[path]()
        if path == f"{_PHONE}live":
            return await _live(telegram, _runner(telegram, request), request)
        if path.startswith(f"{_PHONE}file/"):
            return _media(telegram, request, path.removeprefix(f"{_PHONE}file/"))
        raise web.HTTPNotFound

    return serve


async def _act(telegram: "Telegram", request: web.BaseRequest, name: str) -> web.Response:
    """Let a runner act; say why it makes no sense if it does not."""
    action = _ACTIONS.get(name)
    if action is None:
        raise web.HTTPNotFound
    try:
        answer = await action(telegram, _runner(telegram, request), request)
    except (LookupError, ValueError, TypeError, RuntimeError) as error:
        return web.json_response({"error": str(error)}, status=400)
    return web.json_response({"answer": answer})


def _runner(telegram: "Telegram", request: web.BaseRequest) -> Runner:
    number = request.query.get("runner", "1")
    if not number.isdecimal() or not 0 < int(number) < 2**40:
        raise web.HTTPBadRequest(text="runner is a number from 1 on")
    return telegram.runner(int(number), _NAMES[int(number) % len(_NAMES)])


def _file(path: Path) -> Callable[[], web.Response]:
    content, kind = path.read_bytes(), _TYPES[path.suffix]

    def response() -> web.Response:
        headers = {"Cache-Control": "no-cache"}
        return web.Response(body=content, content_type=kind, charset="utf-8", headers=headers)

    return response


def _media(telegram: "Telegram", request: web.BaseRequest, path: str) -> web.Response:
    file = telegram.state.files.at(path)
    if file is None:
        raise web.HTTPNotFound
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Accept-Ranges": "bytes"}
    if file.kind == "document":
        headers["Content-Disposition"] = "attachment"
    wanted, size = request.http_range, len(file.data)
    if wanted.start is None:
        return web.Response(body=file.data, content_type=file.mime, headers=headers)
    # Safari plays a video only when it may ask for a part of it.
    start, stop, _ = wanted.indices(size)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    part = file.data[start:stop]
    return web.Response(body=part, status=206, content_type=file.mime, headers=headers)


async def _live(
    telegram: "Telegram", runner: Runner, request: web.BaseRequest
) -> web.WebSocketResponse:
    """Send the chat as it is, then every change, until the page closes."""
    socket = web.WebSocketResponse(heartbeat=20)
    await socket.prepare(request)
    state, changes = telegram.state, asyncio.Queue[Any]()

    def notice(what: str, subject: Any) -> None:
        changes.put_nowait(view.change(state, runner, what, subject))

    async def send() -> None:
        await socket.send_json(view.whole(state, runner))
        while True:
            await socket.send_json(await changes.get())

    runner.chat.listeners.append(notice)
    state.watchers.append(notice)
    telegram.sockets.add(socket)
    sender = asyncio.create_task(send())
    try:
        async for _ in socket:
            pass  # the page only listens; this loop ends when it closes
    finally:
        sender.cancel()
        telegram.sockets.discard(socket)
        runner.chat.listeners.remove(notice)
        state.watchers.remove(notice)
    return socket


async def _say(_: "Telegram", runner: Runner, request: web.BaseRequest) -> None:
    await runner.say(str((await request.json())["text"]))


async def _tap(_: "Telegram", runner: Runner, request: web.BaseRequest) -> None:
    body = await request.json()
    # What the page shows may be overtaken: a phone sends the button it shows all the same.
    message = runner.chat.messages[int(body["message"])]
    runner.forge_nowait(message, str(body["data"]))


async def _location(_: "Telegram", runner: Runner, request: web.BaseRequest) -> None:
    body = await request.json()
    await runner.location(float(body["latitude"]), float(body["longitude"]))


async def _sticker(_: "Telegram", runner: Runner, __: web.BaseRequest) -> None:
    await runner.sticker()


async def _document(_: "Telegram", runner: Runner, request: web.BaseRequest) -> None:
    name = request.query.get("name", "file")[:200]
    await runner.document(name, await request.read(), request.content_type)


async def _block(_: "Telegram", runner: Runner, request: web.BaseRequest) -> None:
    if (await request.json())["blocked"]:
        runner.block()
    else:
        runner.unblock()


async def _jump(telegram: "Telegram", _: Runner, request: web.BaseRequest) -> None:
    seconds = float((await request.json())["seconds"])
    if not 0 <= seconds <= _LONGEST_JUMP:
        raise ValueError("a jump goes forward, by a year at most")
    telegram.clock.jump(timedelta(seconds=seconds))


async def _next(telegram: "Telegram", _: Runner, __: web.BaseRequest) -> bool:
    """Jump to the next reminder; tell whether there was one."""
    due = await telegram.next_due() if telegram.next_due else None
    if due is None:
        return False
    telegram.clock.jump(max(due - telegram.clock.now(), timedelta(0)))
    return True


_ACTIONS: dict[str, _Action] = {
    "say": _say,
    "tap": _tap,
    "location": _location,
    "sticker": _sticker,
    "document": _document,
    "block": _block,
    "jump": _jump,
    "next": _next,
}
