"""Routes: a command, a kind of button or of message bound to its handler."""

import time
from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args, get_type_hints

from sqlalchemy import Connection
from telegram import Update
from telegram.ext import (
    Application,
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
from bot.interaction import Visit
from bot.services import Dorsi
from bot.taps.tap import Tap

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
T = TypeVar("T")
K = TypeVar("K", bound=Tap)
Done = Awaitable[None]
Handler = Callable[[Visit], Done]
Receive = Callable[[Update, Context], Coroutine[Any, Any, None]]
Raw = Callable[[Dorsi, Update, Context], Coroutine[Any, Any, None]]

PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE


@dataclass(frozen=True, slots=True)
class Routes:
    """Adds handlers to an application, in order; the first that fits takes the update."""

    app: App
    dorsi: Dorsi
    kinds: dict[str, list[tuple[type[Tap], Receive]]] = field(default_factory=dict)
    answered: dict[type[Tap], Callable[[Visit, Any], Done]] = field(default_factory=dict)

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

    def taps(self, *handlers: Callable[[Visit, Any], Done], anyone: bool = False) -> None:
        """Route buttons, each as its value: of the kinds that a handler says it takes."""
        for handler in handlers:
            for kind in kinds_of(handler):
                self._tap(kind, handler, anyone=anyone)

    def taking(
        self,
        take: Callable[[Connection, Visit, K], T],
        handler: Callable[[Visit, K, T], Done],
    ) -> None:
        """Route buttons whose work is done in the transaction of the look-up.

        What `take` returns there goes to the handler: two transactions would be twice the wait.
        """

        def taken(conn: Connection, visit: Visit) -> tuple[K, T] | None:
            tap: K | None = kind.unpack(visit.data)
            return None if tap is None else (tap, take(conn, visit, tap))

        async def handle(visit: Visit, found: tuple[K, T] | None) -> None:
            await (fallbacks.old_button(visit) if found is None else handler(visit, *found))

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

    def _tap(self, kind: type[K], handler: Callable[[Visit, K], Done], *, anyone: bool) -> None:
        async def handle(visit: Visit, _: None) -> None:
            tap = kind.unpack(visit.data)
            await (fallbacks.old_button(visit) if tap is None else handler(visit, tap))

        self._keep(kind, self._take(_nothing, handle, anyone=anyone))

    def _keep(self, kind: type[Tap], receive: Receive) -> None:
        self.kinds.setdefault(_first_word(kind.prefix), []).append((kind, receive))

    def location(self, handler: Handler, *, anyone: bool = False) -> None:
        """Route a shared place."""
        self._message(filters.LOCATION, handler, anyone=anyone)

    def document(self, handler: Handler, *, anyone: bool = False) -> None:
        """Route a file that was sent."""
        self._message(filters.Document.ALL, handler, anyone=anyone)

    def answers(self, *handlers: Callable[[Visit, Any], Done]) -> None:
        """Route typed words by what they answer: the questions that a handler says it takes."""
        for handler in handlers:
            self.answered.update(dict.fromkeys(kinds_of(handler), handler))

    def text(self, otherwise: Handler, *, anyone: bool = False) -> None:
        """Route typed words that are no known command; `otherwise` has what answers nothing."""

        async def handle(visit: Visit) -> None:
            asked = visit.asked
            handler = self.answered.get(type(asked))
            await (otherwise(visit) if handler is None else handler(visit, asked))

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
            await handler(self.dorsi, update, context)

        return receive

    def _bring(self, handler: Handler, *, anyone: bool) -> Receive:
        async def handle(visit: Visit, _: None) -> None:
            await handler(visit)

        return self._take(_nothing, handle, anyone=anyone)

    def _take(self, take: Take[T], handler: Callable[[Visit, T], Done], *, anyone: bool) -> Receive:
        async def receive(update: Update, _: Context) -> None:
            began = time.perf_counter()
            query = update.callback_query
            if query is not None and self.dorsi.slips.is_one(query):
                await access.slipped(query)
                return
            let = await access.open_(self.dorsi, update, take, anyone=anyone)
            if let is None:
                return
            visit, taken = let
            try:
                await handler(visit, taken)
            finally:
                await visit.answer()
                self.dorsi.meters.tapped(time.perf_counter() - began)

        return receive


def _nothing(_: Connection, __: Visit) -> None:
    """Take nothing of a visit."""


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
