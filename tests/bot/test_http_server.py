"""The operators' port: alive, ready or what is wrong, the meters, and nothing where it is off."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import Connection

from bot.ops.heartbeat import STALE_SECONDS
from bot.ops.http_server import Operations, port
from bot.ops.metrics import Metrics
from bot.ops.startup_errors import PortError, trouble
from bot.ops.vitals import TICK_SECONDS
from storage import stats
from storage.db import Db
from tests.bot.http_servers import closed_port
from tests.bot.world import migrated, running_world

WELL = dict.fromkeys(["database", "disk", "telegram", "updates", "reminders"], "ok")


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Db]:
    shutil.copy(migrated(), tmp_path / "dorsi.db")
    there = Db(f"sqlite:///{tmp_path}/dorsi.db")
    yield there
    await there.close()


async def get(number: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{number}{path}") as answer,
    ):
        return answer.status, await answer.text()


def operations(
    db: Db, *, polled: float = 0.0, ticked: float = 0.0, clock: Callable[[], float] | None = None
) -> Operations:
    """Return what answers, with getUpdates and the tick so many seconds ago."""
    now = time.monotonic()
    meters = Metrics()
    meters.moved_at = now - ticked
    return Operations(db, meters, lambda: now - polled, clock or (lambda: now))


async def test_all_is_well_in_time(db: Db) -> None:
    there = operations(db, polled=STALE_SECONDS - 1, ticked=TICK_SECONDS - 1)
    assert await there.checks() == WELL


async def test_a_poll_that_does_not_come_back_is_not_ready(db: Db) -> None:
    there = operations(db, polled=STALE_SECONDS)
    assert await there.checks() == WELL | {"telegram": "silent for 90 s"}


async def test_where_telegram_calls_nothing_is_said_of_polls(db: Db) -> None:
    there = operations(db, polled=STALE_SECONDS)
    there.polled_at = lambda: None
    checks = await there.checks()
    assert "telegram" not in checks
    assert set(checks.values()) == {"ok"}


async def test_a_bot_that_ends_is_not_ready_and_lives_on(db: Db) -> None:
    there = operations(db)
    there.ending = lambda: True
    async with port(there, "127.0.0.1", 0) as number:
        status, body = await get(number, "/readyz")
        assert status == 503
        assert '"service": "draining"' in body
        assert await get(number, "/livez") == (200, "alive\n")


async def test_to_stand_by_while_another_process_polls_is_ready(db: Db) -> None:
    there = operations(db, polled=1)
    there.stands_by = lambda: True
    assert await there.checks() == WELL | {"telegram": "standing by"}
    async with port(there, "127.0.0.1", 0) as number:
        assert (await get(number, "/readyz"))[0] == 200
    there = operations(db, polled=STALE_SECONDS)
    there.stands_by = lambda: True
    assert await there.checks() == WELL | {"telegram": "silent for 90 s"}, "nobody may poll"


async def test_a_tick_that_does_not_end_is_not_ready(db: Db) -> None:
    there = operations(db, ticked=TICK_SECONDS)
    assert await there.checks() == WELL | {"reminders": "silent for 15 s"}


async def test_a_long_rush_is_ready_as_long_as_it_moves(db: Db) -> None:
    there = operations(db, ticked=1000, clock=time.monotonic)
    there.meters.claimed(100)
    assert await there.checks() == WELL


async def test_a_database_that_hangs_is_not_ready_and_is_asked_once(
    db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ops.vitals.DATABASE_SECONDS", 0.05)
    asked = []

    def hang(_: Connection) -> bool:
        asked.append(1)
        time.sleep(0.3)
        return True

    monkeypatch.setattr(stats, "answers", hang)
    there = operations(db)
    told = await asyncio.gather(*(there.checks() for _ in range(5)))
    assert all(one["database"] == "no answer within 1 s" for one in told)
    assert len(asked) == 1


async def test_a_database_that_is_gone_is_not_ready() -> None:
    gone = Db(f"postgresql://dorsi@127.0.0.1:{closed_port()}/dorsi")
    assert (await operations(gone).checks())["database"] == "no answer within 1 s"
    await gone.close()


async def test_the_port_says_what_is_wrong_and_lives_on(db: Db) -> None:
    async with port(operations(db, polled=100), "127.0.0.1", 0) as number:
        status, body = await get(number, "/readyz")
        assert status == 503
        assert '"ready": false' in body
        assert '"telegram": "silent for 100 s"' in body
        assert await get(number, "/livez") == (200, "alive\n")
        assert (await get(number, "/"))[0] == 404


async def test_a_taken_port_is_said_in_a_sentence(db: Db) -> None:
    async with port(operations(db), "127.0.0.1", 0) as number:
        with pytest.raises(PortError, match="cannot be opened") as failed:
            async with port(operations(db), "127.0.0.1", number):
                pass
    told = trouble(failed.value)
    assert told is not None
    assert f"DORSI_HTTP_PORT {number}" in told
    assert told.endswith("cannot be opened: another program has it")


async def test_a_host_that_is_none_is_said_in_a_sentence(db: Db) -> None:
    with pytest.raises(PortError, match=r"DORSI_HTTP_HOST 203\.0\.113\.1") as failed:
        async with port(operations(db), "203.0.113.1", 0):
            pass
    assert "\n" not in (trouble(failed.value) or "\n")


@pytest.mark.usefixtures("unhurried")
async def test_the_running_bot_is_ready_and_tells_its_meters(tmp_path: Path) -> None:
    number = closed_port()
    async with running_world(tmp_path, http_port=number) as whole:
        phone = whole.phone(number=47_114_711_471)  # by chance in no number of a meter
        await phone.come_in()
        await whole.next_reminder()
        status, ready = await get(number, "/readyz")
        assert (status, '"ready": true' in ready) == (200, True)
        _, meters = await get(number, "/metrics")
        assert "dorsi_tap_seconds_count 0.0" not in meters
        assert 'dorsi_limiter_wait_seconds_count{lane="bulk"} 1.0' in meters
        assert "47114711471" not in meters
        assert whole.telegram.token not in meters
    with pytest.raises(aiohttp.ClientConnectionError):
        await get(number, "/livez")


async def test_without_a_port_none_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ops.http_server.port", None)
    async with running_world(tmp_path) as whole:
        assert whole.settings.http_port == 0
