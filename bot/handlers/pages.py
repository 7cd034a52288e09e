"""Pages that answer everyone: help and privacy."""

from bot.screens import learn as screens
from bot.visit import Visit


async def help_(visit: Visit) -> None:
    """Show the menu in words (`/help`)."""
    await visit.show(screens.help_())


async def privacy(visit: Visit) -> None:
    """Say what is kept and why (`/privacy`)."""
    await visit.show(screens.privacy(visit.library, visit.dorsi.settings.contact))


async def tapped(visit: Visit) -> None:
    """Show the page a button names."""
    await (help_ if visit.words == ("help",) else privacy)(visit)
