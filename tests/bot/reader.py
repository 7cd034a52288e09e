"""A runner who reads everything: what is shown to them is kept, to be looked through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.chats import Message
from content.drill import Drill, Side
from tests.bot.scenarios import practise
from tests.bot.world import Phone, World


@dataclass(slots=True)
class Reader:
    """A phone, and every text and label that was ever on it."""

    world: World
    phone: Phone
    read: set[str] = field(default_factory=set)

    @classmethod
    async def arrive(cls, world: World) -> "Reader":
        """Return a reader who is through the first minute."""
        reader = cls(world, world.phone())
        await reader.phone.come_in()
        reader.phone.runner.chat.listeners.append(reader.look)
        return reader

    @classmethod
    async def walk_in(cls, world: World) -> "Reader":
        """Return a reader who is through the first minute, and has read that too."""
        reader = cls(world, world.phone())
        reader.phone.runner.chat.listeners.append(reader.look)
        await reader.phone.walk_in()
        return reader

    def look(self, what: str, subject: Any) -> None:
        """Keep what a message says the moment it is sent or edited."""
        if what == "message" and isinstance(subject, Message) and subject.from_bot:
            self.read.add(subject.text)
            self.read.update(button.text for button in subject.buttons)

    def missed(self, texts: Iterable[str]) -> list[str]:
        """Return what was on no screen."""
        return [text for text in texts if not any(text.strip() in seen for seen in self.read)]

    async def tap_through(self, *labels: str) -> None:
        """Tap the first of these buttons that is there, as long as one is."""
        while there := next((label for label in labels if label in self.phone.labels), None):
            await self.phone.tap(there)

    async def at_a_step(
        self, drill: Drill, rung: int, first: Side = "left", *, pinched: bool = False
    ) -> None:
        """Show the first step of a practice made up of one drill at one rung, or its retry."""
        await practise(self.world, self.phone, drill.id, rung=rung, first=first, pinched=pinched)
        assert drill.name in self.phone.last.text
