"""Routes: a command, a kind of button or of message bound to its handler."""

import time
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from sqlalchemy import Connection
from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot import access
from bot.access import Take
from bot.handlers import fallbacks
from bot.interaction import Interaction
from bot.services import Services
from bot.taps.tap import Tap
from bot.transport.application import App

Context = ContextTypes.DEFAULT_TYPE
T = TypeVar("T")
K = TypeVar("K", bound=Tap)
Done = Awaitable[None]
Handler = Callable[[Interaction], Done]
Receive = Callable[[Update, Context], Coroutine[Any, Any, None]]
Raw = Callable[[Services, Update, Context], Coroutine[Any, Any, None]]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


@dataclass(frozen=True, slots=True)
class Routes:
    """Adds handlers to an application, in order; the first that fits takes the update."""

    app: App
    services: Services
    kinds: dict[str, list[tuple[type[Tap], Receive]]] = field(default_factory=dict)
    answered: dict[type[Tap], Callable[[Interaction, Any], Done]] = field(default_factory=dict)

    def command(
        self,
        name: str,
        handler: Handler,
        *,
        anyone: bool = False,
        only: Collection[int] | None = None,
    ) -> None:
        """Route `/name`; `anyone` also serves a runner who is not through the first minute.

        For whoever is not among `only` it is no command, but typed words.
        """
        whose = PRIVATE if only is None else PRIVATE & filters.User(only)
        self.app.add_handler(
            CommandHandler(name, self._bring(handler, anyone=anyone), filters=whose)
        )

    def taps(self, *handlers: Callable[[Interaction, Any], Done], anyone: bool = False) -> None:
        """Route buttons, each as its value: of the kinds that a handler says it takes."""
        for handler in handlers:
            for kind in kinds_of(handler):
                self._tap(kind, handler, anyone=anyone)

    def taking(
        self,
        take: Callable[[Connection, Interaction, K], T],
        handler: Callable[[Interaction, K, T], Done],
    ) -> None:
        """Route buttons whose work is done in the transaction of the look-up.

        What `take` returns there goes to the handler: two transactions would be twice the wait.
        """

        def taken(conn: Connection, interaction: Interaction) -> tuple[K, T] | None:
            tap: K | None = kind.unpack(interaction.data)
            return None if tap is None else (tap, take(conn, interaction, tap))

        async def handle(interaction: Interaction, found: tuple[K, T] | None) -> None:
            await (
                fallbacks.old_button(interaction) if found is None else handler(interaction, *found)
            )

        (kind,) = kinds_of(handler)
        self._keep(kind, self._take(taken, handle, anyone=False))

    def buttons(self, unknown: Handler) -> None:
        """Route every tap: the first kind that fits has it, and what nothing takes is `unknown`."""
        nobody = self._bring(unknown, anyone=True)

        async def receive(update: Update, context: Context) -> None:
            data = (update.callback_query and update.callback_query.data) or ""
            kinds = self.kinds.get(_first_word(data), ())
            fitting = (bring for kind, bring in kinds if kind.pattern().fullmatch(data))
            await next(fitting, nobody)(update, context)

        self.app.add_handler(CallbackQueryHandler(receive))

    def _tap(
        self, kind: type[K], handler: Callable[[Interaction, K], Done], *, anyone: bool
    ) -> None:
        async def handle(interaction: Interaction, _: None) -> None:
            tap = kind.unpack(interaction.data)
            await (fallbacks.old_button(interaction) if tap is None else handler(interaction, tap))

        self._keep(kind, self._take(_nothing, handle, anyone=anyone))

    def _keep(self, kind: type[Tap], receive: Receive) -> None:
        self.kinds.setdefault(_first_word(kind.prefix), []).append((kind, receive))

    def location(self, handler: Handler, *, anyone: bool = False) -> None:
        """Route a shared place."""
        self._message(filters.LOCATION, handler, anyone=anyone)

    def document(self, handler: Handler, *, anyone: bool = False) -> None:
        """Route a file that was sent."""
        self._message(filters.Document.ALL, handler, anyone=anyone)

    def answers(self, *handlers: Callable[[Interaction, Any], Done]) -> None:
        """Route typed words by what they answer: the questions that a handler says it takes."""
        for handler in handlers:
            self.answered.update(dict.fromkeys(kinds_of(handler), handler))

    def text(self, otherwise: Handler, *, anyone: bool = False) -> None:
        """Route typed words that are no known command; `otherwise` has what answers nothing."""

        async def handle(interaction: Interaction) -> None:
            asked = interaction.asked
            handler = self.answered.get(type(asked))
            await (otherwise(interaction) if handler is None else handler(interaction, asked))

        self._message(filters.TEXT, handle, anyone=anyone)

    def anything(self, handler: Handler, *, anyone: bool = False) -> None:
        """Route every message that nothing else took."""
        self._message(filters.ALL, handler, anyone=anyone)

    def group(self, handler: Raw) -> None:
        """Route whatever is said outside a private chat."""
        self.app.add_handler(MessageHandler(~filters.ChatType.PRIVATE, self._raw(handler)))

    def member(self, handler: Raw) -> None:
        """Route the news that a runner blocked or unblocked the bot, or a group added it."""
        self.app.add_handler(
            ChatMemberHandler(self._raw(handler), ChatMemberHandler.MY_CHAT_MEMBER)
        )

    def _message(self, kind: filters.BaseFilter, handler: Handler, *, anyone: bool) -> None:
        self.app.add_handler(MessageHandler(PRIVATE & kind, self._bring(handler, anyone=anyone)))

    def _raw(self, handler: Raw) -> Receive:
        async def receive(update: Update, context: Context) -> None:
            await handler(self.services, update, context)

        return receive

    def _bring(self, handler: Handler, *, anyone: bool) -> Receive:
        async def handle(interaction: Interaction, _: None) -> None:
            await handler(interaction)

        return self._take(_nothing, handle, anyone=anyone)

    def _take(
        self, take: Take[T], handler: Callable[[Interaction, T], Done], *, anyone: bool
    ) -> Receive:
        async def receive(update: Update, _: Context) -> None:
            began = time.perf_counter()
            query = update.callback_query
            if query is not None and self.services.slips.is_one(query):
                await access.slipped(query)
                return
            let = await access.admit(self.services, update, take, anyone=anyone)
            if let is None:
                return
            interaction, taken = let
            try:
                await handler(interaction, taken)
            finally:
                await interaction.answer()
                self.services.meters.tapped(time.perf_counter() - began)

        return receive


def _nothing(_: Connection, __: Interaction) -> None:
    """Take nothing of an interaction."""


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
