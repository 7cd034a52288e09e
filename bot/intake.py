"""Intake: what comes from Telegram is kept, put into its runner's line, and swept up if left."""

import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.services import Services
from bot.transport import speech
from bot.transport.incoming import Raw, UnreadableError, read, runner_of
from bot.transport.lines import Lines
from bot.transport.speaker import Speaker, Spoken
from bot.transport.speech import Answer
from bot.screens import fallbacks
from bot.unit_of_work import Decided, UnitOfWork
from storage import inbox
from storage.inbox import Received

logger = logging.getLogger(__name__)

# Kept for longer than this and not done: whoever kept it is gone.
LEFT = timedelta(seconds=2)


@dataclass(slots=True)
class Intake:
    """Keeps updates and has them served; any number of processes may do so on one database."""

    services: Services
    work: UnitOfWork
    speaker: Speaker
    lines: Lines[Decided]
    _turned_away: set[int] = field(default_factory=set)

    @property
    def idle(self) -> bool:
        """Return whether nothing is under way here."""
        return self.lines.idle and self.speaker.idle

    async def keep(self, raws: Sequence[Raw]) -> None:
        """Keep updates so that they outlive us, then see to their lines.

        Raises where the database cannot keep them: they must not be confirmed then.
        """
        received = [
            Received(one["update_id"], runner_of(one), json.dumps(one, ensure_ascii=False))
            for one in raws
        ]
        away = await self.services.db.durably(inbox.keep, received, self.services.now())
        for runner in dict.fromkeys(one.runner for one in received):
            self.lines.wake(runner)
        for one in away:
            await self._turn_away(one)

    async def sweep(self) -> None:
        """Take up what was left: lines that nobody serves, and what was decided and not told."""
        db, now = self.services.db, self.services.now()
        for runner in await db.transaction(inbox.waiting, now - LEFT):
            if not self.lines.is_serving(runner):
                self.work.orphans.add(runner)
                self.lines.wake(runner)
        for one in await db.transaction(inbox.untold, now):
            if not self.speaker.is_telling(one.id) and not self.lines.is_serving(one.runner):
                parts = [
                    part
                    for part in speech.load(one.say)
                    if not (one.overtaken and isinstance(part, speech.Show))
                ]
                await self.speaker.tell(one.runner, [Spoken(one.id, parts or [])])

    async def stop(self, grace: float) -> None:
        """End cleanly: what is under way is done and told, what waits is done after a start."""
        await self.lines.stop(grace)
        await self.speaker.flush()

    async def _turn_away(self, one: Received) -> None:
        """Stop the spinner of a tap for which the line was full; one at a time is told so."""
        if one.runner in self._turned_away:
            return
        self._turned_away.add(one.runner)
        try:
            query = read(json.loads(one.body)).query
            if query is not None:
                await self.speaker.say(one.runner, Answer(query, fallbacks.TOO_FAST))
        except UnreadableError:
            logger.debug("An update without a line could not be read")
        finally:
            self._turned_away.discard(one.runner)
