"""Self-checks: observed ones by a tap, knee-to-wall measured (`/check`)."""

from bot.handlers import fallbacks
from bot.interaction import Interaction
from bot.screens import checks as screens
from bot.taps.checks import AboutCheckTap, ChecksTap, CheckTap, SeenTap
from storage import checks


def open_(interaction: Interaction, _: ChecksTap | None = None) -> None:
    """List the self-checks."""
    interaction.show(screens.contents(interaction.library))


def show(interaction: Interaction, tap: CheckTap) -> None:
    """Show how a check is done."""
    if tap.check in interaction.library.checks:
        interaction.show(screens.check(interaction.library, tap.check, interaction.runner.units))
    else:
        fallbacks.old_button(interaction)


def about(interaction: Interaction, tap: AboutCheckTap) -> None:
    """Show what a check can tell."""
    if tap.check in interaction.library.checks:
        interaction.show(screens.about(interaction.library, tap.check, interaction.runner.units))
    else:
        fallbacks.old_button(interaction)


def seen(interaction: Interaction, tap: SeenTap) -> None:
    """Keep what was seen at an observed check."""
    check = interaction.library.checks.get(tap.check)
    choices = check.choices if check and check.kind == "observed" else ()
    choice = next((one for one in choices if one.id == tap.choice), None)
    if check is None or choice is None:
        fallbacks.old_button(interaction)
        return
    answers = {"seen": choice.id}
    checks.add(
        interaction.conn, interaction.runner.id, check.id, answers, interaction.now, interaction.day
    )
    interaction.show(screens.noted(choice.reply, check.weeks))
