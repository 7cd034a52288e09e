"""Taps and messages that are no answer to anything: one kind sentence, and a way on."""

from bot.interaction import Visit
from bot.screens import fallbacks
from bot.taps.tap import Tap


async def old_button(visit: Visit) -> None:
    """Answer a tap on a button from long ago, or one that was made up."""
    await visit.answer(fallbacks.OLD)
    await visit.say(fallbacks.old_button())


async def means_nothing(visit: Visit, _: Tap | None = None) -> None:
    """Answer, in its place, a button that names what is there no more, or does what none does."""
    await visit.show(fallbacks.old_button())


async def not_understood(visit: Visit) -> None:
    """Answer a sticker, a voice message, or anything else that is not text."""
    await visit.say(fallbacks.not_understood())
