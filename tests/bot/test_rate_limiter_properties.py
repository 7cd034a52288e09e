"""Whatever comes when: never above the rate, never a tap behind a nudge, never in a flood wait."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.transport.flood_waits import SECOND
from bot.transport.lanes import BULK_LANE
from bot.transport.pace import OVERALL_BURST
from bot.transport.rate_limiter import CHAT_EVERY, PriorityRateLimiter
from tests.bot.fake_time import now, run_virtually

PER_SECOND = 10


@dataclass(frozen=True)
class Call:
    after: float  # seconds after the call before
    chat: int
    bulk: bool


@dataclass(frozen=True)
class Sent:
    asked: float
    at: float
    call: Call
    flood: int = 0  # seconds Telegram asked to wait


calls = st.lists(
    st.builds(Call, st.sampled_from([0, 0, 0.01, 0.5]), st.integers(1, 6), st.booleans()),
    max_size=40,
)
floods = st.dictionaries(st.integers(0, 40), st.integers(1, 20), max_size=4)


async def play(script: list[Call], refuse: dict[int, int] | None = None) -> list[Sent]:
    """Make the calls of a script and return each attempt that reached Telegram."""
    lanes = PriorityRateLimiter(PER_SECOND, clock=now)
    sent: list[Sent] = []

    async def make(call: Call) -> None:
        asked = now()

        async def arrive() -> bool:
            flood = (refuse or {}).get(len(sent), 0)
            sent.append(Sent(asked, now(), call, flood))
            if flood:
                raise RetryAfter(flood)
            return True

        lane = BULK_LANE if call.bulk else None
        with suppress(RetryAfter):
            data = {"chat_id": call.chat}
            await lanes.process_request(arrive, (), {}, "sendMessage", data, lane)

    tasks = []
    for call in script:
        await asyncio.sleep(call.after)
        tasks.append(asyncio.create_task(make(call)))
    await asyncio.gather(*tasks)
    return sent


def closest(times: list[float], apart: int) -> float:
    """Return the shortest time in which `apart` + 1 of these happened."""
    gaps = [late - early for early, late in zip(times, times[apart:], strict=False)]
    return min(gaps, default=float("inf"))


@given(calls)
def test_nudges_are_never_above_the_rate(script: list[Call]) -> None:
    times = [each.at for each in run_virtually(play(script)) if each.call.bulk]
    for count in range(OVERALL_BURST, len(times)):
        assert closest(times, count) >= (count - OVERALL_BURST + 1) / PER_SECOND - 1e-6


@given(calls)
def test_nudges_to_a_chat_are_never_closer_than_a_second(script: list[Call]) -> None:
    sent = run_virtually(play(script))
    for chat in range(1, 7):
        times = [each.at for each in sent if each.call.bulk and each.call.chat == chat]
        assert closest(times, 1) >= CHAT_EVERY - 1e-6


@given(calls)
def test_a_nudge_leaves_a_second_after_whatever_its_chat_was_told(script: list[Call]) -> None:
    told: dict[int, float] = {}
    for each in run_virtually(play(script)):
        if each.call.bulk:
            assert each.at - told.get(each.call.chat, -CHAT_EVERY) >= CHAT_EVERY - 1e-6
        told[each.call.chat] = each.at


@given(calls)
def test_no_nudge_ever_delays_a_tap(script: list[Call]) -> None:
    sent = run_virtually(play(script))
    asked = 0.0
    alone = []
    for call in script:
        asked += call.after
        if not call.bulk:
            alone.append((asked, call.chat))
    quiet = [
        Call(at - before, chat, bulk=False)
        for (at, chat), before in zip(alone, [0.0, *(at for at, _ in alone)], strict=False)
    ]
    waits = [each.at - each.asked for each in sent if not each.call.bulk]
    waits_alone = [each.at - each.asked for each in run_virtually(play(quiet))]
    assert len(waits) == len(waits_alone)
    assert all(abs(a - b) < 1e-6 for a, b in zip(waits, waits_alone, strict=True))


@given(calls, floods)
def test_a_chat_is_left_alone_during_its_flood_wait(
    script: list[Call], refuse: dict[int, int]
) -> None:
    sent = run_virtually(play(script, refuse))
    for chat in range(1, 7):
        closed_until = began = float("-inf")
        for each in (one for one in sent if one.call.chat == chat):
            assert each.at >= closed_until or each.at == began, "only calls already on their way"
            if each.flood:
                began, closed_until = each.at, max(closed_until, each.at + each.flood)


@given(calls, floods)
def test_nobody_calls_after_a_nudge_was_refused_in_a_quiet_chat(
    script: list[Call], refuse: dict[int, int]
) -> None:
    closed_until = began = float("-inf")
    told: dict[int, float] = {}
    for each in run_virtually(play(script, refuse)):
        assert each.at >= closed_until or each.at == began, "only calls already on their way"
        quiet = each.at - told.get(each.call.chat, -2 * SECOND) > SECOND + 1e-6
        if each.flood and each.call.bulk and quiet:
            began, closed_until = each.at, max(closed_until, each.at + each.flood)
        told[each.call.chat] = each.at
