"""The page's server side: guards, the live view, what a runner does on it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from bot.sandbox.files import Upload
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import MP4, Api, keys


async def _post(api: Api, action: str, **body: Any) -> Any:
    url = f"{api.telegram.url}/phone/{action}?runner=7"
    async with api.session.post(url, json=body) as response:
        return await response.json()


async def _next(socket: ClientWebSocketResponse, what: str) -> Any:
    """Return the next change of this kind."""
    while True:
        change = await socket.receive_json(timeout=5)
        if change["what"] == what:
            return change.get("subject", change)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80", "Origin": "http://evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_another_site_is_kept_out(
    telegram: Telegram, runner: Runner, headers: dict[str, str]
) -> None:
    async with ClientSession(headers=headers) as session:
        for path in ("/", "/phone/live?runner=7", f"/bot{telegram.token}/getMe"):
            async with session.get(telegram.url + path) as response:
                assert response.status == 403
        async with session.post(f"{telegram.url}/phone/say?runner=7", json={"text": "x"}) as post:
            assert post.status == 403
    assert len(runner.messages) == 1


async def test_the_page_may_run_its_own_scripts_only(api: Api, telegram: Telegram) -> None:
    for path in ("/", "/phone.css", "/chat.css", "/phone.js", "/words.js", "/icon.svg"):
        async with api.session.get(telegram.url + path) as response:
            assert response.status == 200
            assert "script-src 'self';" in response.headers["Content-Security-Policy"]
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert "https://" not in await response.text()


async def test_the_live_view_starts_with_everything_and_goes_on(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    async with api.session.ws_connect(f"{telegram.url}/phone/live?runner=7") as socket:
        whole = await _next(socket, "whole")
        assert [one["text"] for one in whole["messages"]] == ["/start"]
        assert (whole["runner"], whole["next"]) == ({"id": 7, "name": "Ada"}, 8)
        number = await api.sent(
            "<b>Hi</b>", parse_mode="HTML", reply_markup=keys("d", style="danger")
        )
        shown = await _next(socket, "message")
        assert (shown["id"], shown["mine"], shown["text"]) == (number, False, "Hi")
        assert shown["keyboard"][0][0]["style"] == "danger"
        await _post(api, "tap", message=number, data="d")
        waiting = telegram.unanswered
        await api("answerCallbackQuery", callback_query_id=waiting[0].query_id, text="Ok")
        answer = await _next(socket, "answer")
        assert (answer["data"], answer["text"], answer["alert"]) == ("d", "Ok", False)
        runner.delete_message(runner.last)
        assert await _next(socket, "deleted") == number
        await api("sendMessage", chat_id=7, text="")
        assert (await _next(socket, "refused"))["method"] == "sendMessage"
        await api("setMyCommands", commands=[{"command": "run", "description": "x"}])
        assert (await _next(socket, "commands"))[0]["command"] == "run"
        await api("sendChatAction", chat_id=7, action="typing")
        assert await _next(socket, "action") == "typing"
    async with api.session.ws_connect(f"{telegram.url}/phone/live?runner=8") as other:
        assert (await _next(other, "whole"))["messages"] == []


async def test_a_runner_acts_on_the_page(api: Api, telegram: Telegram, runner: Runner) -> None:
    await _post(api, "say", text="Hello")
    await _post(api, "location", latitude=48.2, longitude=16.4)
    await _post(api, "sticker")
    url = f"{telegram.url}/phone/document?runner=7&name=run.gpx"
    async with api.session.post(url, data=b"<gpx/>") as response:
        assert response.status == 200
    said, place, sticker, paper = runner.messages[1:]
    assert (said.text, place.location) == ("Hello", (48.2, 16.4))
    assert sticker.media
    assert paper.media
    assert (sticker.media.kind, paper.media.name, paper.media.data) == (
        "sticker",
        "run.gpx",
        b"<gpx/>",
    )
    await _post(api, "block", blocked=True)
    assert runner.chat.blocked
    assert "unblock" in (await _post(api, "say", text="Hello?"))["error"]
    await _post(api, "block", blocked=False)
    assert not runner.chat.blocked


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("say", {"text": " "}),
        ("say", {}),
        ("tap", {"message": 99, "data": "x"}),
        ("tap", {"message": "one", "data": "x"}),
        ("location", {"latitude": "north", "longitude": 1}),
        ("jump", {"seconds": -1}),
        ("jump", {"seconds": 1e12}),
    ],
)
async def test_what_makes_no_sense_is_told_to_the_page(
    api: Api, runner: Runner, action: str, body: dict[str, object]
) -> None:
    assert (await _post(api, action, **body))["error"]
    assert len(runner.messages) == 1


async def test_what_the_page_does_not_know_is_not_there(api: Api, telegram: Telegram) -> None:
    for method, path, status in (
        *(("GET", "/phone/file/none", 404), ("GET", "/no.js", 404), ("GET", "/botnet.js", 401)),
        *(("DELETE", "/", 405), ("POST", "/phone.js", 405), ("HEAD", "/phone.js", 200)),
    ):
        async with api.session.request(method, telegram.url + path) as response:
            assert response.status == status
            assert method != "HEAD" or await response.read() == b""


async def test_an_unknown_action_or_runner_is_not_there(api: Api, telegram: Telegram) -> None:
    for path, status in (("dance?runner=7", 404), ("sticker?runner=x", 400)):
        async with api.session.post(f"{telegram.url}/phone/{path}") as response:
            assert response.status == status


async def test_the_clock_jumps_to_the_next_reminder(api: Api, telegram: Telegram) -> None:
    before = telegram.clock.now()
    assert (await _post(api, "next"))["answer"] is False
    due = before + timedelta(hours=7)

    async def next_due() -> datetime:
        return due

    telegram.next_due = next_due
    assert (await _post(api, "next"))["answer"] is True
    assert due <= telegram.clock.now() < due + timedelta(seconds=2)
    assert (await _post(api, "next"))["answer"] is True
    await _post(api, "jump", seconds=3600)
    assert due + timedelta(hours=1) <= telegram.clock.now() < due + timedelta(hours=1, seconds=5)


async def test_a_file_is_shown_but_never_run(api: Api, telegram: Telegram, runner: Runner) -> None:
    await runner.document("a.html", b"<script>", "text/html")
    media = runner.last.media
    assert media
    async with api.session.get(f"{telegram.url}/phone/file/{media.path}") as response:
        assert response.headers["Content-Disposition"] == "attachment"
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_part_of_a_video_can_be_asked_for(api: Api, telegram: Telegram) -> None:
    file = telegram.state.files.add("animation", Upload("a.mp4", "video/mp4", MP4))
    url = f"{telegram.url}/phone/file/{file.path}"
    async with api.session.get(url, headers={"Range": "bytes=4-7"}) as response:
        assert (response.status, await response.read()) == (206, b"ftyp")
        assert response.headers["Content-Range"] == f"bytes 4-7/{len(MP4)}"
    async with api.session.get(url, headers={"Range": "bytes=0-"}) as response:
        assert await response.read() == MP4
