"""The breaker of the reminders: when one may be tried, and what a line that returns sets free."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.reminders.line_state import LONGEST, MOST, OPENS_AFTER, PAUSES, LineState

NOW = datetime(2026, 11, 24, 5, 25, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def down(at: datetime = NOW) -> LineState:
    """Return the state after as many failures as open it, without chance."""
    line = LineState(jitter=lambda: 1.0)
    for _ in range(OPENS_AFTER):
        line.failed(at, "unknown")
    return line


def test_one_failure_is_no_outage() -> None:
    line = LineState()
    line.failed(NOW, "unlikely")
    assert line.is_closed
    assert line.may_try(NOW)
    line.worked()
    line.failed(NOW, "unlikely")
    assert line.is_closed, "failures count in a row"


def test_while_it_is_down_one_try_follows_each_pause_and_the_pauses_grow() -> None:
    line, at = down(), NOW
    for pause in (*PAUSES, PAUSES[-1]):
        assert not line.is_closed
        assert not line.may_try(at + seconds(pause - 0.01))
        at += seconds(pause)
        assert line.may_try(at)
        line.failed(at, "unknown")


def test_many_that_were_under_way_together_make_the_pause_no_longer() -> None:
    line = LineState(jitter=lambda: 1.0)
    for _ in range(16):
        line.failed(NOW, "unknown")
    assert line.may_try(NOW + seconds(PAUSES[0]))


def test_one_that_arrives_closes_it_and_frees_what_is_in_doubt_once() -> None:
    line = down()
    line.doubts |= {1, 2}
    assert line.worked() == {1, 2}
    assert line.is_closed
    assert line.worked() == set()


@pytest.mark.parametrize("jump", [seconds(-3600), seconds(3600)])
def test_a_clock_that_was_set_holds_nothing_up(jump: timedelta) -> None:
    line = down()
    assert line.may_try(NOW + jump)


def test_no_two_lines_try_at_the_same_moment() -> None:
    ends = set()
    for _ in range(20):
        line = LineState()
        for _ in range(OPENS_AFTER):
            line.failed(NOW, "not sent")
        assert line.may_try(NOW + LONGEST)
        ends.add(next(ms for ms in range(2000) if line.may_try(NOW + timedelta(milliseconds=ms))))
    assert len(ends) > 10
    assert 750 <= min(ends) <= max(ends) <= 1250


def test_one_that_keeps_failing_is_tried_later_each_time_but_always_before_its_deadline() -> None:
    line, far = LineState(jitter=lambda: 1.0), NOW + timedelta(hours=1)
    waits = [(line.again(7, NOW, far) - NOW).total_seconds() for _ in range(7)]
    assert waits == [1, 2, 4, 8, 20, 20, 20]
    assert line.again(7, NOW, NOW + seconds(6)) == NOW + seconds(3)
    line.settled(7)
    assert line.again(7, NOW, far) == NOW + seconds(1)


def test_what_failed_long_ago_is_not_remembered_for_ever() -> None:
    line = LineState()
    for nudge in range(3 * MOST):
        line.again(nudge, NOW, NOW + seconds(60))
    assert len(line._tries) <= MOST
