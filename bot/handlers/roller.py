"""Asking once for a foam roller: at the end of a runner's second practice after a run.

Nothing is kept to remember that it was asked: the second practice comes but once. A yes is kept
with what the runner has; a no needs no keeping.
"""

from bot.interaction import Interaction
from bot.screens import roller as screens
from bot.screens.screen import Screen
from bot.taps.roller import RollerTap
from content.events import Report
from content.practice import Practice
from storage import events

WHEN = 2  # [own] the first one is for the drills themselves


def asked(interaction: Interaction, practice: Practice, screen: Screen) -> Screen:
    """Return the end of a practice, with the question where this is its time."""
    if practice.moment != "after" or "roller" in interaction.runner.gear:
        return screen
    history = events.history(interaction.conn, interaction.runner.id)
    told = (one for one in history if isinstance(one, Report) and one.moment == "after")
    return screens.ask(screen) if len({one.practice for one in told}) == WHEN else screen


def tapped(interaction: Interaction, tap: RollerTap) -> None:
    """Keep the answer; it can be changed in the settings."""
    if tap.answer == "yes" and "roller" not in interaction.runner.gear:
        interaction.change(gear=(*interaction.runner.gear, "roller"))
    interaction.show(screens.noted(has="roller" in interaction.runner.gear))
