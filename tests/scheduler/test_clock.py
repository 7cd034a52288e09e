"""The clock ticks, through failures and clock changes, and stops cleanly."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base

from scheduler.clock import Clock, Job

FAST = 0.02


class Ticks:
    """Counts ticks and lets a test wait for the next ones."""

    def __init__(self) -> None:
        self.count = 0
        self._more = asyncio.Condition()

    async def tick(self) -> None:
        async with self._more:
            self.count += 1
            self._more.notify_all()

    async def more(self, ticks: int) -> None:
        async with asyncio.timeout(5), self._more:
            wanted = self.count + ticks
            await self._more.wait_for(lambda: self.count >= wanted)


@pytest.fixture
async def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
async def clock(ticks: Ticks) -> AsyncIterator[Clock]:
    made = Clock(Job("ticks", ticks.tick, FAST))
    yield made
    await made.stop()


async def test_it_ticks_at_once_and_goes_on(clock: Clock, ticks: Ticks) -> None:
    clock.start()
    await ticks.more(3)


async def test_wake_ticks_now() -> None:
    ticks = Ticks()
    clock = Clock(Job("slow", ticks.tick, 3600))
    clock.start()
    await ticks.more(1)
    clock.wake()
    await ticks.more(1)
    await clock.stop()
    assert ticks.count == 2


async def test_a_tick_that_fails_is_followed_by_the_next(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks = Ticks()

    async def fails() -> None:
        await ticks.tick()
        raise RuntimeError("a database away")

    clock = Clock(Job("nudges", fails, FAST))
    clock.start()
    await ticks.more(2)
    await clock.stop()
    assert "nudges failed" in caplog.text


async def test_two_ticks_of_a_job_never_overlap() -> None:
    ticks, most, now = Ticks(), 0, 0

    async def slow() -> None:
        nonlocal most, now
        now += 1
        most = max(most, now)
        for _ in range(20):
            await asyncio.sleep(0)
        now -= 1
        await ticks.tick()

    clock = Clock(Job("slow", slow, FAST))
    clock.start()
    for _ in range(5):
        clock.wake()
    await ticks.more(3)
    await clock.stop()
    assert most == 1


async def test_stop_lets_a_tick_finish() -> None:
    begun, done = asyncio.Event(), False

    async def long() -> None:
        nonlocal done
        begun.set()
        for _ in range(50):
            await asyncio.sleep(0)
        done = True

    clock = Clock(Job("long", long, 3600))
    clock.start()
    await begun.wait()
    await clock.stop()
    assert done


async def test_stop_does_not_wait_for_ever(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Event()

    async def hangs() -> None:
        begun.set()
        await asyncio.Event().wait()

    clock = Clock(Job("hanging", hangs, 3600))
    clock.start()
    await begun.wait()
    await clock.stop(grace=0.01)
    assert "in the middle of: hanging" in caplog.text


async def test_stop_without_start_is_fine() -> None:
    await Clock().stop()


async def test_nothing_is_left_after_the_stop(clock: Clock, ticks: Ticks) -> None:
    clock.start()
    await ticks.more(1)
    await clock.stop()
    await clock.stop()
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_a_clock_set_back_does_not_silence_it(
    clock: Clock, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Back(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Back":
            return super().now(tz) - timedelta(hours=1)

    clock.start()
    await ticks.more(2)
    monkeypatch.setattr(base, "datetime", Back)
    await ticks.more(3)


async def test_the_watchdog_goes_by_the_monotonic_clock() -> None:
    ticks, seconds = Ticks(), 0.0
    clock = Clock(Job("nudges", ticks.tick, 60), monotonic=lambda: seconds)
    clock.start()
    await ticks.more(1)
    seconds = 100
    clock.check()
    await asyncio.sleep(0)
    assert ticks.count == 1, "not late yet"
    seconds = 200
    clock.check()
    await ticks.more(1)
    await clock.stop()


async def test_a_job_that_is_ended_in_the_middle_is_no_fault(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun = asyncio.Event()

    async def endless() -> None:
        begun.set()
        await asyncio.Event().wait()

    clock = Clock(Job("endless", endless))
    clock.start()
    await begun.wait()
    await clock.stop(grace=0.01)
    await asyncio.sleep(0)
    assert [one.message for one in caplog.records] == ["stopped in the middle of: endless"]
