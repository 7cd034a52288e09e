"""One nudge at a time where Telegram answers quickly, and the full pace where it is far away."""

import asyncio

import pytest

from bot.reminders.concurrency import AdaptiveConcurrency
from tests.bot.fake_time import now, run_virtually

PACE = 1 / 30


async def rush(took: list[float]) -> tuple[float, int]:
    """Say nudges that take so many seconds each; return how long it took, and most at once."""
    stride, under_way, most = AdaptiveConcurrency(PACE), 0, 0

    async def say(seconds: float) -> bool:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(seconds)
        under_way -= 1
        return True

    tasks = []
    for seconds in took:
        tasks.append(asyncio.create_task(say(seconds)))
        await stride.after(tasks[-1])
    await asyncio.gather(*tasks)
    return now(), most


@pytest.mark.parametrize("slow", [0.2, 1.0, 30.0])
def test_where_answers_are_quick_one_slow_one_leaves_no_other_in_doubt(slow: float) -> None:
    took = [PACE] * 20 + [slow] + [PACE] * 10 + [slow, slow] + [PACE] * 20
    _, most = run_virtually(rush(took))
    assert most == 1


def test_where_telegram_is_far_away_the_pace_is_kept() -> None:
    seconds, most = run_virtually(rush([0.2] * 300))
    assert seconds < 1.1 * 300 * PACE
    assert most <= 0.2 / PACE + 1
