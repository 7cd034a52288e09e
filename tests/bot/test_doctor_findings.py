"""What the doctor finds of each thing: the token, the clock, the database, the machine."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.ops.doctor import machine
from bot.ops.doctor.database import database, durability
from bot.ops.doctor.finding import bad, note
from bot.ops.doctor.machine import disk, ports, zone_rules
from bot.ops.doctor.telegram import clock, token_and_webhook
from bot.sandbox.clock import Clock
from bot.sandbox.telegram import Telegram
from storage.standby import Standby
from tests.bot.http_servers import closed_port, serving
from tests.bot.test_doctor import TOKEN, now, settings, states
from tests.bot.world import migrated


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


async def test_a_token_that_is_wrong_or_missing(tmp_path: Path, telegram: Telegram) -> None:
    wrong = settings(tmp_path, api_url=telegram.url, token=SecretStr(f"9{TOKEN}"))
    assert await token_and_webhook(wrong, now) == [
        bad("Telegram does not know DORSI_TOKEN. Copy it once more from @BotFather.")
    ]
    none = settings(tmp_path, api_url=telegram.url, token=None)
    assert states(await token_and_webhook(none, now)) == "bad"


@pytest.mark.parametrize(
    ("off", "sentence"),
    [
        (0, "ok The clock is that of the Bot API server."),
        (-120, "bad The clock is 120 s slow: let the machine keep time (NTP)."),
        (3600, "bad The clock is 3600 s fast: let the machine keep time (NTP)."),
    ],
)
async def test_the_clock_is_compared_with_telegrams(
    tmp_path: Path, telegram: Telegram, off: int, sentence: str
) -> None:
    chosen = settings(tmp_path, api_url=telegram.url)
    found = await clock(chosen, lambda: now() + timedelta(seconds=off))
    seconds = f"{abs(off)}", f"{abs(off) - 1}"  # a Date is cut to the second
    said = f"{found.state} {found.sentence}"
    assert said in {sentence, sentence.replace(*seconds)}


@pytest.mark.parametrize("date", ["nonsense", ""])
async def test_a_server_that_names_no_time_is_no_reason_to_worry(tmp_path: Path, date: str) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(headers={"Date": date})

    async with serving(answer) as url:
        found = await clock(settings(tmp_path, api_url=url), now)
    assert found == note("The clock was not compared: the Bot API server names no time.")


async def test_an_old_schema_is_said(tmp_path: Path) -> None:
    shutil.copy(migrated(), tmp_path / "dorsi.db")
    chosen = settings(tmp_path)
    assert states(await database(chosen)) == "ok"
    (tmp_path / "dorsi.db").write_bytes(b"")
    (found,) = await database(chosen)
    assert found.state == "bad"
    assert "run: python -m bot migrate" in found.sentence
    (tmp_path / "dorsi.db").write_bytes(b"no database" * 99)
    (found,) = await database(chosen)
    assert found.sentence.startswith("The database cannot be used: ")


@pytest.mark.parametrize(
    ("standby", "state"),
    [
        (Standby("", "on"), "note"),
        (Standby("FIRST 1 (b)", "on"), "ok"),
        (Standby("b", "remote_apply"), "ok"),
        (Standby("b", "local"), "note"),
        (Standby("b", "off"), "bad"),
    ],
)
def test_what_a_commit_waits_for_is_said(standby: Standby, state: str) -> None:
    assert durability(standby).state == state


def test_a_disk_that_is_nearly_full_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = settings(tmp_path / "a" / "b")
    assert disk(there).state == "ok"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(1, 1, 100_000_000))
    assert disk(there) == bad(f"Only 0.1 GB are free at {tmp_path}: make room.")


@pytest.mark.parametrize(
    ("version", "state"), [("2026.2", "ok"), ("2025.1", "ok"), ("2024.2", "bad")]
)
def test_time_zone_rules_that_are_old_are_said(version: str, state: str) -> None:
    assert zone_rules(datetime(2026, 3, 1, tzinfo=UTC), version).state == state
    assert zone_rules(datetime(2026, 11, 27, tzinfo=UTC)).state == "ok"


async def test_a_port_is_free_or_somebody_elses_or_cannot_be_had(tmp_path: Path) -> None:
    free = settings(tmp_path, http_port=closed_port())
    assert [one.state for one in await ports(free)] == ["note"]

    async def other(_: web.Request) -> web.Response:
        return web.Response(status=404)

    async with serving(other) as url:
        port = int(url.rpartition(":")[2])
        both = settings(
            tmp_path, http_port=port, intake="webhook", webhook_url=f"{url}/", webhook_port=port
        )
        assert await ports(both) == [
            bad(f"The operators' port (127.0.0.1:{port}) belongs to another program."),
            bad(f"The webhook's port (127.0.0.1:{port}) belongs to another program."),
        ]
    (found,) = await ports(settings(tmp_path, http_port=closed_port(), http_host="203.0.113.1"))
    assert found.state == "bad"
    assert states(await ports(settings(tmp_path))) == "note"


async def test_a_port_where_nobody_answers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[asyncio.StreamWriter] = []

    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append(writer)

    monkeypatch.setattr(machine, "ANSWERS_WITHIN", 0.05)
    silent = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        (found,) = await ports(settings(tmp_path, http_port=port))
        for line in lines:
            line.transport.abort()
    await asyncio.sleep(0)
    assert lines
    assert found.sentence.endswith("is open, and nobody answers there.")
