"""Telegram is away while many are due: no reminder is lost, and doubles are few and counted."""

import asyncio
from bisect import bisect_left
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.reminders import dispatcher
from bot.sandbox.chats import Message
from bot.transport import rate_limiter
from scheduler.recurrence import Rhythm
from storage.db import Db
from storage.reminders import outbox
from tests.bot import faults
from tests.bot.faults import Fault, at_random, put_in
from tests.bot.settled_runners import settled
from tests.bot.world import World, running_world

# From Monday noon in Paris to the cards of Tuesday, which are useful for nineteen minutes.
CARD, USEFUL = timedelta(hours=18, minutes=25), timedelta(minutes=19)
OUTAGE = timedelta(seconds=15)
SIZE = 8


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Yield a world without a pace, in which `SIZE` runners are about to be reminded."""
    monkeypatch.setattr(rate_limiter, "CHAT_EVERY", 0.0)
    monkeypatch.setattr(faults, "HANGS", 0.01)
    async with running_world(tmp_path, per_second=1000) as whole:
        for number in range(1, SIZE + 1):
            await settled(whole, number)
        yield whole


def cards(world: World, size: int = SIZE) -> Counter[int]:
    """Return how many cards each runner got."""
    return Counter(
        {number: len(said(world, number)) for number in range(1, size + 1) if said(world, number)}
    )


def said(world: World, number: int) -> list[Message]:
    return list(world.phone(number).runner.messages)


def outcome(world: World, how: str) -> int:
    """Return how many cards before a run had this outcome."""
    return int(world.services.meters.value("dorsi_nudges_total", kind="pre", outcome=how))


@pytest.mark.parametrize("fault", ["502", "before", "after", "hang"])
async def test_an_outage_loses_none_and_doubles_no_more_than_answers_were_lost(
    world: World, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    world.clock.jump(CARD)
    end = world.clock.now() + OUTAGE
    seen = put_in(monkeypatch, lambda method: fault if sends(method, world, end) else None)
    for _ in range(30):
        await world.jump(seconds=1)
    assert sorted(cards(world)) == list(range(1, SIZE + 1)), "none was lost"
    doubles = sum(cards(world).values()) - SIZE
    assert doubles == (seen["after"] if fault == "after" else 0)
    assert doubles <= outcome(world, "repeated")
    assert 2 <= seen[fault] <= 8, "the line was tried, but not by everybody"
    assert outcome(world, "unknown") == (0 if fault == "502" else seen[fault])
    assert outcome(world, "server_error") == seen["502"]


def sends(method: str, world: World, end: datetime) -> bool:
    return method == "sendMessage" and world.clock.now() < end


async def test_while_the_line_is_down_telegram_is_asked_before_a_card_is_risked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.clock.jump(CARD)
    end = world.clock.now() + OUTAGE
    seen = put_in(monkeypatch, lambda _: "before" if world.clock.now() < end else None)
    for _ in range(30):
        await world.jump(seconds=1)
    assert sorted(cards(world)) == list(range(1, SIZE + 1))
    assert outcome(world, "unknown") == 2
    assert seen["before"] > 4


async def test_single_failures_lose_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = put_in(monkeypatch, at_random(7, {"502": 0.1, "before": 0.05, "after": 0.05}))
    world.clock.jump(CARD)
    for _ in range(40):
        await world.jump(seconds=2)
    assert sorted(cards(world)) == list(range(1, SIZE + 1))
    assert sum(cards(world).values()) - SIZE <= seen["after"]


async def test_a_card_that_arrived_without_an_answer_and_was_tapped_is_not_said_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        put_in(patch, lambda method: "after" if method == "sendMessage" else None)
        await world.jump(seconds=CARD.total_seconds())
    phone = next(world.phone(number) for number in cards(world))
    await phone.tap("No run today")
    for _ in range(30):
        await world.jump(seconds=1)
    assert cards(world)[phone.runner.chat.chat_id] == 1


async def test_what_interrupts_at_work_is_not_said_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = SIZE + 1
    await settled(world, number, desk_break=time(15), plan=Rhythm())
    with monkeypatch.context() as patch:
        put_in(patch, lambda method: "after" if method == "sendMessage" else None)
        await world.jump(hours=3)
    assert len(said(world, number)) == 1
    for _ in range(30):
        await world.jump(minutes=2)
    assert len(said(world, number)) == 1


async def test_on_a_shared_database_a_claim_is_small_and_its_lease_short(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Db, "is_shared", True)
    monkeypatch.setattr(dispatcher, "SHARED", replace(dispatcher.SHARED, batch=3))
    leases: list[timedelta] = []
    real = outbox.claim

    def claim(conn: Connection, now: datetime, limit: int, lease: timedelta) -> outbox.Claim:
        leases.append(lease)
        claimed = real(conn, now, limit, lease)
        assert len(claimed.due) <= 3
        return claimed

    monkeypatch.setattr(outbox, "claim", claim)
    await world.jump(seconds=CARD.total_seconds())
    assert sorted(cards(world)) == list(range(1, SIZE + 1))
    assert set(leases) == {timedelta(seconds=15)}


@pytest.mark.long
@pytest.mark.parametrize(
    ("fault", "size", "seconds"),
    [("502", 200, 15), ("before", 200, 15), ("after", 200, 15), ("before", 900, 90)],
)
async def test_a_rush_survives_an_outage_at_telegram_s_pace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Fault, size: int, seconds: int
) -> None:
    async with running_world(tmp_path) as world:
        for number in range(1, size + 1):
            await settled(world, number)
        world.telegram.limit()
        world.clock.jump(CARD)
        end = world.clock.now() + timedelta(seconds=seconds)
        seen = put_in(monkeypatch, lambda method: fault if sends(method, world, end) else None)
        async with asyncio.timeout(USEFUL.total_seconds()):
            while len(cards(world, size)) < size:  # noqa: ASYNC110 - no event
                await asyncio.sleep(0.5)
        await asyncio.sleep(2)  # what is said once more
        assert len(cards(world, size)) == size, "none was lost"
        doubles = sum(cards(world, size).values()) - size
        assert doubles <= (seen["after"] if fault == "after" else 0)
        assert most_in_a_second(world) <= 33, "a second's worth, and the burst of three"
        assert [one for one in world.telegram.refused if one.code == 429] == []
        assert seen[fault] <= 3 + seconds / 3, "one at a time while the line is down"


def most_in_a_second(world: World) -> int:
    """Return how many messages came in the fullest second."""
    times = sorted(one.at for one in world.telegram.calls if one.method == "sendMessage")
    second = timedelta(seconds=1)
    return max(bisect_left(times, at + second) - index for index, at in enumerate(times))
