"""The clock through suspends and NTP's corrections, on a wall clock the test sets."""

import asyncio
import logging
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from apscheduler.schedulers import base
from apscheduler.triggers import date as date_trigger
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.clock import Clock, Job
from tests.bot.fake_time import now, run_virtually

HOUR = 3600.0
YEAR = 365.25 * 24 * HOUR
SINCE_1970 = (datetime(2026, 3, 2, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
# Seconds between two ticks: one as a rule, and what the watchdog needs to see that none came.
PERIOD, PATIENCE = 1.0, 4.0


class Wall(datetime):
    """A wall clock that goes with the loop's time, `ahead` seconds of it."""

    ahead = 0.0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Wall":
        start = cls(2026, 3, 2, tzinfo=UTC)
        return (start + timedelta(seconds=now() + cls.ahead)).astimezone(tz)


@pytest.fixture(autouse=True, scope="module")
def wall() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for module in (base, date_trigger):
            patch.setattr(module, "datetime", Wall)
        yield


async def gaps(jumps: list[tuple[float, float]], ahead: float = 0.0) -> list[float]:
    """Return the seconds between ticks while the wall clock is set, each after so many seconds."""
    Wall.ahead = ahead
    at: list[float] = []

    async def tick() -> None:
        at.append(now())

    clock = Clock(Job("nudges", tick, PERIOD), Job("zone rules", _nothing, 24 * HOUR))
    clock.start()
    for wait, jump in [*jumps, (30.0, 0.0)]:
        await asyncio.sleep(wait)
        Wall.ahead += jump
    await clock.stop()
    return [later - earlier for earlier, later in zip(at, [*at[1:], now()], strict=True)]


async def _nothing() -> None:
    """Do nothing."""


def test_it_ticks_every_second_of_an_hour() -> None:
    found = run_virtually(gaps([(HOUR, 0.0)]))
    assert max(found) <= PERIOD + 0.01
    assert len(found) >= HOUR


@pytest.mark.parametrize("jump", [3 * HOUR, 26 * HOUR, HOUR, 0.5, -0.5, -HOUR, -26 * HOUR])
def test_no_jump_silences_it(jump: float) -> None:
    found = run_virtually(gaps([(10.3, jump), (60.0, 0.0)]))
    assert max(found) <= PATIENCE
    assert max(found[-20:]) <= PERIOD + 0.01, "and all is as before"


@pytest.mark.parametrize(
    ("ahead", "jump"),
    [(0.0, 30 * 24 * HOUR), (0.0, 4 * YEAR), (4 * YEAR, -4 * YEAR), (-SINCE_1970, SINCE_1970)],
    ids=["a month on", "four years on", "four years back", "on from 1970"],
)
def test_no_leap_of_years_stalls_it_or_takes_memory(ahead: float, jump: float) -> None:
    tracemalloc.start()
    began = time.process_time()
    found = run_virtually(gaps([(10.3, jump), (30.0, 0.0)], ahead))
    seconds, (_, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert max(found) <= PATIENCE
    assert len(found) < 100, "what was missed is not made up for"
    assert seconds < 1.0
    assert peak < 2_000_000


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.0, 20.0), st.floats(-30 * HOUR, 30 * HOUR) | st.floats(-2.0, 2.0)),
        max_size=12,
    )
)
def test_no_jumps_in_any_order_silence_it(jumps: list[tuple[float, float]]) -> None:
    # A jump back just as the watchdog steps in makes it wait for its patience once more.
    assert max(run_virtually(gaps(jumps))) <= PATIENCE * (1 + len(jumps))


def test_a_long_tick_is_no_reason_for_a_word(caplog: pytest.LogCaptureFixture) -> None:
    async def rush() -> None:
        clock = Clock(Job("nudges", _ten_seconds, PERIOD))
        clock.start()
        await asyncio.sleep(60.0)
        await clock.stop(grace=20.0)

    Wall.ahead = 0.0
    with caplog.at_level(logging.WARNING):
        run_virtually(rush())
    assert caplog.text == ""


async def _ten_seconds() -> None:
    await asyncio.sleep(10.0)
