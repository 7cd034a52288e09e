"""`doctor` looks at everything at once, changes nothing, and says what is to be mended."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import SecretStr
from pydantic_settings import CliApp

from bot.__main__ import Commands
from bot.ops.doctor import machine
from bot.ops.doctor.examination import examine, report
from bot.ops.doctor.finding import Finding, bad, fine, note
from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from bot.settings import Settings
from tests.bot.http_servers import closed_port
from tests.bot.world import running_world

TOKEN = f"123456:{'A' * 35}"


class Disk(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    there = Telegram(Clock(), token=TOKEN)
    await there.start()
    yield there
    await there.stop()


def settings(folder: Path, **more: object) -> Settings:
    own = {
        "token": SecretStr(TOKEN),
        "api_url": f"http://127.0.0.1:{closed_port()}",
        "database_url": f"sqlite:///{folder}/dorsi.db",
        "heartbeat": str(folder / "heartbeat"),
    }
    return Settings(**(own | more))  # type: ignore[arg-type]


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def now() -> datetime:
    return datetime.now(UTC)


def states(found: list[Finding]) -> str:
    return " ".join(one.state for one in found)


async def test_a_dorsi_that_runs_is_well_whichever_way_it_is_reached(tmp_path: Path) -> None:
    port = closed_port()
    async with running_world(tmp_path, intake="webhook", http_port=port) as world:
        found = await examine(world.settings, now)
    told = report(found)
    assert told.endswith("\nAll is well.")
    assert states(found) == " ".join(["ok"] * len(found))
    assert f"The operators' port (127.0.0.1:{port}) is open, and Dorsi answers there." in told
    assert "The token is that of @dorsi_sandbox_bot." in told
    assert "The database answers" in told
    assert f"The webhook's port (127.0.0.1:{world.settings.webhook_port}) is open, and" in told


async def test_what_was_never_started_is_well_and_nothing_is_made(
    tmp_path: Path, telegram: Telegram
) -> None:
    found = await examine(settings(tmp_path / "new", api_url=telegram.url), now)
    assert "bad" not in states(found)
    assert files(tmp_path) == []
    assert note(
        f"There is no database at {tmp_path}/new/dorsi.db yet: the first start makes it."
    ) in (found)


async def test_everything_that_is_wrong_is_said_and_no_secret_is(tmp_path: Path) -> None:
    chosen = settings(
        tmp_path,
        token=SecretStr(TOKEN),
        intake="webhook",
        webhook_url=f"https://dorsi.example.org/{TOKEN}",
        webhook_secret=SecretStr("a-very-secret-word"),
        database_url=f"postgresql://dorsi:hunter2@127.0.0.1:{closed_port()}/dorsi",
    )
    found = await examine(chosen, now)
    told = report(found)
    assert told.endswith("\n2 of these to mend.")
    assert "bad   The Bot API server (DORSI_API_URL) cannot be reached" in told
    assert "bad   The database cannot be used: connection failed" in told
    assert "note  The clock was not compared" in told
    for secret in (TOKEN, "A" * 35, "hunter2", "a-very-secret-word"):
        assert secret not in told
    assert all("\n" not in one.sentence for one in found)


async def test_a_check_that_breaks_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Settings) -> Finding:
        raise LookupError("a bug")

    monkeypatch.setattr(machine, "disk", broken)
    found = await examine(settings(tmp_path), now)
    assert bad("The machine could not be looked at: LookupError.") in found


def test_a_report_counts_what_is_to_be_mended() -> None:
    assert report([fine("a"), note("b"), bad("c"), bad("d")]).splitlines() == [
        "ok    a",
        "note  b",
        "bad   c",
        "bad   d",
        "2 of these to mend.",
    ]


async def test_the_command_line_exits_with_1_where_something_is_to_be_mended(
    tmp_path: Path,
    telegram: Telegram,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DORSI_API_URL", telegram.url)

    def work() -> object:
        with pytest.raises(SystemExit) as ended:
            CliApp.run(Commands, cli_args=["doctor"])
        return ended.value.code

    assert await asyncio.to_thread(work) == 1
    assert "bad   DORSI_TOKEN is not set" in capsys.readouterr().out
    monkeypatch.setenv("DORSI_TOKEN", TOKEN)
    assert await asyncio.to_thread(work) == 0
    assert capsys.readouterr().out.endswith("All is well.\n")
