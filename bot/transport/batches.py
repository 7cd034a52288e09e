"""Batches: what comes while a call is under way waits for it, and is done by the next one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batches(Generic[T, R]):
    """Does things together: `do` is called with all that waits, one call after the other.

    Alone a thing waits for nobody; of many at once each waits for two calls at most.
    """

    def __init__(self, do: Callable[[list[T]], Awaitable[R]]) -> None:
        self._do = do
        self._turn = asyncio.Lock()
        self._waiting: list[T] = []
        self._next: asyncio.Task[R] | None = None

    async def add(self, one: T) -> R:
        """Have a thing done, and return (or raise) what the call that did it returned."""
        self._waiting.append(one)
        if self._next is None:
            self._next = asyncio.create_task(self._call())
        return await asyncio.shield(self._next)

    async def _call(self) -> R:
        async with self._turn:
            batch, self._waiting, self._next = self._waiting, [], None
            return await self._do(batch)
