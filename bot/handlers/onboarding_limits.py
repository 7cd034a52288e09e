"""The limits in the first minute: as in the settings, while they or an age are the question."""

from bot.handlers import lifting, limits, onboarding
from bot.interaction import Interaction
from bot.screens import limits as screens
from bot.taps.asked import AskedAge, AskedLimits
from bot.taps.limits import HelloLimitSinceTap, HelloLimitsPageTap, HelloLimitTap


def turn(interaction: Interaction, tap: HelloLimitsPageTap) -> None:
    """Show a page of limits."""
    if _asked(interaction):
        limits.turn(interaction, tap)
    else:
        onboarding.elsewhere(interaction)


def act(interaction: Interaction, tap: HelloLimitTap) -> None:
    """Add a limit or take it away; of the age that ends the first minute, ask once more."""
    young = isinstance(interaction.asked, AskedAge)
    if _asked(interaction):
        limits.act(interaction, tap)
    elif young and tap.verb == "over":
        interaction.show(screens.grown_up())
    elif young and tap.verb == "mistap":
        _not_young(interaction)
    else:
        onboarding.elsewhere(interaction)


def since(interaction: Interaction, tap: HelloLimitSinceTap) -> None:
    """Take the month of a limit in."""
    if _asked(interaction):
        limits.since(interaction, tap)
    else:
        onboarding.elsewhere(interaction)


def _asked(interaction: Interaction) -> bool:
    """Tell whether the limits are the question."""
    return isinstance(interaction.asked, AskedLimits)


def _not_young(interaction: Interaction) -> None:
    """Take a fresh tap back; a later one stays."""
    lifted = lifting.lift(interaction, interaction.library.age_limit.id, "mistap")
    onboarding.go_to(interaction, AskedAge() if lifted is None else AskedLimits())
