"""Short lessons, how form slips, and where everything comes from (`/learn`)."""

from bot.screens import learn as screens
from bot.screens.around import old_button
from bot.screens.screen import Screen
from bot.visit import Visit
from content.library import Library


async def open_(visit: Visit) -> None:
    """List the lessons."""
    await visit.show(screens.contents(visit.library))


async def tapped(visit: Visit) -> None:
    """Show a lesson, its source, one of the other pages (`p-`), or the list."""
    name, _, part = visit.words[0].partition("-")
    library = visit.library
    if name == "list":
        await open_(visit)
    elif name == "p" and (page := _page(library, part)):
        await visit.show(page)
    elif name in library.lessons and part in {"", "source"}:
        lesson = screens.lesson_source if part else screens.lesson
        await visit.show(lesson(library, name))
    else:
        await visit.show(old_button())


def _page(library: Library, part: str) -> Screen | None:
    """Return a page beside the lessons; no lesson has so short a name as `p`."""
    name, _, number = part.partition("-")
    if part == "form":
        return screens.form(library)
    if name == "sources" and (not number or number.isdecimal()):
        return screens.sources(library, int(number or 0))
    return None
