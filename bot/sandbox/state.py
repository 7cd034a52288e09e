"""All that the sandbox knows of one bot: its chats, files, updates, profile and calls."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

from bot.sandbox import update_rules
from bot.sandbox.chats import Chat, Json, Message
from bot.sandbox.clock import Clock
from bot.sandbox.delivery import Delivered, Delivery
from bot.sandbox.faults import Faults
from bot.sandbox.files import Files, Upload
from bot.sandbox.flood import Flood
from bot.sandbox.hook import Hook
from bot.sandbox.queries import Queries, chat_of
from bot.sandbox.refusal import Refusal, Refused
from bot.sandbox.server_clock import ServerClock
from bot.sandbox.updates import Updates

_CALLS = 10_000  # the latest calls kept for tests and the bench
_TRIES = 20_000  # the latest deliveries, likewise


@dataclass(slots=True, eq=False)
class Call:
    """A call, its parameters as typed values, when it came (`at`) and what became of it.

    `carried` says whether it was carried out, `answered` is the code its caller saw, 0 for none,
    `retry_after` what a 429 named.
    """

    method: str
    params: Mapping[str, Any]
    at: datetime
    attached: Mapping[str, Upload] = field(default_factory=dict)
    carried: bool = False
    answered: int = 0
    retry_after: int = 0
    message: int | None = None  # the id of the message it wrote or changed

    @property
    def chat(self) -> int | None:
        """The chat it is about, also of the answer to a tap."""
        chat = self.params.get("chat_id")
        if chat is None and "callback_query_id" in self.params:
            return chat_of(self.params["callback_query_id"])
        return chat if isinstance(chat, int) else None

    @property
    def shown(self) -> str:
        """The words it wrote, as they were given."""
        media = self.params.get("media", {})
        words = self.params.get("text") or self.params.get("caption") or media.get("caption", "")
        return str(words)


class Told(NamedTuple):
    """A result with a sentence beside it."""

    result: Any
    description: str


@dataclass(slots=True, eq=False)
class State:
    """One bot's side of Telegram; `strict` refuses what the Bot API does not describe."""

    clock: Clock
    server: ServerClock
    token: str
    strict: bool = True
    chance: Random = field(default_factory=Random)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    queries: Queries = field(default_factory=Queries)
    updates: Updates = field(default_factory=Updates)
    hook: Hook | None = None
    hook_opens_at: float = 0.0  # in the server's seconds; setWebhook is answered 429 before
    delivery: Delivery | None = None
    tries: deque[Delivered] = field(default_factory=lambda: deque(maxlen=_TRIES))
    polled: tuple[int, float] = (0, -100.0)  # offset of the last getUpdates, the server's seconds
    faults: Faults = field(default_factory=Faults)
    flood: Flood = field(default_factory=Flood)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menu: dict[int, Json] = field(default_factory=dict)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_CALLS))
    on_call: list[Callable[[Call], None]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    watchers: list[Callable[[str, Any], None]] = field(default_factory=list)

    @property
    def bot(self) -> Json:
        """The bot as a user."""
        number = self.token.partition(":")[0]
        return {
            "id": int(number),
            "is_bot": True,
            "first_name": self.profile.get(("name", ""), "Dorsi"),
            "username": "dorsi_sandbox_bot",
        }

    @property
    def date(self) -> int:
        """Now, as Telegram writes it: whole Unix seconds."""
        return int(self.clock.now().timestamp())

    def update(self, kind: str, what: Json) -> int:
        """Queue an update for the bot, for as long as Telegram keeps one of this kind.

        Returns its number, 0 where the bot did not ask for it.
        """
        left = update_rules.seconds_left(kind, what, self.clock.now())
        expires = self.server.now() + left
        return self.updates.add(kind, what, update_rules.queue_of(kind, what), expires)

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat the bot has heard from, or refuse."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or not chat.known:
            raise Refused("chat not found")
        return chat

    def writable(self, chat_id: int | str) -> Chat:
        """Return a chat the bot may write to, or refuse."""
        chat = self.chat(chat_id)
        if chat.blocked:
            raise Refused("bot was blocked by the user", 403)
        return chat

    def message(self, chat: Chat, message_id: int, what: str) -> Message:
        """Return a message of `chat`; `what` names it in the refusal."""
        message = chat.messages.get(message_id)
        if message is None:
            raise Refused(f"{what} not found")
        return message

    def refuse(self, method: str, params: Mapping[str, Any], refused: Refused) -> None:
        """Keep a refused call in the log."""
        refusal = Refusal(method, refused.code, refused.description, params)
        self.refused.append(refusal)
        self.tell("refused", refusal)

    def tell(self, what: str, subject: Any = None) -> None:
        """Tell every open page of something that belongs to no single chat."""
        for watcher in tuple(self.watchers):
            watcher(what, subject)
