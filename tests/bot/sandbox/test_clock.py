"""The sandbox's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sandbox.clock import Clock


def test_a_new_clock_shows_real_time() -> None:
    assert abs(Clock().now() - datetime.now(UTC)) < timedelta(seconds=1)


def test_a_clock_can_start_anywhere_and_runs_on() -> None:
    start = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)
    clock = Clock(start)
    assert start <= clock.now() < start + timedelta(seconds=1)
    assert clock.now() <= clock.now()


def test_a_jump_moves_the_time_and_tells_everyone() -> None:
    clock, seen = Clock(), list[datetime]()
    clock.on_jump(lambda: seen.append(clock.now()))
    before = clock.now()
    clock.jump(timedelta(days=1))
    assert timedelta(days=1) <= seen[0] - before < timedelta(days=1, seconds=1)


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        Clock().jump(timedelta(seconds=-1))
