"""The whole of Dorsi in a test: the real bot on the sandbox, over loopback HTTP, on its clock."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pydantic import SecretStr

from bot.lifespan import Running, running
from bot.reminders.dispatcher import tick
from bot.sandbox.chats import Message
from bot.sandbox.clock import Clock
from bot.sandbox.queries import Answer
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from bot.services import Services
from bot.settings import Settings
from storage import migrations
from storage.db import engine
from storage.export import everything
from storage.reminders import outbox
from tests.bot.arrived import arrive
from tests.bot.hooked import ANY_PORT, deliver, hooked

# What Telegram answers to two taps at nearly the same time: the message says that already, or
# the first tap gave it a picture that the second could not know of. It is then sent anew.
NORMAL = ("message is not modified", "there is no text in the message to edit")

# A Monday noon in Vienna, in winter; Tuesday 06:45 is the first usual run.
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@dataclass(slots=True)
class Pulse:
    """A monotonic clock that goes on by itself, so that no tap comes too soon after another."""

    now: float = 0.0
    every: float = 60.0

    def __call__(self) -> float:
        """Return the seconds so far."""
        self.now += self.every
        return self.now


@dataclass(slots=True)
class World:
    """One Telegram, one Dorsi on it that can be started anew, and a clock the test moves."""

    telegram: Telegram
    clock: Clock
    settings: Settings
    pulse: Pulse = field(default_factory=Pulse)
    running: Running = field(init=False)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def start(self) -> None:
        """Start Dorsi on the Telegram and the database that are there."""
        started = running(self.settings, self.clock.now, self.pulse)
        self.running = await self._stack.enter_async_context(started)
        self.settings = await hooked(self.running, self.settings)
        deliver(self.telegram)

    async def stop(self) -> None:
        """End Dorsi; Telegram keeps what is said to it meanwhile."""
        await self._stack.aclose()

    async def restart(self) -> None:
        """End Dorsi and start it anew, as after a power cut or an update."""
        await self.stop()
        await self.start()

    @property
    def services(self) -> Services:
        """Return what the handlers use."""
        return self.running.services

    async def settled(self) -> None:
        """Wait until every update is handled to its end."""
        telegram, intake = self.telegram.state, self.running.intake
        await asyncio.sleep(0)
        while not intake.idle or telegram.updates.pending:  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)

    async def jump(self, **by: float) -> None:
        """Move the clock forward and let everything that is due be said."""
        self.clock.jump(timedelta(**by))
        await tick(self.services)
        while self.running.clock.is_running("nudges"):  # noqa: ASYNC110 - no event
            await asyncio.sleep(0)  # its own tick may have been a little sooner

    async def next_reminder(self) -> datetime:
        """Jump to the next reminder, let it come, and return its time."""
        due = await self.services.db.transaction(outbox.next_due)
        assert due is not None, "no reminder is planned"
        await self.jump(seconds=max(0.0, (due - self.clock.now()).total_seconds() + 0.5))
        return due

    def phone(self, number: int = 1, name: str = "Ada") -> "Phone":
        """Return a runner's phone."""
        return Phone(self.telegram.runner(number, name), self)


@dataclass(slots=True)
class Phone:
    """A runner who looks at the last message, taps and types, and waits for the answer."""

    runner: Runner
    world: World

    @property
    def last(self) -> Message:
        """The newest message of the chat."""
        return self.runner.last

    @property
    def labels(self) -> list[str]:
        """The labels of the newest message's buttons."""
        return [button.text for button in self.last.buttons]

    async def say(self, text: str) -> Message:
        """Type something and return Dorsi's newest message after it."""
        mine = await self.runner.say(text)
        return await self.after(mine)

    async def after(self, mine: Message) -> Message:
        """Return Dorsi's newest message once there is one after `mine`."""
        await self.runner.wait(
            lambda me: (
                me.last if me.last.from_bot and me.last.message_id > mine.message_id else None
            )
        )
        await self.world.settled()
        return self.last

    async def tap(self, *buttons: str) -> Message:
        """Tap buttons of the newest message, one after the other; return it as it is then."""
        for button in buttons:
            await self.answered(button)
        return self.last

    async def answered(self, button: str, message: Message | None = None) -> Answer:
        """Tap a button, named as in `named`, and return the answer that stopped its spinner."""
        there = message or self.last
        answer = await self.runner.tap(there, named(there, button))
        assert answer is not None, f"the tap on {button!r} was never answered"
        await self.world.settled()
        return answer

    async def kept(self) -> dict[str, object]:
        """Return everything that is kept about the runner, but for when they were seen last."""
        kept = await self.world.services.db.transaction(everything, self.runner.chat.chat_id)
        return {**kept, "runner": {**(kept["runner"] or {}), "last_seen": None}}

    async def forge(self, data: str, message: Message | None = None) -> Message:
        """Send made-up callback data on a message; return the newest one after the answer."""
        answer = await self.runner.forge(message or self.last, data)
        assert answer is not None, f"the forged {data!r} was never answered"
        await self.world.settled()
        return self.last

    async def come_in(self) -> Message:
        """Be through the first minute, with the fewest taps; return the last message."""
        await arrive(self)
        return self.last

    async def walk_in(self) -> Message:
        """Walk through the first minute with the fewest taps; return the last message."""
        await self.say("/start")
        await self.tap("I understand", "Yes, keep my answers")
        await self.none()
        await self.tap("12:00", "Paris", "06:45")
        return self.last

    async def none(self) -> Message:
        """Say no to every page of limits and flags there is; return what comes after them."""
        while "None of these" in self.labels:
            await self.tap("None of these")
        return self.last


def named(message: Message, button: str) -> str:
    """Return the data of a button named by its label, its data, or (":done") its data's end."""
    if button.startswith(":"):
        button = next((one.data for one in message.buttons if one.data.endswith(button)), button)
    return message.button(button).data


@cache
def migrated() -> Path:
    """Return an empty database to copy: to migrate one takes longer than most walks."""
    path = Path(mkdtemp()) / "dorsi.db"
    made = engine(f"sqlite:///{path}")
    migrations.migrate(made)
    made.dispose()
    return path


@cache
def usual() -> Settings:
    """Return the settings of most worlds, to copy: to read them takes a sixth of a start."""
    return Settings()


@asynccontextmanager
async def running_world(
    folder: Path, start: datetime = MONDAY, clock: Clock | None = None, **chosen: object
) -> AsyncIterator[World]:
    """Run a whole world in a folder of its own, and see that Telegram refused no call."""
    clock = clock or Clock(start)
    if not (folder / "dorsi.db").exists():
        shutil.copy(migrated(), folder / "dorsi.db")
    telegram = Telegram(clock)
    await telegram.start()
    own = {
        **ANY_PORT,
        "token": SecretStr(telegram.token),
        "api_url": telegram.url,
        "database_url": f"sqlite:///{folder}/dorsi.db",
        "heartbeat": str(folder / "heartbeat"),
        # Where the clock leaps there are no seconds over which reminders could be spread.
        "per_second": 1_000,
    }
    settings = Settings(**own | chosen) if chosen else usual().model_copy(update=own)  # type: ignore[arg-type]
    whole = World(telegram, clock, settings)
    try:
        await whole.start()
        try:
            yield whole
        finally:
            await whole.stop()
        assert not (found := refused(telegram)), found
    finally:
        await telegram.stop()


def refused(telegram: Telegram) -> list[tuple[str, str]]:
    """Return the calls that Telegram refused, but for what is normal after a double tap."""
    return [
        (one.method, one.description)
        for one in telegram.refused
        if not any(normal in one.description for normal in NORMAL)
    ]
