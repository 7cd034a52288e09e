"""Answers without the database: `/stop`, the red flags and `/safety` never wait for it.

What is answered here is kept or will be, and is done once the database is back.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from telegram.error import TelegramError

from bot.screens import flags
from bot.screens.screen import Screen
from bot.services import Services
from bot.taps.flags import FlagPageTap, FlagsTap, FlagTap, FlagYesTap, NoFlagTap
from bot.taps.safety import SafetyTap
from bot.transport import messenger
from bot.transport.gcra import Gcra
from bot.transport.incoming import Incoming, Raw, UnreadableError, read
from content.coach import asking
from content.harm_words import tells_harm

logger = logging.getLogger(__name__)

BUSY = "I can't get at my notes just now. I'll do this as soon as I can."
UNSEEN = "I can't look up what is paused just now. Until I can, leave out what hurts."
TOLD_EVERY = 60.0  # s between two such sentences to what a runner types
MOST = 1_000  # updates that are remembered as answered


@dataclass(slots=True)
class WithoutMemory:
    """Answers updates from what is in memory, each once; `services.slips.clock` is in seconds."""

    services: Services
    _answered: dict[int, None] = field(default_factory=dict)
    _told: Gcra = field(default_factory=lambda: Gcra(burst=1))

    async def answer(self, raws: Iterable[Raw], *, only_urgent: bool = False) -> None:
        """Answer updates; `only_urgent` where the database may only be slow. Never raises."""
        for raw in raws:
            try:
                found = read(raw)
            except UnreadableError:
                continue
            if found.id in self._answered or found.runner is None or not found.private:
                continue
            screen = self._urgent(found)
            if screen is None and only_urgent:
                continue
            self._answered[found.id] = None
            while len(self._answered) > MOST:
                del self._answered[next(iter(self._answered))]
            try:
                await self._say(found, found.runner, screen)
            except TelegramError as error:
                logger.warning("Nothing could be said: %s", type(error).__name__)

    async def _say(self, found: Incoming, runner: int, screen: Screen | None) -> None:
        api, pictures = self.services.api, self.services.pictures
        if found.query is not None:
            await messenger.answer(api, found.query, None if screen else BUSY)
        elif screen is None and self._may_tell(runner):
            screen = Screen(BUSY)
        if screen is not None and found.place is not None:
            await messenger.edit(api, pictures, found.place, screen)
        elif screen is not None:
            await messenger.send(api, pictures, runner, screen)

    def _may_tell(self, runner: int) -> bool:
        now = self.services.slips.clock()
        if self._told.due(runner, now, TOLD_EVERY) > now:
            return False
        self._told.take(runner, now, TOLD_EVERY)
        return True

    def _urgent(self, found: Incoming) -> Screen | None:
        """Return what an urgent update shows, None for any other."""
        if found.query is not None:
            return self._urgent_tap(found.data)
        word = found.text.partition(" ")[0].partition("@")[0].lower()
        library = self.services.library
        plain = found.text.strip(" .!").casefold() == "stop"
        if word == "/stop" or plain or tells_harm(f"{found.text} {found.caption}"):
            return flags.page(library, asking.ALL, 0)
        return self._paused() if word == "/safety" else None

    def _paused(self) -> Screen:
        """Return what `/safety` shows while nobody can look up what is paused."""
        return flags.page(self.services.library, asking.ALL, 0).after(UNSEEN)

    def _urgent_tap(self, data: str) -> Screen | None:
        library, found = self.services.library, None
        known = (FlagsTap, SafetyTap, FlagPageTap, NoFlagTap, FlagTap, FlagYesTap)
        match next((tap for kind in known if (tap := kind.unpack(data))), None):
            case FlagsTap():
                found = flags.page(library, asking.ALL, 0)
            case SafetyTap():
                found = self._paused()
            case FlagPageTap(page, practice) if asking.pages(library, page):
                found = flags.page(library, page, practice)
            case NoFlagTap(page, practice) if following := asking.following(library, page):
                found = flags.page(library, following, practice)
            case FlagTap(name, page, practice) if flag := library.flags.get(name):
                found = flags.confirm(flag, page, practice)
            case FlagYesTap(name) if flag := library.flags.get(name):
                emergency = self.services.settings.emergency_number or library.safety.emergency
                found = flags.verdict(library, flag, emergency, first_minute=False)
        return found
