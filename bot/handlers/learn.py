"""Short lessons, how form slips, and where everything comes from (`/learn`)."""

from bot.screens import learn as screens
from bot.screens.around import old_button
from bot.visit import Visit


async def open_(visit: Visit) -> None:
    """List the lessons."""
    await visit.show(screens.contents(visit.library))


async def tapped(visit: Visit) -> None:
    """Show a lesson, its source, one of the other pages, or the list."""
    name, _, part = visit.words[0].partition("-")
    library = visit.library
    if name == "list":
        await open_(visit)
    elif name == "form":
        await visit.show(screens.form(library))
    elif name == "sources" and (not part or part.isdecimal()):
        await visit.show(screens.sources(library, int(part or 0)))
    elif name in library.lessons and part in {"", "source"}:
        page = screens.lesson_source if part else screens.lesson
        await visit.show(page(library, name))
    else:
        await visit.show(old_button())
