"""Pages that answer everyone: help and privacy."""

from collections.abc import Awaitable, Callable, Mapping

from bot.interaction import Visit
from bot.screens import learn as screens
from bot.taps.pages import Page, PageTap


async def help_(visit: Visit) -> None:
    """Show the menu in words (`/help`)."""
    await visit.show(screens.help_())


async def privacy(visit: Visit) -> None:
    """Say what is kept and why (`/privacy`)."""
    await visit.show(screens.privacy(visit.library, visit.dorsi.settings.contact))


async def _host(visit: Visit) -> None:
    await visit.show(screens.host(visit.library, visit.dorsi.settings.contact))


PAGES: Mapping[Page, Callable[[Visit], Awaitable[None]]] = {
    "help": help_,
    "privacy": privacy,
    "host": _host,
}


async def tapped(visit: Visit, tap: PageTap) -> None:
    """Show the page a button names."""
    await PAGES[tap.page](visit)
