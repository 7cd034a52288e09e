"""The Sunday review, switched off or on again where it is read."""

from bot.interaction import Interaction
from bot.screens import week as screens
from bot.taps.week import WeekTap


def switched(interaction: Interaction, tap: WeekTap) -> None:
    """Keep the answer; a second tap on it changes nothing."""
    wanted = tap.to == "on"
    interaction.replan(summary=wanted)
    interaction.show(screens.on() if wanted else screens.off())
