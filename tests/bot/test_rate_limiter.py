"""Two lanes out: taps at once, nudges at their pace, nobody during a flood wait."""

import asyncio

import pytest
from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.transport.aiohttp_request import AiohttpRequest
from bot.transport.gcra import Gcra
from bot.transport.lanes import BULK_LANE
from bot.transport.rate_limiter import BULK_AT_ONCE, EDIT_BURST, PriorityRateLimiter
from tests.bot.fake_time import now
from tests.bot.http_servers import TOKEN, say_sent, serving
from tests.bot.rate_limited import Server, virtually


@virtually
async def test_answers_and_a_moment_s_edits_never_wait() -> None:
    server = Server()
    for _ in range(500):
        await server.call(None, "answerCallbackQuery")
        await server.call(7, "sendChatAction")
    for chat in range(1, 51):
        for _ in range(EDIT_BURST):
            await server.call(chat, "editMessageText")
    assert now() == 0


@virtually
async def test_a_chat_gets_a_burst_and_then_one_message_a_second() -> None:
    server = Server()
    for _ in range(8):
        await server.call(7)
    assert server.times() == [0, 0, 0, 0, 0, 1, 2, 3]


@virtually
async def test_other_chats_do_not_wait_for_a_busy_one() -> None:
    server = Server()
    await asyncio.gather(
        *(server.call(7) for _ in range(8)), *(server.call(n) for n in range(8, 50))
    )
    assert server.times(8) == server.times(49) == [0]


@virtually
async def test_a_group_gets_twenty_messages_a_minute() -> None:
    server = Server()
    for _ in range(24):
        await server.call(-100)
    assert now() == pytest.approx((24 - 5) * 3)


@virtually
async def test_a_tap_that_would_wait_too_long_is_told_so() -> None:
    server = Server()
    calls = [server.call(7) for _ in range(20)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    refused = [each for each in results if isinstance(each, RetryAfter)]
    assert len(refused) == 10
    assert server.times() == [0, 0, 0, 0, 0, 1, 2, 3, 4, 5]


@virtually
async def test_nudges_leave_at_thirty_a_second() -> None:
    server = Server()
    await asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, 301)))
    assert now() == pytest.approx(10, abs=0.2)
    assert [who for _, who in server.at] == list(range(1, 301)), "first come, first served"


@virtually
async def test_nudges_to_one_chat_are_a_second_apart_and_hold_up_no_other() -> None:
    server = Server()
    await asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in (7, 7, 7, 8)))
    assert server.times(7) == pytest.approx([0, 1, 2], abs=0.001)
    assert server.times(8) == [0]


@virtually
async def test_a_tap_passes_a_whole_broadcast() -> None:
    server = Server()
    nudges = asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, 151)))
    await asyncio.sleep(1)
    await server.call(7)
    await server.call(7, "editMessageText")
    assert now() == 1
    await nudges


@virtually
async def test_messages_after_taps_are_taken_off_the_nudges_rate() -> None:
    server = Server()
    nudges = asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, 61)))
    for n in range(1000, 1030):
        await server.call(n)
    assert now() == 0
    await nudges
    assert now() == pytest.approx(3, abs=0.2)


@virtually
async def test_a_slow_telegram_never_gets_more_than_its_share_of_nudges() -> None:
    server = Server(seconds=2)
    await asyncio.gather(*(server.call(n, lane=BULK_LANE) for n in range(1, 101)))
    assert server.busy["most"] == BULK_AT_ONCE


@virtually
async def test_a_nudge_gives_up_on_a_flood_wait_of_minutes() -> None:
    server = Server(refuse={1: 300})
    with pytest.raises(RetryAfter):
        await server.call(1, lane=BULK_LANE)
    assert now() == 0


@virtually
async def test_other_errors_pass_through_once() -> None:
    calls = []

    async def fail() -> bool:
        calls.append(now())
        raise BadRequest("chat not found")

    with pytest.raises(BadRequest):
        await PriorityRateLimiter(clock=now).process_request(
            fail, (), {}, "sendMessage", {"chat_id": 1}, BULK_LANE
        )
    assert calls == [0]


def test_a_pace_forgets_those_who_have_rested() -> None:
    pace = Gcra(burst=1)
    for second in range(100_000):
        pace.take(second, second, 1)
    assert len(pace._rested) < 600


@pytest.mark.usefixtures("unhurried")
async def test_the_bot_s_own_calls_go_through_both_lanes() -> None:
    async with serving(say_sent) as url, AiohttpRequest() as request:
        bot = ExtBot(TOKEN, f"{url}/bot", request=request, rate_limiter=PriorityRateLimiter())
        assert (await bot.send_message(7, "x")).message_id == 1
        assert (await bot.send_message(7, "x", rate_limit_args=BULK_LANE)).message_id == 1
