"""Fallback handlers: taps and messages that are no answer to anything get one kind sentence."""

from bot.interaction import Interaction
from bot.screens import fallbacks
from bot.taps.tap import Tap


async def old_button(interaction: Interaction) -> None:
    """Answer a tap on a button from long ago, or one that was made up."""
    await interaction.answer(fallbacks.OLD)
    await interaction.say(fallbacks.old_button())


async def means_nothing(interaction: Interaction, _: Tap | None = None) -> None:
    """Answer, in its place, a button that names what is there no more, or does what none does."""
    await interaction.show(fallbacks.old_button())


async def not_understood(interaction: Interaction) -> None:
    """Answer a sticker, a voice message, or anything else that is not text."""
    await interaction.say(fallbacks.not_understood())
