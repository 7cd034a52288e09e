"""A crawler: runners who tap whatever they see, twice, late and out of order."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.sandbox.chats import Message
from bot.sandbox.keyboards import Button
from bot.screens.learn import MENU
from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.world import Phone, World

COMMANDS = ("start", "stats", *(name for name, _ in MENU))
RUBBISH = (
    "tomorrow 6:45", "today 5:05", "1h30",
    "asdf", "25:00", "6:45", "18.30", "7 pm", "٦:٤٥", "-3", "0", "900", "9.5", "12,5 cm", "4 in",
    "99999999999999999999", "Vienna", "Springfield", "22-6", "21:30 - 6:30", "99-99", ".",
    "<i>bold</i> & <script>", "/nothing", "/today@another_bot", "/start " + "x" * 64, "x" * 4000,
    "🦶" * 40,
)  # fmt: skip
PLACES = ((48.2, 16.4), (0.0, -150.0), (90.0, 180.0), (-33.9, 151.2), (27.7, 85.3))
JUMPS = (1, 10, 45, 240, 1440, 3 * 1440)  # minutes
# How many of the latest messages of a chat a runner scrolls back to.
BACK = 25

Act = Callable[["Crawler"], Awaitable[None]]


@dataclass(slots=True)
class Crawler:
    """Several runners, one of whom does something at each step; `random` makes it repeatable."""

    world: World
    random: Random
    phones: list[Phone]
    taps: int = 0
    told: Counter[str] = field(default_factory=Counter)
    tapped: Counter[str] = field(default_factory=Counter)
    seen: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def arrive(cls, world: World, seed: int, runners: int) -> "Crawler":
        """Return a crawler whose runners have said /start."""
        names = ("Ada", "<i>Ben</i> & Co", "مريم", "🏃‍♀️", "C" * 64)
        phones = [world.phone(n + 1, names[n % len(names)]) for n in range(runners)]
        crawler = cls(world, Random(seed), phones)  # noqa: S311 - it plays, it hides nothing
        for phone in phones:
            phone.runner.chat.listeners.append(crawler.look)
            await crawler.type_(phone, "/start")
        return crawler

    def look(self, what: str, subject: Any) -> None:
        """Judge every message the moment it is sent or edited."""
        if what == "message" and isinstance(subject, Message) and subject.from_bot:
            for fault in faults(subject):
                self.seen.setdefault(f"{fault}: {subject.text[:60]!r}", subject.text)

    async def wander(self, taps: int) -> None:
        """Do one thing after another until so many buttons were tapped."""
        while self.taps < taps:
            (act,) = self.random.choices(tuple(ACTS), tuple(ACTS.values()))
            await act(self)

    @property
    def phone(self) -> Phone:
        """Return a runner to do the next thing."""
        return self.random.choice(self.phones)

    async def tap(self, phone: Phone, message: Message, times: int = 1) -> None:
        """Tap one of a message's buttons, the least known first, and wait for every answer."""
        if not (buttons := [one for one in message.buttons if one.data]):
            return
        data = self._unknown(buttons).data
        for query in [phone.runner.forge_nowait(message, data) for _ in range(times)]:
            answer = await phone.runner.answer(query)
            assert answer is not None, f"{data} was never answered"
            self.taps += 1
            self.tapped[data] += 1
        await self.world.settled()

    async def type_(self, phone: Phone, text: str) -> None:
        """Type something and wait for what Dorsi says to it."""
        self.told[text.partition(" ")[0].removeprefix("/")] += text.startswith("/")
        await phone.say(text)

    def _unknown(self, buttons: list[Button]) -> Button:
        weights = [(1 + self.tapped[one.data] + self._kind(one.data)) ** -2 for one in buttons]
        return self.random.choices(buttons, weights)[0]

    def _kind(self, data: str) -> int:
        kind = re.sub(r"\d+", "0", data)
        return sum(n for other, n in self.tapped.items() if re.sub(r"\d+", "0", other) == kind)


async def tap_newest(crawler: Crawler) -> None:
    phone = crawler.phone
    await crawler.tap(phone, phone.last)


async def tap_twice(crawler: Crawler) -> None:
    phone = crawler.phone
    await crawler.tap(phone, phone.last, times=2)


async def tap_old(crawler: Crawler) -> None:
    phone = crawler.phone
    await crawler.tap(phone, crawler.random.choice(phone.runner.messages[-BACK:]))


async def tap_deleted(crawler: Crawler) -> None:
    phone = crawler.phone
    message = crawler.random.choice(phone.runner.messages[-BACK:])
    if message.from_bot and message is not phone.last:
        phone.runner.delete_message(message)
        await crawler.tap(phone, message)


async def command(crawler: Crawler) -> None:
    known = crawler.told
    rare = sorted(COMMANDS, key=lambda name: (known[name], crawler.random.random()))
    await crawler.type_(crawler.phone, f"/{crawler.random.choice(rare[:6])}")


async def rubbish(crawler: Crawler) -> None:
    await crawler.type_(crawler.phone, crawler.random.choice(RUBBISH))


async def no_text(crawler: Crawler) -> None:
    phone = crawler.phone
    runner = phone.runner
    sent = await crawler.random.choice(
        (
            runner.sticker,
            lambda: runner.photo(caption="look"),
            lambda: runner.document("plan.pdf", b"%PDF"),
            lambda: runner.location(*crawler.random.choice(PLACES)),
        )
    )()
    await phone.after(sent)


async def later(crawler: Crawler) -> None:
    await crawler.world.jump(minutes=crawler.random.choice(JUMPS))


async def reminder(crawler: Crawler) -> None:
    if await crawler.world.services.db.transaction(outbox.next_due) is not None:
        await crawler.world.next_reminder()


async def restart(crawler: Crawler) -> None:
    await crawler.world.restart()


# What a runner does, and how often.
ACTS: dict[Act, float] = {
    tap_newest: 60,
    tap_twice: 10,
    tap_old: 10,
    tap_deleted: 1,
    command: 8,
    rubbish: 4,
    no_text: 1.5,
    later: 3,
    reminder: 2,
    restart: 0.3,
}
