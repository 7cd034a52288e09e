"""What keeps Dorsi from starting ends it with a sentence its host can act on."""

import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut

from bot.lifespan import reached, run, running
from bot.ops.startup_errors import PortError, run_to_the_end, trouble
from bot.sandbox.clock import Clock
from bot.sandbox.faults import Fault, Kind
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from bot.transport import telegram_errors
from content.library import BrokenContent
from storage import leftovers
from storage.db import NoFolderError
from storage.schema import OldSchemaError
from tests.bot.http_servers import closed_port

SECRET = "123456789:" + "A" * 35


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    there = Telegram(Clock())
    await there.start()
    yield there
    await there.stop()


def settings(folder: Path, **chosen: str) -> Settings:
    """Return settings whose token no server knows, and whose files lie in the folder."""
    return Settings(
        token=SecretStr(SECRET),
        database_url=chosen.pop("database_url", f"sqlite:///{folder}/dorsi.db"),
        heartbeat=str(folder / "heartbeat"),
        **chosen,  # type: ignore[arg-type]
    )


async def sentence_of(chosen: Settings) -> str | None:
    """Return what is said when Dorsi cannot start with these settings."""
    with pytest.raises((TelegramError, DBAPIError, OSError)) as failed:
        await run(chosen)
    return trouble(failed.value) or telegram_errors.trouble(failed.value)


async def test_a_token_that_telegram_does_not_know(tmp_path: Path, telegram: Telegram) -> None:
    told = await sentence_of(settings(tmp_path, api_url=telegram.url))
    assert told == "Telegram does not know DORSI_TOKEN. Copy it once more from @BotFather."


async def test_a_server_that_does_not_answer_yet_is_asked_again_with_growing_pauses(
    caplog: pytest.LogCaptureFixture,
) -> None:
    waits: list[float] = []
    failures: list[TelegramError] = [NetworkError("Bad Gateway"), RetryAfter(3), TimedOut()] * 4

    async def call() -> str:
        if failures:
            raise failures.pop(0)
        return "me"

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    assert await reached(call, sleep) == "me"
    assert waits[:4] == [0.5, 1, 2, 4]
    assert max(waits) == 30
    assert "The Bot API server (DORSI_API_URL) cannot be reached" in caplog.text


@pytest.mark.parametrize("method", ["getMe", "deleteWebhook"])
async def test_any_single_error_at_the_start_is_tried_again(
    tmp_path: Path, telegram: Telegram, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.lifespan.FIRST_PAUSE", 0.01)
    fault = telegram.faults.add(Fault(Kind.ANSWER, method=method, count=1))
    own = settings(tmp_path, api_url=telegram.url)
    chosen = own.model_copy(update={"token": SecretStr(telegram.token)})
    async with running(chosen, telegram.clock.now):
        assert fault.hits == 1
        assert method in [call.method for call in telegram.calls]


async def test_a_database_that_is_away_after_the_first_look_ends_no_start(
    tmp_path: Path, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [OSError("the server restarts")]
    waiting = leftovers.waiting

    def restarts(conn: Connection, now: datetime) -> list[int]:
        if away:
            raise away.pop()
        return waiting(conn, now)

    monkeypatch.setattr(leftovers, "waiting", restarts)
    own = settings(tmp_path, api_url=telegram.url)
    chosen = own.model_copy(update={"token": SecretStr(telegram.token)})
    async with running(chosen, telegram.clock.now):
        assert away == []


async def test_a_database_server_that_does_not_answer(tmp_path: Path) -> None:
    url = f"postgresql://dorsi:hunter2@127.0.0.1:{closed_port()}/dorsi"
    told = await sentence_of(settings(tmp_path, database_url=url))
    assert told is not None
    assert told.startswith("The database cannot be used: connection failed")
    assert "hunter2" not in told
    assert "\n" not in told


async def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = await sentence_of(settings(tmp_path, database_url=f"sqlite:///{tmp_path}/file/dorsi.db"))
    assert told is not None
    assert told.startswith("The database's folder cannot be made: ")
    assert str(tmp_path / "file") in told


@pytest.mark.parametrize(
    "error", [OldSchemaError("run: python -m bot migrate"), BrokenContent("flags.toml is missing.")]
)
def test_what_says_it_itself_is_said(error: Exception) -> None:
    assert str(error) in (trouble(error) or "")


def test_the_program_ends_with_the_sentence_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    chosen = settings(tmp_path, database_url=f"sqlite:///{tmp_path}/file/dorsi.db")
    with pytest.raises(SystemExit, match="cannot be made") as ended:
        run_to_the_end(run(chosen), telegram_errors.trouble)
    assert ended.value.__suppress_context__


@pytest.mark.parametrize("error", [LookupError("a bug"), FileNotFoundError("a bug")])
def test_an_error_of_our_own_keeps_its_traceback(error: Exception) -> None:
    async def fail() -> None:
        raise error

    with pytest.raises(type(error), match="a bug"):
        run_to_the_end(fail())


@pytest.mark.parametrize("error", [PortError("cannot be opened"), NoFolderError("cannot be made")])
def test_what_the_host_has_to_open_or_make_is_said(error: OSError) -> None:
    assert trouble(error) == str(error)


def test_a_start_loads_nothing_that_draws() -> None:
    asked = "import sys, bot.lifespan; print({'resvg_py', 'content.figures.card'} & {*sys.modules})"
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout == "set()\n"
