"""The log: one line for one event, and no secret in it whatever way it came."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import aiohttp
import pytest
from telegram.error import InvalidToken

from bot.ops.logging_setup import RedactingFormatter
from bot.transport.aiohttp_request import AiohttpRequest
from tests.bot.http_servers import TOKEN, bot_at, closed_port

OTHER = "987654321:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
SECRET = TOKEN.partition(":")[2]


Log = tuple[logging.Logger, io.StringIO]


@pytest.fixture
def log() -> Iterator[Log]:
    """Yield a logger of its own and what it writes."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(RedactingFormatter([TOKEN, "spring-run", ""]))
    logger = logging.getLogger("dorsi.test")
    logger.addHandler(handler)
    yield logger, out
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"https://api.telegram.org/file/bot{quote(TOKEN, safe='')}/a.jpg",
        f"https://api.telegram.org/bot{quote(TOKEN, safe='').lower()}/getMe",
        f"POST /bot{OTHER}/getMe",
        f"/bot{OTHER.replace(':', '%3A')}/getMe",
        OTHER,
        "/bot1:sandbox/getMe",
        "the code is spring-run",
        "postgresql+psycopg://dorsi:spring@db.example.org/dorsi",
        repr(f"/bot{OTHER}/getMe"),
    ],
)
def test_no_secret_gets_through(log: Log, text: str) -> None:
    logger, out = log
    logger.error("said %s", text)
    logger.error("said %r", {"url": text})
    logger.error(text)
    written = out.getvalue().lower()
    for secret in (SECRET, OTHER.partition(":")[2], "sandbox", "spring"):
        assert secret.lower() not in written
    assert written.count("\n") == 3


def test_a_traceback_is_redacted_too(log: Log) -> None:
    logger, out = log
    with pytest.raises(InvalidToken) as caught:
        raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    logger.error("cannot start", exc_info=caught.value)
    assert "Traceback" in out.getvalue()
    assert SECRET not in out.getvalue()


async def test_a_real_failed_call_shows_no_token(log: Log) -> None:
    logger, out = log
    async with AiohttpRequest(connect_timeout=0.5) as request:
        try:
            await bot_at(f"http://127.0.0.1:{closed_port()}", request).send_message(7, "x")
        except Exception:
            logger.exception("no luck")
    try:
        async with aiohttp.ClientSession() as session, session.get(f"http:///bot{OTHER}/x"):
            pass
    except aiohttp.InvalidURL:
        logger.exception("no luck")
    assert out.getvalue().count("no luck") == 2
    assert SECRET not in out.getvalue()
    assert "BBBB" not in out.getvalue()


def test_other_words_are_left_as_they_are(log: Log) -> None:
    logger, out = log
    logger.warning("Runner 123456789 at 12:30, %s", "see http://127.0.0.1:8080/?runner=2")
    assert out.getvalue().endswith(
        "Z WARNING dorsi.test: Runner 123456789 at 12:30, see http://127.0.0.1:8080/?runner=2\n"
    )


def test_a_line_break_cannot_pass_for_a_second_event(log: Log) -> None:
    logger, out = log
    logger.warning("name is %s", "Ada\n2026-01-01T00:00:00Z CRITICAL bot: all lost\r\n")
    assert out.getvalue().count("\n") == 1


def written_by(program: str) -> str:
    """Return what a program of its own writes to stderr."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    return done.stderr


def test_the_program_s_own_end_shows_no_token() -> None:
    written = written_by(
        "from bot.ops.logging_setup import set_up\n"
        f"set_up('INFO', ['{TOKEN}'])\n"
        f"raise ValueError('The token `{TOKEN}` was rejected')\n"
    )
    assert "CRITICAL" in written
    assert "ValueError" in written
    assert SECRET not in written


def test_chatty_libraries_are_quiet_and_a_bad_log_line_shows_no_arguments() -> None:
    written = written_by(
        "import logging\n"
        "from bot.ops.logging_setup import set_up\n"
        f"set_up('DEBUG', ['{TOKEN}'])\n"
        "for name in 'httpx', 'httpcore.http11', 'aiohttp.access', 'apscheduler.executors':\n"
        "    logging.getLogger(name).info('noise')\n"
        f"logging.getLogger('bot').info('%d', '{TOKEN}')\n"
        "logging.getLogger('bot').info('signal')\n"
    )
    assert "noise" not in written
    assert "INFO bot: signal" in written
    assert "Cannot write the log of <string>:6" in written
    assert SECRET not in written


def test_an_error_nobody_awaited_shows_no_token() -> None:
    written = written_by(
        "import asyncio\n"
        "from bot.ops.logging_setup import set_up\n"
        f"set_up('INFO', ['{TOKEN}'])\n"
        "async def main():\n"
        "    task = asyncio.create_task(fail()); await asyncio.sleep(0.01); del task\n"
        "async def fail():\n"
        f"    raise ValueError('{TOKEN}')\n"
        "asyncio.run(main())\n"
    )
    assert "never retrieved" in written
    assert SECRET not in written


def test_what_runners_write_is_in_no_log_however_much_is_logged() -> None:
    written = written_by(
        "import logging\n"
        "from bot.ops.logging_setup import set_up\n"
        "set_up('DEBUG', [])\n"
        "logging.getLogger('telegram.ext.Application').debug('a place, some words')\n"
        "logging.getLogger('bot').debug('signal')\n"
    )
    assert "signal" in written
    assert "a place" not in written
