"""Several senders with one token keep one pace, and a pause of Telegram's is everybody's."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from telegram.error import RetryAfter

from bot.ops.metrics import Metrics
from bot.transport.lanes import BULK_LANE, TAP_LANE, Ask, BulkLane, TapLane
from bot.transport.pace import SharedPace
from bot.transport.rate_limiter import PriorityRateLimiter
from storage import pace
from storage.db import Db
from tests.bot.http_servers import closed_port
from tests.storage.conftest import Server

Lane = BulkLane | TapLane


class Sender:
    """A process with its limiter; notes in `sent` when each message left."""

    def __init__(self, url: str, per_second: float, sent: list[float]) -> None:
        self.db = Db(url)
        self.meters = Metrics()
        self.limiter = PriorityRateLimiter(per_second, self.meters)
        self.pace = SharedPace(self.db, 1 / per_second, self.meters, self.limiter.close)
        self.limiter.pace = self.pace
        self._sent = sent

    async def send(self, chat: int, lane: Lane = BULK_LANE, seconds: float = 0.0) -> None:
        """Send a message that is answered after so many seconds."""

        async def call() -> bool:
            self._sent.append(time.monotonic())
            await asyncio.sleep(seconds)
            return True

        await self.limiter.run(call, Ask("sendMessage", chat, lane))

    async def close(self) -> None:
        await self.pace.stop()
        await self.db.close()


@pytest.fixture
def sent() -> list[float]:
    return []


@pytest.fixture
async def senders(
    server: Server, sent: list[float], request: pytest.FixtureRequest
) -> AsyncIterator[list[Sender]]:
    """Return three senders, by default at 300 a second so that no test waits long."""
    server.clear()
    three = [Sender(server.url, getattr(request, "param", 300), sent) for _ in range(3)]
    yield three
    for one in three:
        await one.close()


def most_within(times: Sequence[float], seconds: float) -> int:
    """Return how many of the times lie within any span of so many seconds, at most."""
    ordered = sorted(times)
    return max(sum(begin <= at < begin + seconds for at in ordered) for begin in ordered)


async def rush(senders: list[Sender], count: int, seconds: float = 0.0) -> None:
    """Let each sender have so many nudges to send at once."""
    await asyncio.gather(
        *(
            one.send(1 + number * len(senders) + place, seconds=seconds)
            for place, one in enumerate(senders)
            for number in range(count)
        )
    )


async def test_three_senders_together_keep_the_pace_of_one(
    senders: list[Sender], sent: list[float]
) -> None:
    began = time.monotonic()
    await rush(senders, 15)
    assert len(sent) == 45
    assert max(sent) - began >= 44 / 300
    assert most_within(sent, 0.1) <= 31 + 3
    taken = sum(one.meters.value("dorsi_pace_wait_seconds_count") for one in senders)
    assert taken < 30, "in a rush a statement takes several turns"


async def test_a_lone_nudge_takes_one_turn_and_leaves_none_over(senders: list[Sender]) -> None:
    for chat in range(1, 6):
        await senders[0].send(chat)
    assert senders[0].meters.value("dorsi_pace_wait_seconds_count") == 5


@pytest.mark.parametrize("senders", [30], indirect=True)
async def test_a_message_after_a_tap_does_not_wait_and_pushes_the_nudges_of_others_back(
    senders: list[Sender], sent: list[float]
) -> None:
    began = time.monotonic()
    await asyncio.gather(*(senders[0].send(chat, TAP_LANE) for chat in range(1, 91)))
    assert max(sent) - began < 1, "three seconds of turns"
    await senders[0].pace.stop()
    turn = await senders[1].db.transaction(pace.take, 1, 1 / 30, 60)
    assert turn.wait > 0.5


async def test_a_pause_that_another_process_tells_of_holds_taps_and_nudges_up(
    senders: list[Sender], sent: list[float]
) -> None:
    began = time.monotonic()
    senders[0].pace.is_closed(0.1)
    await asyncio.gather(senders[0].send(1), senders[0].send(2, TAP_LANE))
    assert min(sent) - began >= 0.1


async def test_a_pause_is_seen_at_the_next_turn_also_by_who_was_not_told(
    senders: list[Sender], sent: list[float]
) -> None:
    began = time.monotonic()
    senders[0].pace.close(0.15)
    await senders[0].pace.stop()
    await senders[1].send(1)
    await senders[1].send(2, TAP_LANE)
    assert min(sent) - began >= 0.14


async def test_what_would_come_too_late_is_given_back_and_takes_no_turn(
    senders: list[Sender],
) -> None:
    senders[0].pace.close(30)
    await senders[0].pace.stop()
    with pytest.raises(RetryAfter):
        await senders[1].send(1, BulkLane(within=1))


async def test_without_the_database_each_keeps_the_pace_by_itself(
    sent: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    alone = Sender(f"postgresql://dorsi@127.0.0.1:{closed_port()}/dorsi", 300, sent)
    caplog.set_level(logging.WARNING)
    began = time.monotonic()
    await asyncio.gather(*(alone.send(chat) for chat in range(1, 10)))
    assert max(sent) - began >= 6 / 300
    assert "without the others" in caplog.text
    await alone.close()


@pytest.mark.long
@pytest.mark.parametrize("senders", [30], indirect=True)
async def test_of_three_senders_no_more_than_31_leave_in_any_second(
    senders: list[Sender], sent: list[float]
) -> None:
    began = time.monotonic()
    await rush(senders, 100, seconds=0.1)
    rate = len(sent) / (max(sent) - began)
    most = most_within(sent, 1.0)
    print(f"{len(sent)} messages: {rate:.1f} a second, at most {most} in any second")  # noqa: T201
    assert most <= 31
    assert rate > 29
