"""Lines of updates: one runner's in order, different runners' side by side."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

logger = logging.getLogger(__name__)

# What piles up while Telegram is slow is decided together, and only its last screen is drawn.
MOST_AT_ONCE = 32
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 10.0  # seconds
MOMENT = 0.05  # s until it is looked again whether another process is done


class Step(Protocol):
    """What came of one update: whether another one waits behind it."""

    @property
    def more(self) -> bool:
        """Return whether another update waits."""


class NotNowError(Exception):
    """A line cannot go on for a moment, and nothing is wrong: another process is at it."""


T = TypeVar("T", bound=Step)


@dataclass(slots=True)
class Lines(Generic[T]):
    """Who is being served; each runner by one task, which ends when their line is empty.

    `decide` takes a runner's oldest update and returns what came of it, None where none is left;
    `tell` says what came of several. Where `decide` raises, the line waits, longer each time, and
    `stuck` is called; but a NotNowError only means to look again in a moment. Once it is `stopped`
    nobody is served any more.
    """

    decide: Callable[[int], Awaitable[T | None]]
    tell: Callable[[int, list[T]], Awaitable[None]]
    stuck: Callable[[int, Exception], Awaitable[None]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _serving: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _called: set[int] = field(default_factory=set)
    stopped: bool = False

    @property
    def idle(self) -> bool:
        """Return whether nobody is being served."""
        return not self._serving

    def is_serving(self, runner: int) -> bool:
        """Return whether a runner is being served."""
        return runner in self._serving

    def wake(self, runner: int) -> None:
        """See to a runner's line: something was put into it."""
        if runner in self._serving:
            self._called.add(runner)
        elif not self.stopped:
            self._serving[runner] = asyncio.create_task(self._serve(runner))

    async def served(self, runner: int) -> None:
        """Wait until a runner's line is empty and told."""
        while task := self._serving.get(runner):
            await asyncio.wait({task})

    async def stop(self, grace: float) -> None:
        """Let what is under way end, for so many seconds; what is left is done after a start."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + grace
        while self._serving and (left := ends - loop.time()) > 0:
            await asyncio.wait(self._serving.values(), timeout=left)
        self.stopped = True
        late = list(self._serving.values())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _serve(self, runner: int) -> None:
        try:
            self._called.add(runner)
            while runner in self._called:
                self._called.discard(runner)
                while found := await self._decide(runner):
                    await self.tell(runner, found)
                    if not found[-1].more:
                        break
        except Exception:
            logger.exception("A line broke off; it is taken up again")
        finally:
            del self._serving[runner]
            if runner in self._called:
                self.wake(runner)

    async def _decide(self, runner: int) -> list[T]:
        """Decide what waits, as far as one telling goes."""
        found: list[T] = []
        pause = FIRST_PAUSE
        while len(found) < MOST_AT_ONCE:
            try:
                one = await self.decide(runner)
            except Exception as error:
                if found:  # to be told first
                    self._called.add(runner)
                    break
                if isinstance(error, NotNowError):
                    await self.sleep(MOMENT)
                    continue
                await self.stuck(runner, error)
                await self.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            if one is None:
                break
            found.append(one)
            if not one.more:
                break
        return found
