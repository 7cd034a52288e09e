"""Short lessons, how form slips, and where everything comes from (`/learn`)."""

from bot.handlers import fallbacks
from bot.interaction import Visit
from bot.screens import learn as screens
from bot.taps.learn import (
    FormTap,
    LessonSourceTap,
    LessonsTap,
    LessonTap,
    SourcesPageTap,
    SourcesTap,
)


async def open_(visit: Visit, _: LessonsTap | None = None) -> None:
    """List the lessons."""
    await visit.show(screens.contents(visit.library))


async def lesson(visit: Visit, tap: LessonTap) -> None:
    """Show a lesson."""
    if tap.lesson in visit.library.lessons:
        await visit.show(screens.lesson(visit.library, tap.lesson))
    else:
        await fallbacks.old_button(visit)


async def lesson_source(visit: Visit, tap: LessonSourceTap) -> None:
    """Show where a lesson comes from."""
    if tap.lesson in visit.library.lessons:
        await visit.show(screens.lesson_source(visit.library, tap.lesson))
    else:
        await fallbacks.old_button(visit)


async def form(visit: Visit, _: FormTap | None = None) -> None:
    """Show how form slips, and what mends it."""
    await visit.show(screens.form(visit.library))


async def sources(visit: Visit, _: SourcesTap | None = None) -> None:
    """Show where everything comes from."""
    await visit.show(screens.sources(visit.library))


async def sources_page(visit: Visit, tap: SourcesPageTap) -> None:
    """Turn to another page of where everything comes from."""
    await visit.show(screens.sources(visit.library, tap.page))
