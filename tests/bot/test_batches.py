"""What comes together is done together, and everybody hears what became of it."""

import asyncio

import pytest

from bot.transport.batches import Batches
from tests.bot.fake_time import now, run_virtually


class Store:
    """Takes a second for each call; what is in `broken` breaks the call it is in."""

    def __init__(self, *broken: int) -> None:
        self.calls: list[list[int]] = []
        self.broken = set(broken)
        self.batches: Batches[int, int] = Batches(self.do)

    async def do(self, batch: list[int]) -> int:
        self.calls.append(batch)
        await asyncio.sleep(1)
        if self.broken & set(batch):
            raise OSError("the disk is full")
        return sum(batch)


def test_alone_a_thing_waits_for_nobody() -> None:
    async def live() -> tuple[int, float]:
        return await Store().batches.add(3), now()

    assert run_virtually(live()) == (3, 1.0)


def test_what_comes_meanwhile_is_done_by_the_next_call() -> None:
    async def live() -> tuple[list[int], list[list[int]], float]:
        store = Store()
        first = asyncio.create_task(store.batches.add(1))
        await asyncio.sleep(0.5)
        results = await asyncio.gather(first, *(store.batches.add(one) for one in range(2, 50)))
        return results, store.calls, now()

    results, calls, ended = run_virtually(live())
    assert calls == [[1], list(range(2, 50))]
    assert results == [1] + [sum(range(2, 50))] * 48
    assert ended == 2.0


def test_a_call_that_breaks_is_heard_by_all_of_it_and_by_nobody_else() -> None:
    async def live() -> list[int | BaseException]:
        store = Store(3)
        first = asyncio.create_task(store.batches.add(1))
        await asyncio.sleep(0.5)
        second = [asyncio.create_task(store.batches.add(one)) for one in (2, 3)]
        await asyncio.sleep(1)
        return await asyncio.gather(first, *second, store.batches.add(4), return_exceptions=True)

    first, *broken, last = run_virtually(live())
    assert (first, last) == (1, 4)
    assert [type(one) for one in broken] == [OSError, OSError]


def test_who_goes_away_leaves_the_others_where_they_are() -> None:
    async def live() -> tuple[int, list[list[int]]]:
        store = Store()
        tasks = [asyncio.create_task(store.batches.add(one)) for one in (1, 2)]
        await asyncio.sleep(0.5)
        tasks[0].cancel()
        with pytest.raises(asyncio.CancelledError):
            await tasks[0]
        return await tasks[1], store.calls

    assert run_virtually(live()) == (3, [[1, 2]])
