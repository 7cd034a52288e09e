"""Pages that answer everyone: help and privacy."""

from collections.abc import Awaitable, Callable, Mapping

from bot.interaction import Interaction
from bot.screens import learn as screens
from bot.taps.pages import Page, PageTap


async def help_(interaction: Interaction) -> None:
    """Show the menu in words (`/help`)."""
    await interaction.show(screens.help_())


async def privacy(interaction: Interaction) -> None:
    """Say what is kept and why (`/privacy`)."""
    await interaction.show(
        screens.privacy(interaction.library, interaction.services.settings.contact)
    )


async def _host(interaction: Interaction) -> None:
    await interaction.show(screens.host(interaction.library, interaction.services.settings.contact))


PAGES: Mapping[Page, Callable[[Interaction], Awaitable[None]]] = {
    "help": help_,
    "privacy": privacy,
    "host": _host,
}


async def tapped(interaction: Interaction, tap: PageTap) -> None:
    """Show the page a button names."""
    await PAGES[tap.page](interaction)
