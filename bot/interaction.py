"""One update of one runner: who it is, what was tapped or said, and how to answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar, Unpack

from sqlalchemy import Connection
from telegram import CallbackQuery, Message, Update
from telegram.ext import ExtBot

from bot.screens.screen import Screen
from bot.services import Services
from bot.taps import asked
from bot.taps.asked import HOME, Question
from bot.transport import messenger
from bot.transport.bot_api import BotApi
from bot.transport.messenger import Place
from content.coach import State
from content.events import Event
from content.library import Library
from scheduler.wall_clock import local_day
from storage import recording, runners
from storage.reminders import planner
from storage.runners import ProfileFields, Runner, RunnerFields, ScheduleFields

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(slots=True)
class Interaction:
    """What a handler gets.

    `now` is the time of the update, aware UTC: read once, so that all it tells has one time and
    one day.
    """

    services: Services
    update: Update
    runner: Runner
    now: datetime
    answered: bool = False

    @property
    def bot(self) -> ExtBot[Any]:
        """Return the bot that fetches files."""
        return self.services.bot

    @property
    def api(self) -> BotApi:
        """Return the caller that speaks."""
        return self.services.api

    @property
    def zone(self) -> str:
        """Return the runner's zone, UTC until it is known."""
        return self.runner.zone or "UTC"

    @property
    def day(self) -> date:
        """Return the runner's local day."""
        return local_day(self.now, self.zone)

    @property
    def library(self) -> Library:
        """Return the content."""
        return self.services.library

    @property
    def query(self) -> CallbackQuery | None:
        """Return the tap, None where the runner typed or sent something."""
        return self.update.callback_query

    @property
    def data(self) -> str:
        """Return the data of the tapped button, empty where nothing was tapped."""
        return (self.query.data if self.query else None) or ""

    @property
    def text(self) -> str:
        """Return what the runner typed, empty for anything that is not text."""
        message = self.update.message
        return message.text.strip() if message and message.text else ""

    @property
    def asked(self) -> Question:
        """Return the question that the next typed words answer."""
        return asked.read(self.runner.awaiting)

    async def transaction(
        self, fn: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a storage function in one transaction."""
        return await self.services.db.transaction(fn, *args, **kwargs)

    async def state(self) -> State:
        """Return what follows from everything the runner has told us so far."""
        return await self.transaction(self.services.states.of, self.runner.id)

    async def record(self, *events: Event) -> State:
        """Record what the runner told, with all that hangs on it, and return what follows."""
        states, runner = self.services.states, self.runner.id
        recorded = await self.transaction(recording.record, states, runner, self.now, events)
        self.runner = recorded.runner
        return recorded.state

    async def change(self, **fields: Unpack[ProfileFields]) -> None:
        """Change fields that no reminder hangs on, and keep the interaction's runner up to date."""
        self._is_now(await self.transaction(runners.change, self.runner.id, **fields))

    async def ask(self, question: Question, screen: Screen) -> None:
        """Show a question that may be answered by typing."""
        await self.change(awaiting=question.pack())
        await self.show(screen)

    async def at_home(self) -> None:
        """Forget the question that was asked last: what is typed now does not answer it."""
        await self.change(awaiting=HOME)

    async def draft(self, **fields: Unpack[ScheduleFields]) -> None:
        """Keep what reminders will hang on once the first minute is over; none is made yet."""
        self._is_now(await self.transaction(runners.change, self.runner.id, **fields))

    async def replan(self, **fields: Unpack[RunnerFields]) -> None:
        """Change what reminders hang on, and bring them in line in the same transaction."""
        self._is_now(await self.transaction(planner.change, self.runner.id, self.now, **fields))

    def _is_now(self, changed: Runner | None) -> None:
        if changed is not None:
            self.runner = changed

    async def answer(self, toast: str | None = None) -> None:
        """Stop the tapped button's spinner, once, with a short word if there is one to say."""
        if self.query is None or self.answered:
            return
        self.answered = True
        await messenger.answer(self.api, self.query.id, toast)

    async def show(self, screen: Screen) -> int:
        """Show the screen where the runner tapped, else as a new message; return its id."""
        screen = self._wanted(screen)
        message = self.query.message if self.query else None
        # A deleted message comes as one without content: `isinstance` alone would not tell.
        if isinstance(message, Message) and message.is_accessible:
            has_media = message.effective_attachment is not None
            place = Place(message.chat_id, message.message_id, has_media)
            shown = await messenger.edit(self.api, self.services.pictures, place, screen)
            if self.query is not None and shown == message.message_id:
                self.services.slips.edited(self.query)
            return shown
        return await self.say(screen)

    async def say(self, screen: Screen) -> int:
        """Send the screen as a new, silent message and return its id."""
        wanted = self._wanted(screen)
        return await messenger.send(self.api, self.services.pictures, self.runner.id, wanted)

    def _wanted(self, screen: Screen) -> Screen:
        """Return the screen without its picture where the runner has turned pictures off."""
        return screen if self.runner.pictures else replace(screen, figure=None)

    async def put_keyboard_away(self, sentence: str) -> None:
        """Say a sentence and take Telegram's own keyboard off the screen."""
        await messenger.put_keyboard_away(self.api, self.runner.id, sentence)
