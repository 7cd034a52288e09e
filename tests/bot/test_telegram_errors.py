"""Which refusals are part of a day, and which calls may have worked although they failed."""

from collections.abc import Callable

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import ExtBot

from bot.transport.aiohttp_request import AiohttpRequest, ServerFailedError
from bot.transport.telegram_errors import (
    is_gone,
    is_normal,
    is_not_modified,
    is_too_old,
    outcome,
)
from tests.bot.http_servers import TOKEN, closed_port

RUNNER = 7
NOT_MODIFIED = BadRequest(
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
TOO_OLD = BadRequest(
    "Bad Request: query is too old and response timeout expired or query ID is invalid"
)


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
