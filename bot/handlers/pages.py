"""Pages that answer everyone: help and privacy."""

from collections.abc import Callable, Mapping

from bot.interaction import Interaction
from bot.screens import learn as screens
from bot.taps.pages import Page, PageTap


def help_(interaction: Interaction) -> None:
    """Show the menu in words (`/help`)."""
    interaction.show(screens.help_())


def privacy(interaction: Interaction) -> None:
    """Say what is kept and why (`/privacy`)."""
    interaction.show(screens.privacy(interaction.library, interaction.services.settings.contact))


def _host(interaction: Interaction) -> None:
    interaction.show(screens.host(interaction.library, interaction.services.settings.contact))


PAGES: Mapping[Page, Callable[[Interaction], None]] = {
    "help": help_,
    "privacy": privacy,
    "host": _host,
}


def tapped(interaction: Interaction, tap: PageTap) -> None:
    """Show the page a button names."""
    PAGES[tap.page](interaction)
