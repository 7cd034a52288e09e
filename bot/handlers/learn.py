"""Short lessons (`/learn`)."""

from bot.screens import learn as screens
from bot.screens.around import old_button
from bot.visit import Visit


async def open_(visit: Visit) -> None:
    """List the lessons."""
    await visit.show(screens.contents(visit.library))


async def tapped(visit: Visit) -> None:
    """Show a lesson, or the list."""
    (name,) = visit.words
    if name == "list":
        await open_(visit)
    elif name in visit.library.lessons:
        await visit.show(screens.lesson(visit.library, name))
    else:
        await visit.show(old_button())
