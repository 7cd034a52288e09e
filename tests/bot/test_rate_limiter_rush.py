"""A rush: nudges at their rate and in their order, never too late, and nobody's tap waits."""

import asyncio

import pytest
from telegram.error import Forbidden, RetryAfter

from bot.ops.metrics import Metrics
from bot.transport.lanes import BULK_LANE, BulkLane
from bot.transport.rate_limiter import PriorityRateLimiter
from tests.bot.fake_time import now
from tests.bot.rate_limited import Server, virtually

SIZE = 3000
RUNNERS = range(SIZE + 1, SIZE + 51)


async def tapping(server: Server, runner: int) -> list[float]:
    """Tap every two seconds for a minute; each tap is an answer, an edit and now and then more."""
    waits = []
    for turn in range(30):
        asked = now()
        await server.call(None, "answerCallbackQuery")
        await server.call(runner, "editMessageText")
        if turn % 5 == 0:
            await server.call(runner)
        waits.append(now() - asked)
        await asyncio.sleep(2)
    return waits


@virtually
async def test_three_thousand_nudges_leave_at_the_rate_while_no_tap_waits() -> None:
    server = Server()
    nudges = asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, SIZE + 1)))
    waits = await asyncio.gather(*(tapping(server, runner) for runner in RUNNERS))
    await nudges
    assert max(max(each) for each in waits) == 0
    order = [who for _, who in server.at if who is not None and who <= SIZE]
    assert order == list(range(1, SIZE + 1)), "first come, first served"
    messages = SIZE + len(RUNNERS) * 6
    assert messages / now() == pytest.approx(30, rel=0.05), "both lanes together keep the rate"


@virtually
async def test_a_rush_is_seen_in_the_meters_by_lane() -> None:
    server = Server()
    nudges = asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, 301)))
    await server.call(7777)
    await nudges
    assert server.waited("tap", "0.001") == server.waited("tap", "+Inf") == 1
    assert server.waited("bulk", "5.0") == pytest.approx(150, abs=5)
    assert server.waited("bulk", "15.0") == 300


@virtually
async def test_a_nudge_that_cannot_leave_in_time_does_not_leave() -> None:
    server = Server()
    results = await asyncio.gather(
        *(server.call(n, lane=BulkLane(within=2)) for n in range(1, 101)), return_exceptions=True
    )
    too_late = [each for each in results if isinstance(each, RetryAfter)]
    assert max(server.times()) <= 2
    assert len(server.at) + len(too_late) == 100
    assert len(server.at) >= 60, "two seconds' worth did leave"


@virtually
async def test_one_that_was_too_late_takes_nobody_s_turn() -> None:
    server = Server()
    late = [server.call(n, lane=BulkLane(within=0)) for n in range(1, 61)]
    rest = [server.call(n, lane=BULK_LANE) for n in range(100, 160)]
    await asyncio.gather(*late, *rest, return_exceptions=True)
    assert now() == pytest.approx(2, abs=0.2)


@virtually
async def test_a_nudge_is_not_kept_beyond_its_time_by_a_flood_wait() -> None:
    server = Server(refuse={1: 30})
    with pytest.raises(RetryAfter):
        await server.call(1, lane=BulkLane(within=20))
    with pytest.raises(RetryAfter):
        await server.call(2, lane=BulkLane(within=20))
    assert now() == 0
    assert server.times() == [0], "nobody asks again before the flood wait is over"


@virtually
async def test_a_nudge_gives_its_chat_a_second_after_a_tap_s_message() -> None:
    server = Server()
    await server.call(7)
    await server.call(7, lane=BULK_LANE)
    assert server.times() == [0, 1]


@virtually
async def test_a_runner_who_never_stops_tapping_cannot_hold_a_nudge_for_ever() -> None:
    server = Server()

    async def tap() -> None:
        for _ in range(60):
            await server.call(7)

    taps = asyncio.create_task(tap())
    await asyncio.sleep(0)
    with pytest.raises(RetryAfter):
        await server.call(7, lane=BulkLane(within=10))
    assert now() <= 10
    await taps


@virtually
async def test_flood_waits_and_refusals_are_counted() -> None:
    server = Server(refuse={1: 1, 2: 1})
    await server.call(1, lane=BULK_LANE)
    assert server.meters.value("dorsi_flood_waits_total") == 2
    assert server.waited("bulk", "0.001") == 1, "the first attempt waited for nothing"
    assert server.waited("bulk", "5.0") == 3


@virtually
async def test_a_refused_call_is_counted_in_either_lane() -> None:
    meters = Metrics()
    lanes = PriorityRateLimiter(meters=meters, clock=now)

    async def refuse() -> bool:
        raise Forbidden("bot was blocked by the user")

    for lane in (None, BULK_LANE):
        with pytest.raises(Forbidden):
            await lanes.process_request(refuse, (), {}, "sendMessage", {"chat_id": 1}, lane)
    assert meters.value("dorsi_forbidden_total") == 2
