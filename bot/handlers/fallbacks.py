"""Fallback handlers: taps and messages that are no answer to anything get one kind sentence."""

from bot.interaction import Interaction
from bot.screens import fallbacks
from bot.taps.tap import Tap


def old_button(interaction: Interaction) -> None:
    """Answer a tap on a button from long ago, or one that was made up."""
    interaction.answer(fallbacks.OLD)
    interaction.say(fallbacks.old_button())


def slipped(interaction: Interaction) -> None:
    """Say that a tap too soon on the spot of the last one was not taken for an answer."""
    interaction.answer(fallbacks.SLIPPED)


def means_nothing(interaction: Interaction, _: Tap | None = None) -> None:
    """Answer, in its place, a button that names what is there no more, or does what none does."""
    interaction.show(fallbacks.old_button())
