"""Routes: a command, a kind of button or of message bound to its handler."""

import re
import string
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from sqlalchemy import Connection

from bot import access
from bot.handlers import fallbacks, typed
from bot.interaction import Interaction
from bot.parsing import read_name
from bot.services import Services
from bot.taps.tap import Tap
from bot.transport.incoming import Incoming
from storage.runners import Runner

K = TypeVar("K", bound=Tap)
Handler = Callable[[Interaction], None]
TapHandler = Callable[[Interaction, Any], None]

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?=\s|$)", re.ASCII)


class Route(NamedTuple):
    """A handler and whom it serves; `anyone` also who is not through the first minute."""

    handler: Handler
    anyone: bool = False


# Who takes a tap that is of no kind.
UNKNOWN = Route(fallbacks.old_button, anyone=True)


@dataclass(slots=True)
class Routes:
    """Which handler takes an update; `bot.app.wire` fills it in the order of trying."""

    services: Services
    commands: dict[str, tuple[Route, Collection[int] | None]] = field(default_factory=dict)
    kinds: dict[str, list[tuple[type[Tap], Route]]] = field(default_factory=dict)
    words: dict[str, str | Route] = field(default_factory=dict)
    answered: dict[type[Tap], TapHandler] = field(default_factory=dict)
    messages: list[tuple[Callable[[Incoming], bool], Route]] = field(default_factory=list)

    def command(
        self,
        name: str,
        handler: Handler,
        *,
        anyone: bool = False,
        only: Collection[int] | None = None,
    ) -> None:
        """Route `/name`; for whoever is not among `only` it is no command, but typed words."""
        self.commands[name] = (Route(handler, anyone), only)

    def word(self, word: str, means: str | Handler) -> None:
        """Route a word that is typed alone: it means a command, or has a handler of its own."""
        self.words[word] = means if isinstance(means, str) else Route(means, anyone=True)

    def taps(self, *handlers: TapHandler, anyone: bool = False) -> None:
        """Route buttons, each as its value: of the kinds that a handler says it takes."""
        for handler in handlers:
            for kind in kinds_of(handler):
                route = Route(_unpacking(kind, handler), anyone)
                self.kinds.setdefault(_first_word(kind.prefix), []).append((kind, route))

    def answers(self, *handlers: TapHandler) -> None:
        """Route typed words by what they answer: the questions that a handler says it takes."""
        for handler in handlers:
            self.answered.update(dict.fromkeys(kinds_of(handler), handler))

    def text(self, otherwise: Handler) -> None:
        """Route typed words that are no known command; `otherwise` has what answers nothing."""

        def handle(interaction: Interaction) -> None:
            asked = interaction.asked
            handler = self.answered.get(type(asked))
            if handler is None:
                typed.answered(interaction, partial(otherwise, interaction))
            else:
                typed.answered(interaction, partial(handler, interaction, asked))

        self.message(lambda one: bool(one.text), handle, anyone=True)

    def message(
        self, fits: Callable[[Incoming], bool], handler: Handler, *, anyone: bool = False
    ) -> None:
        """Route private messages that fit and that nothing before took."""
        self.messages.append((fits, Route(handler, anyone)))

    def handle(self, conn: Connection, incoming: Incoming) -> Interaction | None:
        """Have one update handled on a connection; None where nobody sent it.

        Return the interaction, with all that is to be said.
        """
        if incoming.runner is None:
            return None
        interaction = self._interaction(conn, incoming, incoming.runner)
        if incoming.left is not None:
            if incoming.private:
                access.came_or_went(interaction)
        elif incoming.query is not None and self.services.slips.is_one(incoming):
            fallbacks.slipped(interaction)
        elif incoming.query is None and not incoming.private:
            access.not_in_groups(interaction)
        elif (
            (route := self.find(incoming)) is not None
            and access.admit(interaction, anyone=route.anyone)
            and (not incoming.edited or typed.reads_edit(interaction))
        ):
            route.handler(interaction)
        return interaction

    def find(self, incoming: Incoming) -> Route | None:
        """Return who takes a private update: the first that fits; None where it is nothing."""
        if incoming.query is not None:
            kinds = self.kinds.get(_first_word(incoming.data), ())
            fitting = (route for kind, route in kinds if kind.pattern().fullmatch(incoming.data))
            return next(fitting, UNKNOWN)
        if not incoming.is_message:
            return None
        if (route := self._command(incoming)) is not None:
            return route
        return next((route for fits, route in self.messages if fits(incoming)), None)

    def _command(self, incoming: Incoming) -> Route | None:
        match, me = _COMMAND.match(incoming.text), self.services.bot.username.lower()
        if match is None:
            return self._word(incoming)
        if (match[2] or me).lower() != me:
            return None
        route, only = self.commands.get(match[1].lower(), (None, None))
        return route if only is None or incoming.runner in only else None

    def _word(self, incoming: Incoming) -> Route | None:
        """Return what a word that stands alone means: those in the menu are commands."""
        word = incoming.text.strip(f"{string.punctuation}{string.whitespace}…¡¿").casefold()
        means = self.words.get(word, word)
        if isinstance(means, Route):
            return means
        route, only = self.commands.get(means, (None, None))
        return route if only is None else None

    @property
    def _username(self) -> str:
        return self.services.bot.username

    def _interaction(self, conn: Connection, incoming: Incoming, user: int) -> Interaction:
        now = self.services.now()
        blank = Runner(user, user, read_name(incoming.name), since=now, last_seen=now)
        return Interaction(self.services, conn, incoming, blank, now)


def _unpacking(kind: type[K], handler: Callable[[Interaction, K], None]) -> Handler:
    def handle(interaction: Interaction) -> None:
        tap = kind.unpack(interaction.data)
        if tap is None:
            fallbacks.old_button(interaction)
        else:
            handler(interaction, tap)

    return handle


@cache
def kinds_of(handler: Callable[..., object]) -> tuple[type[Any], ...]:
    """Return the kinds of taps a handler takes, by the annotations of its parameters."""
    told = get_type_hints(handler).values()
    named = (one for hint in told for one in get_args(hint) or (hint,))
    kinds = tuple(one for one in named if isinstance(one, type) and issubclass(one, Tap))
    if not kinds:
        raise TypeError(f"{handler} says of no parameter that it is a tap")
    return kinds


def _first_word(data: str) -> str:
    return data.partition(":")[0]
