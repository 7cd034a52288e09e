"""One row is the pace of all processes: turns follow each other, whoever takes them."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from storage import pace
from storage.db import Db
from storage.pace import Turn
from tests.storage.conftest import Server

EVERY = 1.0  # s
SLACK = 0.4  # s that a busy machine may take


@pytest.fixture
async def doors(server: Server) -> AsyncIterator[list[Db]]:
    """Return three doors to one PostgreSQL, as three processes have them."""
    server.clear()
    three = [Db(server.url) for _ in range(3)]
    yield three
    for door in three:
        await door.close()


async def take(door: Db, turns: int = 1, within: float = 60) -> Turn:
    return await door.transaction(pace.take, turns, EVERY, within)


async def test_turns_of_all_processes_follow_each_other(doors: list[Db]) -> None:
    found = await asyncio.gather(*(take(doors[n % 3]) for n in range(12)))
    waits = sorted(turn.wait for turn in found)
    assert waits == pytest.approx(list(range(12)), abs=SLACK)
    assert all(turn.taken for turn in found)
    assert (await take(doors[0])).wait == pytest.approx(12, abs=SLACK)


async def test_several_turns_are_taken_at_once(doors: list[Db]) -> None:
    await take(doors[0], 5)
    assert (await take(doors[1])).wait == pytest.approx(5, abs=SLACK)


async def test_a_turn_that_comes_too_late_is_left_to_others(doors: list[Db]) -> None:
    await take(doors[0], 10)
    late = await take(doors[1], within=5)
    assert not late.taken
    assert late.wait == pytest.approx(10, abs=SLACK)
    assert (await take(doors[2])).wait == pytest.approx(10, abs=SLACK)


async def test_what_leaves_without_a_turn_pushes_others_back_a_little(doors: list[Db]) -> None:
    for n in range(30):
        await doors[n % 3].transaction(pace.spend, 1, EVERY, 7.5)
    assert (await take(doors[0])).wait == pytest.approx(8, abs=SLACK)


async def test_a_pause_holds_for_everybody_and_a_shorter_one_does_not_end_it(
    doors: list[Db],
) -> None:
    await doors[0].transaction(pace.close, 50.0)
    await doors[1].transaction(pace.close, 10.0)
    assert await doors[2].transaction(pace.closed) == pytest.approx(50, abs=SLACK)
    late = await take(doors[2], within=20)
    assert not late.taken
    assert (late.wait, late.closed) == pytest.approx((50, 50), abs=SLACK)
    first, second = await take(doors[2]), await take(doors[1])
    assert (first.wait, second.wait) == pytest.approx((50, 51), abs=SLACK)


async def test_without_a_pause_nothing_is_closed(doors: list[Db]) -> None:
    assert await doors[0].transaction(pace.closed) == 0
    await take(doors[0])
    assert await doors[0].transaction(pace.closed) == 0
