"""Duties without a leader: one process at a time, a page each, and nobody begins a round anew."""

import asyncio
from collections.abc import AsyncIterator
from threading import Event

import pytest
from sqlalchemy import Connection

from storage import duties
from storage.db import Db
from storage.duties import Came
from tests.storage.conftest import Server

ROUND = "2026-03-02"


class Pages:
    """A round of so many pages, which notes those that were done."""

    def __init__(self, last: int) -> None:
        self.done: list[int] = []
        self._last = last

    def __call__(self, after: int) -> int | None:
        self.done.append(after)
        return after + 1 if after < self._last else None


async def go_on(db: Db, pages: Pages, this: str = ROUND, *, forward: bool = False) -> Came:
    return await db.transaction(duties.go_on, "upkeep", this, pages, forward=forward)


@pytest.fixture
async def other(server: Server) -> AsyncIterator[Db]:
    """Return the door of another process, to the database of the fixture `db`."""
    made = Db(server.url)
    yield made
    await made.close()


async def test_a_round_is_done_page_by_page_and_then_done_for_everybody(db: Db, home: str) -> None:
    pages = Pages(2)
    found = [await go_on(db, pages) for _ in range(4)]
    assert found == [Came.MORE, Came.MORE, Came.DONE, Came.DONE]
    after_a_start = Db(home)
    assert await go_on(after_a_start, pages) is Came.DONE
    await after_a_start.close()
    assert pages.done == [0, 1, 2]


async def test_the_next_round_begins_at_its_beginning_also_after_the_clock_was_set_back(
    db: Db,
) -> None:
    pages = Pages(0)
    for this in (ROUND, "2026-03-03", "2031-01-01", "2026-03-04"):
        assert await go_on(db, pages, this) is Came.DONE
    assert pages.done == [0, 0, 0, 0]


async def test_a_round_that_only_goes_forward_is_not_undone_by_an_older_process(db: Db) -> None:
    pages = Pages(1)
    assert await go_on(db, pages, "2026.9", forward=True) is Came.MORE
    assert await go_on(db, pages, "2026.10", forward=True) is Came.MORE
    assert await go_on(db, pages, "2026.9", forward=True) is Came.DONE
    assert await go_on(db, pages, "2026.10", forward=True) is Came.DONE
    assert pages.done == [0, 0, 1]


async def test_a_page_that_fails_is_done_again_by_whoever_is_next(db: Db) -> None:
    pages = Pages(2)
    assert await go_on(db, pages) is Came.MORE

    def fails(_: int) -> int | None:
        raise LookupError("a bug")

    with pytest.raises(LookupError):
        await db.transaction(duties.go_on, "upkeep", ROUND, fails)
    assert await go_on(db, pages) is Came.MORE
    assert pages.done == [0, 1]


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
async def test_one_process_has_a_duty_at_a_time_and_it_is_free_when_that_one_dies(
    db: Db, other: Db
) -> None:
    begun, may_end = Event(), Event()

    def dies(_: int) -> int | None:
        begun.set()
        may_end.wait(5)
        raise ConnectionError("killed")

    def take(conn: Connection, duty: str) -> bool:
        return duties.only_one(conn, duty)

    dying = db.transaction(duties.go_on, "upkeep", ROUND, dies)
    task = asyncio.ensure_future(dying)
    await asyncio.to_thread(begun.wait, 5)
    assert not await other.transaction(take, "upkeep")
    assert await go_on(other, Pages(1)) is Came.BUSY
    assert await other.transaction(take, "holds")
    may_end.set()
    with pytest.raises(ConnectionError):
        await task
    assert await other.transaction(take, "upkeep")
