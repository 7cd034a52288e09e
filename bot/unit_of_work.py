"""Unit of work: one update, one transaction, and after its commit what is to be said."""

import logging
import time
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.ops.error_handler import SORRY, ErrorDesk
from bot.routes import Routes
from bot.screens.screen import Screen
from bot.services import Services
from bot.transport import incoming, speech
from bot.transport.incoming import Incoming, UnreadableError
from bot.transport.lines import NotNowError
from bot.transport.speech import Answer, Say, Show, Speech
from storage import inbox, leftovers, telling
from storage.db import SilentDatabaseError
from storage.inbox import Received, ServedElsewhereError
from storage.telling import Untold

logger = logging.getLogger(__name__)

# Said on the button whose tap could not be taken.
TRY_AGAIN = "Something went wrong. Please try once more."


class DatabaseTroubleError(Exception):
    """The database cannot be used just now; nothing was decided, and nothing is lost."""


class FatalUpdateError(Exception):
    """An update ended the process each time it was tried; it is set aside."""


@dataclass(frozen=True, slots=True)
class Decided:
    """An update that has had its whole effect, what is to be said of it, and if more waits.

    `began` is when it was taken up (seconds of `time.perf_counter`); `again` where it was decided
    before, and is only told.
    """

    id: int
    speeches: list[Speech]
    more: bool
    began: float = field(default_factory=time.perf_counter)
    again: bool = False


@dataclass(slots=True)
class _Attempt:
    """Which update a try was about, for who has to clear up after it."""

    update: Received | None = None


@dataclass(slots=True)
class UnitOfWork:
    """Decides updates one by one; `orphans` are runners whose last update somebody died over."""

    services: Services
    routes: Routes
    errors: ErrorDesk
    orphans: set[int] = field(default_factory=set)

    async def decide(self, runner: int) -> Decided | None:
        """Decide the oldest update of a runner's line and return it; None when none is left.

        One that fails is tried again, and after the third time set aside with a calm sentence.
        Where the database cannot be used it is a DatabaseTroubleError, where another process is
        at this line a NotNowError.
        """
        attempt = _Attempt()
        db = self.services.db
        try:
            if runner in self.orphans:
                decided = await self._decide_orphan(runner, attempt)
            else:
                decided = await db.transaction(self._decide, runner, attempt)
        except ServedElsewhereError as error:
            raise NotNowError from error
        except Exception as error:
            if is_database_trouble(error):
                raise DatabaseTroubleError from error
            if attempt.update is None:
                raise
            return await self._failed(runner, attempt.update, error)
        if decided is None or not decided.more:
            self.orphans.discard(runner)
        return decided

    async def untold(self, runner: int) -> list[Decided]:
        """Claim what was decided for a runner and not told in time."""
        now = self.services.now()
        try:
            found = await self.services.db.transaction(telling.untold, runner, now)
        except Exception as error:
            if is_database_trouble(error):
                raise DatabaseTroubleError from error
            raise
        return [Decided(one.id, _left(one), more=True, again=True) for one in found]

    async def _failed(self, runner: int, one: Received, error: Exception) -> Decided | None:
        """Try once more what went wrong, as long as that is worth it."""
        db = self.services.db
        try:
            if not isinstance(error, UnreadableError) and await db.transaction(inbox.tried, one.id):
                logger.warning("An update failed (%s); it is tried again", type(error).__name__)
                return await self.decide(runner)
            await self.errors.report(error)
            return await db.transaction(self._set_aside, runner)
        except Exception as trouble:
            if not is_database_trouble(trouble):
                raise
            raise DatabaseTroubleError from trouble

    def _decide(self, conn: Connection, runner: int, attempt: _Attempt) -> Decided | None:
        began = time.perf_counter()
        attempt.update = one = inbox.oldest(conn, runner)
        if one is None:
            return None
        interaction = self.routes.handle(conn, incoming.load(one.body))
        speeches = interaction.said() if interaction else []
        forget = bool(interaction and interaction.forgotten)
        self._done(conn, one, speeches, forget=forget)
        return Decided(one.id, speeches, one.more, began)

    async def _decide_orphan(self, runner: int, attempt: _Attempt) -> Decided | None:
        """Decide what was left by a process that died, perhaps over it.

        The try is counted before it is made. A kill at random meets an update in that moment once,
        hardly ever three times.
        """

        def counted(conn: Connection) -> bool:
            attempt.update = one = inbox.oldest(conn, runner)
            return one is not None and leftovers.take_up(conn, one.id, self.services.now())

        def decide(conn: Connection) -> Decided | None:
            return self._decide(conn, runner, attempt)

        db = self.services.db
        decided = await db.in_turn(counted, decide)
        if decided is None and attempt.update is not None:
            await self.errors.report(FatalUpdateError("somebody died over it each time"))
            return await db.transaction(self._set_aside, runner)
        return decided

    def _set_aside(self, conn: Connection, runner: int) -> Decided | None:
        """Give an update up and say so, so that the next in the line is reached."""
        one = inbox.oldest(conn, runner)
        if one is None:
            return None
        speeches = _sorry(one)
        self._done(conn, one, speeches, set_aside=True)
        return Decided(one.id, speeches, one.more)

    def _done(
        self,
        conn: Connection,
        one: Received,
        speeches: list[Speech],
        *,
        set_aside: bool = False,
        forget: bool = False,
    ) -> None:
        shown = [said.place.message for said in speeches if isinstance(said, Show)]
        inbox.done(
            conn,
            one,
            self.services.now(),
            speech.dump(speeches),
            shows=shown[-1] if shown else None,
            set_aside=set_aside,
            forget=forget,
        )


def _left(one: Untold) -> list[Speech]:
    """Return what an update has to say still: not a screen that a later one has redrawn."""
    parts = speech.load(one.say)
    return [part for part in parts if not (one.overtaken and isinstance(part, Show))]


def is_database_trouble(error: BaseException) -> bool:
    """Tell whether it was the database that failed, not what was asked of it."""
    kinds = OperationalError | InterfaceError | PoolTimeoutError | SilentDatabaseError
    return isinstance(error, kinds)


def _sorry(one: Received) -> list[Speech]:
    try:
        found: Incoming = incoming.load(one.body)
    except UnreadableError:
        return []
    if found.query is not None:
        return [Answer(found.query, TRY_AGAIN), Say(found.runner or 0, Screen(SORRY))]
    return [Say(found.chat, Screen(SORRY))] if found.private and found.is_message else []
