"""Flood waits: whom a refusal silences, for how long, and that it is nobody else."""

import asyncio
import math
from contextlib import suppress

import pytest
from telegram.error import RetryAfter

from bot.transport import rate_limiter
from bot.transport.lanes import BULK_LANE, OVERTAKEN, TapLane
from bot.transport.rate_limiter import EDIT_BURST
from tests.bot.fake_time import now
from tests.bot.rate_limited import Server, virtually

EDIT = "editMessageText"
PATIENT = TapLane(within=math.inf)


@pytest.fixture(autouse=True)
def edits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the pace of edits that Dorsi has."""
    monkeypatch.setattr(rate_limiter, "EDIT_BURST", EDIT_BURST)


@virtually
async def test_a_chat_that_was_refused_waits_alone() -> None:
    server = Server(refuse={1: 30})
    refused = asyncio.ensure_future(server.call(1, EDIT, PATIENT))
    await asyncio.sleep(1)
    for chat in range(2, 20):
        await server.call(None, "answerCallbackQuery")
        await server.call(chat, EDIT)
        await server.call(chat)
        await server.call(chat + 100, lane=BULK_LANE)
    assert now() < 3
    await refused
    assert server.times(1) == [0, 30.1]


@virtually
async def test_a_second_quiet_chat_refused_meanwhile_closes_the_token() -> None:
    server = Server(refuse={1: 30, 2: 3})
    first = asyncio.ensure_future(server.call(1, EDIT, PATIENT))
    await asyncio.sleep(1)
    taps = (server.call(2, EDIT), server.call(3, EDIT), server.call(4))
    await asyncio.gather(*taps, server.call(5, lane=BULK_LANE))
    assert server.times()[2:] == [1, 1, 1, 4.1], "only what was on its way had left"
    assert server.times(2) == [1, 4.1]
    await first


@virtually
async def test_chats_that_had_just_been_told_something_silence_nobody_else() -> None:
    server = Server(refuse={3: 30, 4: 30})
    for chat in (1, 2):
        await server.call(chat, EDIT)
    drummers = [asyncio.ensure_future(server.call(chat, EDIT, PATIENT)) for chat in (1, 2)]
    await asyncio.sleep(1)
    await server.call(3, EDIT)
    await server.call(4, lane=BULK_LANE)
    assert now() == 1
    await asyncio.gather(*drummers)


@virtually
async def test_a_nudge_refused_in_a_quiet_chat_closes_the_token() -> None:
    server = Server(refuse={1: 3})
    nudge = asyncio.ensure_future(server.call(1, lane=BULK_LANE))
    await asyncio.sleep(1)
    await asyncio.gather(nudge, server.call(2), server.call(3, EDIT))
    assert server.times(1) == [0, 3.1]
    assert server.times(2) == server.times(3) == [3.1]


@virtually
async def test_a_nudge_refused_right_after_an_edit_closes_its_chat_only() -> None:
    server = Server(refuse={2: 30})
    await server.call(1, EDIT)
    with pytest.raises(RetryAfter):
        await server.call(1, lane=BULK_LANE)
    await server.call(2, lane=BULK_LANE)
    await server.call(3)
    assert now() < 1


@virtually
async def test_answers_wait_for_no_pause_of_messages_and_messages_for_none_of_answers() -> None:
    server = Server(refuse={1: 3, 4: 3})
    nudge = asyncio.ensure_future(server.call(1, lane=BULK_LANE))
    await asyncio.sleep(1)
    await server.call(None, "answerCallbackQuery", TapLane(within=0))
    assert now() == 1
    await nudge
    with suppress(RetryAfter):
        await server.call(None, "answerCallbackQuery", TapLane(within=0))
    await server.call(2)
    assert now() == 3.1


@virtually
async def test_a_later_end_is_not_replaced_by_an_earlier_one() -> None:
    server = Server(refuse={1: 3, 2: 1}, seconds=1)
    await asyncio.gather(*(server.call(1, EDIT, PATIENT) for _ in range(2)))
    assert min(server.times()[2:]) == 4.1


@virtually
async def test_a_tap_gives_up_on_a_long_flood_wait_of_its_chat_as_it_asks_to() -> None:
    server = Server(refuse={1: 30})
    with pytest.raises(RetryAfter):
        await server.call(1, EDIT)
    with pytest.raises(RetryAfter):
        await server.call(1)
    assert now() == 0
    await server.call(1, lane=PATIENT)
    assert server.times(1) == [0, 30.1]


@virtually
async def test_a_chat_s_edits_come_at_once_and_then_one_a_second() -> None:
    server = Server()
    for _ in range(EDIT_BURST + 3):
        await server.call(7, EDIT)
        await server.call(8, "answerCallbackQuery")
    assert server.times(7)[-4:] == [0, 1, 2, 3]


@virtually
async def test_once_refused_a_chat_s_edits_come_one_a_second() -> None:
    server = Server(refuse={2: 5})
    await server.call(7, EDIT)
    for _ in range(3):
        await server.call(7, EDIT, PATIENT)
    assert server.times() == [0, 0, 5.1, 6.1, 7.1]


@virtually
async def test_an_edit_that_was_overtaken_while_it_waited_is_not_made() -> None:
    server = Server()
    for _ in range(EDIT_BURST):
        await server.call(7, EDIT)
    assert await server.call(7, EDIT, wanted=lambda: now() < 0.5) is OVERTAKEN
    await server.call(7, EDIT)
    assert len(server.at) == EDIT_BURST + 1
    assert now() == 1, "and it took no turn"
