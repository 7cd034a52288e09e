"""Why each drill is where it is (`/why`)."""

from bot.interaction import Interaction
from bot.screens import why as screens
from bot.taps.why import WhyDrillTap, WhyTap
from content import coach


def open_(interaction: Interaction, _: WhyTap | None = None) -> None:
    """Show every drill with its level; a button each leads to its reason."""
    told = coach.explain(interaction.library, interaction.state(), interaction.day)
    interaction.show(screens.overview(interaction.library, told))


def of_drill(interaction: Interaction, tap: WhyDrillTap) -> None:
    """Show one drill's level, last change, rule and what would raise it."""
    if tap.drill not in interaction.library.drills:
        open_(interaction)
        return
    told = coach.explain(interaction.library, interaction.state(), interaction.day)
    interaction.show(screens.of_drill(interaction.library, told, tap.drill, interaction.day))
