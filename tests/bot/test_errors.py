"""What is normal, what the runner hears, what the admins hear, and that nothing escapes."""

import json
import logging
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from aiohttp import web
from telegram import Chat, Message, Update, User
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, CallbackContext, ExtBot

from bot.ops.error_handler import SORRY, Context, make_error_handler
from bot.transport.aiohttp_request import AiohttpRequest, ServerFailedError
from bot.transport.telegram_errors import (
    is_gone,
    is_normal,
    is_not_modified,
    is_too_old,
    outcome,
)
from tests.bot.http_servers import MESSAGE, TOKEN, closed_port, reply, serving

ADMINS = (1, 2)
RUNNER = 7
NOT_MODIFIED = BadRequest(
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = BadRequest(
    "Bad Request: query is too old and response timeout expired or query ID is invalid"
)


class Desk:
    """The error handler before a bot whose messages land in `told`; `seconds` is its clock."""

    def __init__(self, url: str, request: AiohttpRequest) -> None:
        self.told: list[tuple[int, str]] = []
        self.gone: list[int] = []
        self.seconds = 0.0
        self.broken = False
        self.app = Application.builder().bot(ExtBot(TOKEN, f"{url}/bot", request=request)).build()
        self.on_error = make_error_handler(ADMINS, self._away, clock=lambda: self.seconds)

    async def _away(self, runner: int) -> None:
        if self.broken:
            raise LookupError
        self.gone.append(runner)

    async def get(self, error: Exception, update: object | None = None) -> None:
        context: Context = CallbackContext(self.app)
        context.error = error
        await self.on_error(update, context)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async def take(request: web.Request) -> web.Response:
        body = await request.json()
        if made.broken:
            return web.Response(status=500, text="{}")
        made.told.append((body["chat_id"], body["text"]))
        return reply(MESSAGE)

    async with serving(take) as url, AiohttpRequest() as request:
        made = Desk(url, request)
        yield made


def update(kind: str = Chat.PRIVATE) -> Update:
    chat = Chat(RUNNER if kind == Chat.PRIVATE else -100, kind)
    user = User(RUNNER, "Ada", is_bot=False)
    when = datetime(2026, 3, 1, tzinfo=UTC)
    return Update(1, message=Message(1, when, chat, from_user=user, text="my ankle hurts"))


@pytest.mark.parametrize(
    ("kind", "error", "answer"),
    [
        (is_not_modified, NOT_MODIFIED, True),
        (is_not_modified, TOO_OLD, False),
        (is_not_modified, NetworkError("message is not modified"), False),
        (is_too_old, TOO_OLD, True),
        (is_too_old, NOT_MODIFIED, False),
        (is_gone, BadRequest("Bad Request: message to edit not found"), True),
        (is_gone, BadRequest("Bad Request: message can't be edited"), True),
        (is_gone, BadRequest("Bad Request: MESSAGE_ID_INVALID"), True),
        (is_gone, BadRequest("Bad Request: there is no text in the message to edit"), True),
        (is_gone, BadRequest("Bad Request: chat not found"), False),
        (is_normal, NOT_MODIFIED, True),
        (is_normal, TOO_OLD, True),
        (is_normal, BadRequest("Bad Request: chat not found"), False),
        (is_normal, KeyError("message is not modified"), False),
    ],
)
def test_errors_are_told_apart(
    kind: Callable[[BaseException], bool], error: Exception, answer: bool
) -> None:
    assert kind(error) is answer


async def test_a_call_that_never_left_has_a_known_outcome() -> None:
    async with AiohttpRequest() as request:
        bot = ExtBot(TOKEN, f"http://127.0.0.1:{closed_port()}/bot", request=request)
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(RUNNER, "x")
    assert outcome(caught.value) == "not sent"


@pytest.mark.parametrize(
    ("error", "known"),
    [
        (TimedOut(), "unknown"),
        (NetworkError("aiohttp.ServerDisconnectedError"), "unknown"),
        (ServerFailedError("Telegram answered HTTP 502"), "unlikely"),
        (BadRequest("Bad Request: chat not found"), None),
        (RetryAfter(3), None),
        (Forbidden("Forbidden: bot was blocked by the user"), None),
    ],
)
def test_it_is_told_whether_a_call_that_failed_may_have_worked(
    error: Exception, known: str | None
) -> None:
    assert outcome(error) == known


@pytest.mark.parametrize("error", [NOT_MODIFIED, TOO_OLD, RetryAfter(3)])
async def test_normal_failures_are_told_to_nobody(desk: Desk, error: Exception) -> None:
    await desk.get(error, update())
    assert not desk.told


async def test_a_runner_who_blocked_the_bot_is_away(desk: Desk) -> None:
    await desk.get(Forbidden("Forbidden: bot was blocked by the user"), update())
    assert desk.gone == [RUNNER]
    assert not desk.told


async def test_a_group_that_shut_the_bot_out_makes_no_runner_away(desk: Desk) -> None:
    await desk.get(Forbidden("Forbidden: bot was kicked from the group chat"), update(Chat.GROUP))
    assert not desk.gone


async def test_a_real_error_is_logged_and_told_in_one_calm_sentence(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError("my ankle hurts")
    await desk.get(caught.value, update())
    assert desk.told[0] == (RUNNER, SORRY)
    assert [chat for chat, _ in desk.told[1:]] == [*ADMINS]
    assert "Traceback" in caplog.text


async def test_the_admins_learn_what_and_where_but_no_words_of_the_runner(desk: Desk) -> None:
    try:
        json.loads("<my ankle hurts>")
    except ValueError as error:
        await desk.get(error, update())
    note = desk.told[-1][1]
    assert "JSONDecodeError" in note
    assert "decoder.py" in note
    assert "ankle" not in note
    assert "<" not in note
    assert len(note) < 600


async def test_a_long_note_is_shortened_and_escaped(desk: Desk) -> None:
    await desk.get(type("A" * 5000 + "<b>", (Exception,), {})(), update())
    note = desk.told[-1][1]
    assert len(note) <= 700
    assert "<b>" not in note


async def test_runner_and_admins_are_told_at_most_once_a_minute(desk: Desk) -> None:
    for _ in range(5):
        await desk.get(KeyError(), update())
    assert len(desk.told) == 3
    desk.seconds = 61
    await desk.get(KeyError(), update())
    assert len(desk.told) == 6
    assert "4 more" in desk.told[-1][1]


async def test_a_timeout_is_told_to_the_runner_only(desk: Desk) -> None:
    await desk.get(TimedOut(), update())
    assert desk.told == [(RUNNER, SORRY)]


async def test_a_lost_line_while_polling_is_a_warning(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.get(NetworkError("aiohttp.ClientConnectorError"))
    assert not desk.told
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


async def test_a_second_copy_of_the_bot_is_told_to_the_admins_and_logged_in_a_line(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.get(Conflict("Conflict: terminated by other getUpdates request"))
    assert {chat for chat, _ in desk.told} == {*ADMINS}
    assert [(one.levelno, one.exc_info) for one in caplog.records] == [(logging.WARNING, None)]


@pytest.mark.parametrize("error", [KeyError(), Forbidden("Forbidden: user is deactivated")])
async def test_the_handler_itself_never_raises(desk: Desk, error: TelegramError) -> None:
    desk.broken = True
    await desk.get(error, update())
    assert not desk.told


async def test_the_sentence_is_short_and_blames_nobody() -> None:
    assert len(SORRY) < 200
    assert "you " not in SORRY.lower().replace("what you told me", "")
