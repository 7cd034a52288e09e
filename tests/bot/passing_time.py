"""Time that passes for a runner who does nothing, and what they are told meanwhile."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.chats import Message
from tests.bot.world import Phone, World
from tests.storage.passing_time import next_look

ZONE = "Europe/Paris"
# Words that tell the messages of silence apart.
KNOWN = {
    "Run at": "before",
    "before 06:45?": "before, again",
    "Welcome back": "after",
    "calves?": "after, again",
    "bad time": "offer",
    "quiet from here": "goodbye",
}


async def passes(world: World, **by: float) -> None:
    """Let time pass as it does: Dorsi ticks whenever something is due or to be looked after."""
    end = world.clock.now() + timedelta(**by)
    while (now := world.clock.now()) < end:
        upcoming = await world.services.db.transaction(next_look)
        at = min(end, upcoming or end) + timedelta(seconds=0.5)
        await world.jump(seconds=max(0.0, (at - now).total_seconds()))


def diary(phone: Phone, since: int = 0) -> list[str]:
    """Return what Dorsi said after a message: when, and what it was or its first line."""
    said = [one for one in phone.runner.messages if one.from_bot and one.message_id > since]
    return [f"{_when(one)} {_what(one.text.splitlines()[0])}" for one in said]


def _when(message: Message) -> str:
    return f"{datetime.fromtimestamp(message.date, ZoneInfo(ZONE)):%a %d %b %H:%M}"


def _what(line: str) -> str:
    return next((what for words, what in KNOWN.items() if words in line), line)
