"""One update of one runner: who it is, what was tapped or said, and what is to be said to it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Unpack

from sqlalchemy import Connection

from bot.screens.screen import Screen
from bot.services import Services
from bot.taps import asked
from bot.taps.asked import HOME, Question
from bot.transport.incoming import Incoming
from bot.transport.speech import Answer, PutKeyboardAway, Say, Show, Speech, Work
from content.coach import State
from content.events import Event
from content.library import Library
from scheduler.wall_clock import local_day
from storage import recording, runners
from storage.reminders import planner
from storage.runners import ProfileFields, Runner, RunnerFields, ScheduleFields


@dataclass(slots=True)
class Interaction:
    """What a handler gets: everything it does with `conn` is one transaction.

    Nothing is said before that is committed: `show`, `say` and `answer` note in `speeches` what
    is to be said after it. `now` is the time of the update, aware UTC: read once, so that all it
    tells has one time and one day. `forgotten` once the runner's data was deleted.
    """

    services: Services
    conn: Connection
    incoming: Incoming
    runner: Runner
    now: datetime
    toast: str | None = None
    speeches: list[Speech] = field(default_factory=list)
    forgotten: bool = False

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
    def data(self) -> str:
        """Return the data of the tapped button, empty where nothing was tapped."""
        return self.incoming.data

    @property
    def text(self) -> str:
        """Return what the runner typed, empty for anything that is not text."""
        return self.incoming.text

    @property
    def asked(self) -> Question:
        """Return the question that the next typed words answer."""
        return asked.read(self.runner.awaiting)

    def state(self) -> State:
        """Return what follows from everything the runner has told us so far."""
        return self.services.states.of(self.conn, self.runner.id)

    def record(self, *events: Event) -> State:
        """Record what the runner told, with all that hangs on it, and return what follows."""
        states, runner = self.services.states, self.runner.id
        recorded = recording.record(self.conn, states, runner, self.now, events)
        self.runner = recorded.runner
        return recorded.state

    def change(self, **fields: Unpack[ProfileFields]) -> None:
        """Change fields that no reminder hangs on, and keep the interaction's runner up to date."""
        self._is_now(runners.change(self.conn, self.runner.id, **fields))

    def ask(self, question: Question, screen: Screen) -> None:
        """Show a question that may be answered by typing."""
        self.change(awaiting=question.pack())
        self.show(screen)

    def at_home(self) -> None:
        """Forget the question that was asked last: what is typed now does not answer it."""
        self.change(awaiting=HOME)

    def draft(self, **fields: Unpack[ScheduleFields]) -> None:
        """Keep what reminders will hang on once the first minute is over; none is made yet."""
        self._is_now(runners.change(self.conn, self.runner.id, **fields))

    def replan(self, **fields: Unpack[RunnerFields]) -> None:
        """Change what reminders hang on, and bring them in line."""
        self._is_now(planner.change(self.conn, self.runner.id, self.now, **fields))

    def _is_now(self, changed: Runner | None) -> None:
        if changed is not None:
            self.runner = changed

    def answer(self, toast: str) -> None:
        """Say a short word on the tapped button; the first one counts."""
        self.toast = self.toast or toast

    def show(self, screen: Screen) -> None:
        """Show the screen where the runner tapped, else as a new message."""
        if self.incoming.place is None:
            self.say(screen)
            return
        self.speeches.append(Show(self.incoming.place, self._wanted(screen)))
        self.services.slips.edited(self.incoming)

    def say(self, screen: Screen) -> None:
        """Send the screen as a new, silent message."""
        self.speeches.append(Say(self.runner.id, self._wanted(screen)))

    def put_keyboard_away(self, sentence: str) -> None:
        """Say a sentence and take Telegram's own keyboard off the screen."""
        self.speeches.append(PutKeyboardAway(self.runner.id, sentence))

    def work(self, name: str, *args: str) -> None:
        """Have something done after this, and its outcome said: what takes time or a network."""
        self.speeches.append(Work(name, self.runner.id, args))

    def said(self) -> list[Speech]:
        """Return all that is to be said: a tap is answered in any case."""
        query = self.incoming.query
        return ([Answer(query, self.toast)] if query is not None else []) + self.speeches

    def _wanted(self, screen: Screen) -> Screen:
        """Return the screen without its picture where the runner has turned pictures off."""
        return screen if self.runner.pictures else replace(screen, figure=None)
