"""Telegram itself, as far as Dorsi needs it: one bot, its runners, one HTTP server."""

from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime
from random import Random

from aiohttp import web

from bot.sandbox import update_rules, webhook
from bot.sandbox.chats import Chat, Json
from bot.sandbox.clock import Clock
from bot.sandbox.delivery import Delivered
from bot.sandbox.faults import Fault, Faults, Kind
from bot.sandbox.files import Upload
from bot.sandbox.group import Group
from bot.sandbox.queries import Query
from bot.sandbox.refusal import Refusal
from bot.sandbox.runner import Runner
from bot.sandbox.server import server
from bot.sandbox.server_clock import ServerClock
from bot.sandbox.state import Call, State

NextDue = Callable[[], Awaitable[datetime | None]]
_GOODBYE = 0.5  # seconds an open connection may take at the end


class Telegram:
    """A Bot API server on this machine with a phone page; `strict` checks every call.

    `lapse` shortens how long updates are kept and what a webhook waits; `seed` draws its delays.
    """

    def __init__(
        self,
        clock: Clock,
        token: str = "1:sandbox",  # noqa: S107 - it opens nothing but this sandbox
        next_due: NextDue | None = None,
        strict: bool = True,
        lapse: float = 1.0,
        seed: int = 0,
    ) -> None:
        self.clock = clock
        self.token = token
        self.next_due = next_due
        chance = Random(seed)  # noqa: S311 - the same delays every time
        self.state = State(clock, ServerClock(clock, lapse), token, strict, chance)
        self.state.faults = Faults(seed)
        self.url = ""
        self.sockets: set[web.WebSocketResponse] = set()
        self._runners: dict[int, Runner] = {}
        self._server: web.ServerRunner | None = None
        clock.on_jump(lambda: self.state.tell("clock"))

    @property
    def refused(self) -> list[Refusal]:
        """Every call that was refused; a test that made no mistake finds it empty."""
        return self.state.refused

    @property
    def calls(self) -> deque[Call]:
        """The latest calls, without getUpdates."""
        return self.state.calls

    @property
    def waiting(self) -> list[Json]:
        """Every update the bot has not confirmed, the oldest first."""
        return self.state.updates.pending

    @property
    def expired(self) -> deque[int]:
        """The numbers of the updates that became too old before the bot had them."""
        return self.state.updates.expired

    @property
    def deliveries(self) -> deque[Delivered]:
        """The latest tries to deliver an update to a webhook."""
        return self.state.tries

    @property
    def uploads(self) -> list[Upload]:
        """Every file the bot sent as bytes."""
        return self.state.files.uploads

    @property
    def unanswered(self) -> list[Query]:
        """Every tap the bot has not answered yet."""
        return self.state.queries.unanswered()

    @property
    def faults(self) -> Faults:
        """The faults in force: `telegram.faults.add(Fault("reset", method="sendMessage"))`."""
        return self.state.faults

    def raw(self, update: Json, again: bool = False) -> int:
        """Queue any update as it is, even one no library can read; return its number.

        Without an `update_id` it gets the next. One that comes `again`, or out of order, is given
        once more whatever the bot has confirmed.
        """
        state = self.state
        update = {"update_id": state.updates.last_id + 1} | update
        kind = next((name for name in update if name != "update_id"), "")
        left = update_rules.seconds_left(kind, update.get(kind), state.clock.now())
        queue = 0 if again else update_rules.queue_of(kind, update.get(kind))
        state.updates.put(update, queue, state.server.now() + left, again)
        return int(update["update_id"])

    def repeat(self, update_id: int, times: int = 1) -> None:
        """Deliver one of the latest updates again; to a webhook beside everything else."""
        for _ in range(times):
            self.raw(self.state.updates.find(update_id).body, again=True)

    def withdraw(self, update_id: int) -> Json:
        """Take an update back that waits to be polled; `raw(…, again=True)` gives it later."""
        update = self.state.updates.find(update_id)
        self.state.updates.forget(update)
        return update.body

    def on_call(self, listener: Callable[[Call], None]) -> None:
        """Tell of every call but getUpdates once it is answered; `call.at` gives their order."""
        self.state.on_call.append(listener)

    def flood(self, retry_after: int, count: int = 1) -> None:
        """Answer the next `count` sends and edits with 429 and `retry_after` seconds."""
        self.faults.add(Fault(Kind.FLOOD, retry_after=retry_after, count=count))

    def limit(self, on: bool = True, edits: bool = False, retry_after: int = 0) -> None:
        """Enforce Telegram's published rates: 30 messages a second, one a second in a chat.

        With `edits` those count in a chat as messages do. Who is too fast waits `retry_after`
        seconds, in which the chat is closed; 0 means until there is room again.
        """
        flood = self.state.flood
        flood.limits, flood.edits, flood.retry_after = on, edits, retry_after

    def runner(
        self,
        user_id: int,
        first_name: str = "Ada",
        username: str | None = None,
        language_code: str = "en",
    ) -> Runner:
        """Return the runner with this id; the bot may write once they said something."""
        if user_id not in self._runners:
            user = {"id": user_id, "is_bot": False, "first_name": first_name}
            named = {"username": username} if username else {}
            place = {"id": user_id, "type": "private", "first_name": first_name, **named}
            chat = self.state.chats[user_id] = Chat(user_id, place)
            full = {**user, **named, "language_code": language_code}
            self._runners[user_id] = Runner(self.state, chat, full)
        return self._runners[user_id]

    def group(self, adder: Runner, chat_id: int = -1001, title: str = "Sunday runners") -> Group:
        """Return a new group into which `adder` put the bot."""
        chat = self.state.chats[chat_id] = Chat(
            chat_id, {"id": chat_id, "type": "group", "title": title}
        )
        return Group(self.state, chat, adder)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve on this address; port 0 takes a free one. `url` says where."""
        self._server = web.ServerRunner(
            server(self), handle_signals=False, shutdown_timeout=_GOODBYE
        )
        await self._server.setup()
        try:
            await web.TCPSite(self._server, host, port).start()
        except OSError:
            await self.stop()
            raise
        bound = self._server.addresses[0]
        self.url = f"http://{host}:{bound[1]}"
        webhook.resume(self.state)

    async def stop(self) -> None:
        """Let waiting polls return and close every connection, the webhook's too."""
        webhook.pause(self.state)
        self.state.updates.release()
        for socket in tuple(self.sockets):
            await socket.close()
        if self._server:
            await self._server.cleanup()
            self._server = None
