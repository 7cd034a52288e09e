"""Intake: what comes from Telegram is kept, put into its runner's line, and swept up if left."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.screens import fallbacks
from bot.services import Services
from bot.transport.aiohttp_request import to_json
from bot.transport.batches import Batches
from bot.transport.incoming import Raw, UnreadableError, load, runner_of
from bot.transport.lines import Lines
from bot.transport.speaker import Speaker, Spoken
from bot.unit_of_work import Decided, UnitOfWork
from bot.without_memory import WithoutMemory
from storage import inbox, leftovers, telling
from storage.inbox import Received

logger = logging.getLogger(__name__)

# Seconds after which a database is slow enough for what is urgent to be answered without it.
SLOW = 2.5
# Seconds after which a delivery is confirmed although it is not told: Telegram waits 60 at most,
# and delivers nothing else of that runner's meanwhile.
TAKE = 20.0
LOOK = 0.1  # seconds between looks whether somebody else has told an update
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0  # seconds between tries to keep what came

T = TypeVar("T")


@dataclass(slots=True)
class Intake:
    """Keeps updates and has them served; any number of processes may do so on one database."""

    services: Services
    work: UnitOfWork
    speaker: Speaker
    without_memory: WithoutMemory
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    lines: Lines[Decided] = field(init=False)
    _keeping: Batches[Received, list[Received]] = field(init=False)
    _syncing: Batches[Received, None] = field(init=False)
    _fresh: dict[int, list[Raw]] = field(default_factory=dict)
    _silent: set[int] = field(default_factory=set)
    _left: dict[int, list[Decided]] = field(default_factory=dict)
    _turned_away: set[int] = field(default_factory=set)
    _awaited: set[int] = field(default_factory=set)
    _warned_at: float = -1.0

    def __post_init__(self) -> None:
        self.lines = Lines(self.decide, self.tell, self.stuck, self.sleep)
        self._keeping, self._syncing = Batches(self._keep), Batches(self._sync)

    @property
    def idle(self) -> bool:
        """Return whether nothing is under way here."""
        return self.lines.idle and self.speaker.idle

    async def keep(self, raws: Sequence[Raw]) -> None:
        """Keep updates so that they outlive us, however long that takes, and see to their lines.

        Meanwhile what is urgent is answered from memory.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                await self.keep_now(raws)
            except Exception as error:
                logger.warning("Updates cannot be kept: %s", type(error).__name__)
                await self.without_memory.answer(raws)
                await self.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return

    async def keep_now(self, raws: Sequence[Raw]) -> None:
        """Keep updates, and raise where that cannot be done: they must not be confirmed then."""
        received = [as_received(one) for one in raws]
        away = await self._patiently(asyncio.ensure_future(self._keep(received)), raws)
        await self._begin(received, raws, away)
        # Only then may it be confirmed. What is done meanwhile is done again after a power cut.
        await self.services.db.on_disk()

    async def take(self, one: Received, raw: Raw | None) -> bool:
        """Keep an update that was delivered, and have it told; False where it cannot be kept.

        What is kept is told within `TAKE` seconds or later; `raw` is None where nobody can read it.
        """
        raws = [] if raw is None else [raw]
        self._awaited.add(one.id)
        try:
            away = await self._patiently(asyncio.ensure_future(self._keeping.add(one)), raws)
            await self._begin([one], raws, [each for each in away if each.id == one.id])
            await self._syncing.add(one)
        except Exception as error:
            self._not_kept(error)
            await self.without_memory.answer(raws)
            return False
        else:
            with contextlib.suppress(TimeoutError, SQLAlchemyError):
                async with asyncio.timeout(TAKE):
                    await self._until_told(one)
            return True
        finally:
            self._awaited.discard(one.id)

    async def _keep(self, received: Sequence[Received]) -> list[Received]:
        kept = await self.services.db.transaction(inbox.keep, received, self.services.now())
        self.services.meters.repeated(kept.repeated)
        return kept.turned_away

    async def _sync(self, _: Sequence[Received]) -> None:
        await self.services.db.on_disk()

    async def _begin(
        self, kept: Sequence[Received], raws: Sequence[Raw], away: Sequence[Received]
    ) -> None:
        """See to the lines of what was kept, and tell whose line was full."""
        for raw in raws:
            self._fresh.setdefault(runner_of(raw), []).append(raw)
        for runner in dict.fromkeys(one.runner for one in kept):
            self.lines.wake(runner)
        for one in away:
            await self._turn_away(one)

    async def _until_told(self, one: Received) -> None:
        """Wait until an update is told, by us or, where it was delivered twice, by another."""
        await self.lines.served(one.runner)
        while one.id in self._awaited and not self.lines.stopped:
            if await self.services.db.transaction(telling.is_told, one.id):
                return
            await self.sleep(LOOK)

    def _not_kept(self, error: Exception) -> None:
        """Log, once a second at most, that updates are sent back."""
        now = time.monotonic()
        if now - self._warned_at >= 1.0:
            self._warned_at = now
            logger.warning("Updates cannot be kept: %s", type(error).__name__)

    async def decide(self, runner: int) -> Decided | None:
        """Decide the oldest update of a runner's line; what is urgent does not wait for it.

        What was decided before and not told comes first.
        """
        if (left := await self._untold(runner)) is not None:
            return left
        deciding = asyncio.ensure_future(self.work.decide(runner))
        decided = await self._patiently(deciding, self._fresh.get(runner, ()))
        if decided is None or not decided.more:
            self._fresh.pop(runner, None)
        return decided

    async def tell(self, runner: int, several: Sequence[Decided]) -> None:
        """Say what was decided."""
        say = [Spoken(one.id, one.speeches) for one in several if one.speeches or one.again]
        await self.speaker.tell(runner, say)
        for one in several:
            self._awaited.discard(one.id)
            if not one.again:
                self.services.meters.tapped(time.perf_counter() - one.began)

    async def stuck(self, runner: int, error: Exception) -> None:
        """Answer from memory what cannot be decided, as the database is not to be had."""
        cause = type(error.__cause__ or error).__name__
        logger.warning("A line waits for the database: %s", cause)
        await self.without_memory.answer(self._fresh.get(runner, ()))

    async def resume(self) -> None:
        """Take up what an earlier life left; at once where nobody else can be at it.

        A database that is away just now ends no start: it is swept each second from here on.
        """
        try:
            if not self.services.db.is_shared:
                await self.services.db.transaction(leftovers.take_over, self.services.now())
            await self.sweep()
        except Exception as error:
            logger.warning("What was left is taken up later: %s", type(error).__name__)

    async def sweep(self) -> None:
        """Take up what was left: lines that nobody serves, and what was decided and not told."""
        db, now = self.services.db, self.services.now()
        for runner in await db.transaction(leftovers.waiting, now):
            if not self.lines.is_serving(runner):
                self.work.orphans.add(runner)
                self.lines.wake(runner)
        for runner in await db.transaction(telling.silent, now):
            if not self.lines.is_serving(runner):
                self._silent.add(runner)
                self.lines.wake(runner)

    async def hold(self) -> None:
        """Say to other processes that we are still at what we tell."""
        if these := self.speaker.on_their_way:
            await self.services.db.transaction(telling.hold, these, self.services.now())

    async def stop(self, grace: float) -> None:
        """End cleanly: what is under way is done and told, what waits is done after a start."""
        await self.lines.stop(grace)
        await self.speaker.flush()

    async def _untold(self, runner: int) -> Decided | None:
        """Return the next of what a runner was not told in time, None where that is nothing."""
        if runner in self._silent:
            left = await self.work.untold(runner)
            self._left[runner] = [one for one in left if not self.speaker.is_telling(one.id)]
            self._silent.discard(runner)
        if left := self._left.pop(runner, []):
            self._left[runner] = left[1:]
            return left[0]
        return None

    async def _patiently(self, work: "asyncio.Future[T]", raws: Sequence[Raw]) -> T:
        """Wait for the database; what is urgent is answered from memory where it takes long."""
        await asyncio.wait([work], timeout=SLOW)
        if not work.done():
            await self.without_memory.answer(raws, only_urgent=True)
        return await work

    async def _turn_away(self, one: Received) -> None:
        """Stop the spinner of a tap for which the line was full; one at a time is told so."""
        if one.runner in self._turned_away:
            return
        self._turned_away.add(one.runner)
        try:
            query = load(one.body).query
            if query is not None:
                await self.speaker.answer(query, fallbacks.TOO_FAST)
        except UnreadableError:
            logger.debug("An update without a line could not be read")
        finally:
            self._turned_away.discard(one.runner)


def as_received(raw: Raw) -> Received:
    """Return an update as it is kept: in UTF-8, with half of a character pair escaped."""
    return Received(raw["update_id"], runner_of(raw), to_json(raw).decode())
