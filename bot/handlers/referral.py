"""The message that says whom to see, where a rule refers (tier C)."""

from datetime import date

from bot.interaction import Interaction
from bot.screens import flags
from content import coach
from content.coach import State


def say(interaction: Interaction, state: State, day: date) -> None:
    """Say in a message of its own whom to see, where a rule refers since that day."""
    if flag := coach.referred(state, interaction.library, day):
        emergency = (
            interaction.services.settings.emergency_number or interaction.library.safety.emergency
        )
        interaction.say(flags.referred(interaction.library, flag, emergency))
