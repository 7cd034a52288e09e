"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET
from struct import pack
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.sandbox import calls
from bot.sandbox.files import FILE_BYTES, Upload
from bot.sandbox.refusal import Refused
from bot.sandbox.spec import parameters
from bot.sandbox.state import State, Told

LARGEST = FILE_BYTES + 2**20  # bytes of a request: a file and the words around it
_GATEWAY = (502, 503, 504)
_NO_LINGER = pack("ii", 1, 0)  # closing then resets the connection
_encode = json.JSONEncoder(separators=(",", ":")).encode


async def call(state: State, request: web.BaseRequest) -> web.Response:
    """Answer `/bot<token>/<method>`."""
    token, _, method = request.path.removeprefix("/bot").partition("/")
    raw: Mapping[str, Any] = {}
    try:
        _check(token, state)
        raw, attached = await _read(request, method)
        result = await calls.carry_out(state, method, raw, attached)
    except Refused as refused:
        # A poll whose caller hung up is replaced at once; that is nobody's mistake.
        if request.transport is not None and not request.transport.is_closing():
            state.refuse(method, raw, refused)
        return _refusal(refused)
    except calls.Failed as failed:
        return _failure(request, failed.code)
    if isinstance(result, Told):
        return _answer({"ok": True, **result._asdict()}, 200)
    return _answer({"ok": True, "result": result}, 200)


def download(state: State, request: web.BaseRequest) -> web.Response:
    """Answer `/file/bot<token>/<path>`."""
    token, _, path = request.path.removeprefix("/file/bot").partition("/")
    file = state.files.at(path)
    if token != state.token or file is None:
        return _refusal(Refused("", 404))
    headers = {"X-Content-Type-Options": "nosniff"}
    return web.Response(body=file.data, content_type=file.mime, headers=headers)


def _check(token: str, state: State) -> None:
    if token != state.token:
        raise Refused("", 401)


async def _read(
    request: web.BaseRequest, method: str
) -> tuple[Mapping[str, Any], Mapping[str, Upload]]:
    """Return the parameters of a request, and the files attached beside them."""
    try:
        if request.content_type == "application/json":
            body = await request.read()
            return _object(body), {}
        if request.method == "GET":
            return dict(request.query), {}
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise Refused("", 413) from None
    known = parameters(method)
    raw: dict[str, Any] = dict(request.query)
    attached: dict[str, Upload] = {}
    for name, value in form.items():
        if not isinstance(value, FileField):
            raw[name] = value
            continue
        upload = Upload(value.filename, value.content_type, value.file.read())
        (raw if name in known else attached)[name] = upload
    return raw, attached


def _object(body: bytes) -> dict[str, Any]:
    try:
        parsed = json.loads(body.decode() or "{}")
    except ValueError:
        parsed = None
    if not isinstance(parsed, dict):
        raise Refused("can't parse the request's JSON object")
    return parsed


def _refusal(refused: Refused) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": refused.code,
        "description": refused.description,
    }
    if refused.retry_after:
        body["parameters"] = {"retry_after": refused.retry_after}
    return _answer(body, refused.code)


def _failure(request: web.BaseRequest, code: int) -> web.Response:
    """Return what a server that fails says, or reset the connection for code 0."""
    if code:
        # A gateway in front of Telegram speaks HTML, Telegram's own server JSON.
        reason = HTTPStatus(code).phrase
        if code in _GATEWAY:
            page = f"<html><head><title>{code} {reason}</title></head></html>"
            return web.Response(text=page, status=code, content_type="text/html")
        return _answer({"ok": False, "error_code": code, "description": reason}, code)
    if request.transport:
        socket = request.transport.get_extra_info("socket")
        socket.setsockopt(SOL_SOCKET, SO_LINGER, _NO_LINGER)
        request.transport.abort()
    return web.Response()


def _answer(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(body=_encode(body).encode(), status=status, content_type="application/json")
