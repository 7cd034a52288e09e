"""Speaker: says what was decided, after its commit, and notes that it was told."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import Forbidden, RetryAfter, TelegramError

from bot.ops.error_handler import SORRY, ErrorDesk
from bot.screens.screen import Screen
from bot.services import Services
from bot.transport import messenger, speech
from bot.transport.rate_limiter import pause_of
from bot.transport.speech import Answer, PutKeyboardAway, Say, Show, Speech, Work
from bot.transport.telegram_errors import is_network_trouble, is_normal
from storage import runners, telling

logger = logging.getLogger(__name__)

# What takes more than a moment: it returns what is to be said of its outcome, if anything.
Worker = Callable[..., Awaitable[Screen | None]]

# Seconds for which it is collected what was told, when to tell it again would not be seen.
COLLECT = 0.25
# The same among several processes: until it is noted, no other decides what its runner taps next.
COLLECT_SHARED = 0.02
# When the line is down, what could not be said is tried again after this.
AGAIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one update had to say."""

    id: int
    speeches: Sequence[Speech]


@dataclass(slots=True)
class Speaker:
    """Says things through the rate limiter; `workers` are the kinds of `Work` by name."""

    services: Services
    errors: ErrorDesk
    workers: Mapping[str, Worker]
    _under_way: set[int] = field(default_factory=set)
    _told: list[int] = field(default_factory=list)
    _noting: asyncio.Task[None] | None = None

    @property
    def idle(self) -> bool:
        """Return whether all that was told is noted."""
        return not self._under_way or self._under_way == set(self._told)

    @property
    def on_their_way(self) -> set[int]:
        """Return the updates whose words are on their way."""
        return self._under_way - set(self._told)

    def is_telling(self, update: int) -> bool:
        """Return whether what an update said is being told by us, or is told and not noted yet."""
        return update in self._under_way

    async def tell(self, runner: int, several: Sequence[Spoken]) -> None:
        """Say what updates of one runner have to say, in order; of a message its last screen.

        What cannot be said now stays with its update, to be said again.
        """
        told: list[int] = []
        self._under_way |= {one.id for one in several}
        shown = {
            (one.place.chat, one.place.message): one
            for each in several
            for one in each.speeches
            if isinstance(one, Show)
        }
        last = {id(one) for one in shown.values()}
        try:
            for one in several:
                wanted = [
                    part for part in one.speeches if not isinstance(part, Show) or id(part) in last
                ]
                if await self._say_all(runner, one.id, wanted):
                    told.append(one.id)
        finally:
            self._under_way -= {one.id for one in several} - set(told)
        urgent = any(isinstance(part, Say | Work) for one in several for part in one.speeches)
        await self._note(told, urgent=urgent)

    async def answer(self, query: str, toast: str) -> None:
        """Stop the spinner of a tap that was not kept; if that fails, so be it."""
        try:
            await messenger.answer(self.services.api, query, toast)
        except TelegramError as error:
            logger.debug("A tap could not be answered: %s", type(error).__name__)

    async def flush(self) -> None:
        """Note at once what was told."""
        these, self._told = self._told, []
        if not these:
            return
        try:
            await self.services.db.transaction(telling.told, these, self.services.now())
        except Exception:
            # Said again by whoever sweeps: an edit is the same, a message comes twice.
            logger.warning("%d updates were told, which could not be noted", len(these))
        finally:
            self._under_way -= set(these)

    async def _say_all(self, runner: int, update: int, speeches: Sequence[Speech]) -> bool:
        """Say the speeches of one update; False, and the rest kept, where the line is down."""
        answers = [self._say(runner, one) for one in speeches if isinstance(one, Answer)]
        others = [one for one in speeches if not isinstance(one, Answer)]
        answered = asyncio.gather(*answers)
        try:
            for index, one in enumerate(others):
                pause = await self._say(runner, one)
                if pause is not None:
                    rest = speech.dump(others[index:]) or ""
                    now = self.services.now()
                    leave = telling.leave_untold
                    await self.services.db.transaction(leave, update, rest, now, pause)
                    return False
        finally:
            await answered
        return True

    async def _say(self, runner: int, one: Speech) -> timedelta | None:
        """Say one thing; return after which pause it is to be tried again, None if it is done."""
        try:
            await self._do(runner, one)
        except Forbidden as error:
            logger.info("A chat does not want to hear from us: %s", error)
            await self.services.db.transaction(runners.away, runner)
        except RetryAfter as error:
            logger.warning("A screen waits for a pause of Telegram: %s", error)
            return pause_of(error)
        except TelegramError as error:
            if is_normal(error):
                return None
            if is_network_trouble(error):
                logger.warning("Something could not be said: %s", type(error).__name__)
                return AGAIN
            await self.errors.report(error)
            await self._sorry(runner, one)
        except Exception as error:
            await self.errors.report(error)
            await self._sorry(runner, one)
        return None

    async def _do(self, runner: int, one: Speech) -> None:
        api, pictures = self.services.api, self.services.pictures
        match one:
            case Answer(query, toast):
                await messenger.answer(api, query, toast)
            case Show(place, screen):
                shown = await messenger.edit(api, pictures, place, screen, when_closed="raise")
                if shown == place.message:
                    self.services.slips.drawn(runner, shown)
            case Say(chat, screen):
                await messenger.send(api, pictures, chat, screen, when_closed="raise")
            case PutKeyboardAway(chat, sentence):
                await messenger.put_keyboard_away(api, chat, sentence, when_closed="raise")
            case Work(name, whose, args):
                outcome = await self.workers[name](self.services, whose, *args)
                if outcome is not None:
                    await messenger.send(api, pictures, whose, outcome, when_closed="raise")

    async def _sorry(self, runner: int, one: Speech) -> None:
        """Say that something went wrong, once, where a runner waits for what failed."""
        if isinstance(one, Work | Show):
            try:
                await messenger.send(
                    self.services.api, self.services.pictures, runner, Screen(SORRY)
                )
            except TelegramError as error:
                logger.warning("A chat could not be told of an error: %s", error)

    async def _note(self, these: Iterable[int], *, urgent: bool) -> None:
        """Note what was told: at once where to tell it again would be seen, else with others."""
        self._told += these
        if urgent:
            await self.flush()
        elif self._told and (self._noting is None or self._noting.done()):
            self._noting = asyncio.create_task(self._note_soon())

    async def _note_soon(self) -> None:
        await asyncio.sleep(COLLECT_SHARED if self.services.db.is_shared else COLLECT)
        await self.flush()
