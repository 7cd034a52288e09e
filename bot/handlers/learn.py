"""Short lessons, how form slips, and where everything comes from (`/learn`)."""

from bot.handlers import fallbacks
from bot.interaction import Interaction
from bot.screens import learn as screens
from bot.taps.learn import (
    FormTap,
    LessonSourceTap,
    LessonsTap,
    LessonTap,
    SourcesPageTap,
    SourcesTap,
)


async def open_(interaction: Interaction, _: LessonsTap | None = None) -> None:
    """List the lessons."""
    await interaction.show(screens.contents(interaction.library))


async def lesson(interaction: Interaction, tap: LessonTap) -> None:
    """Show a lesson."""
    if tap.lesson in interaction.library.lessons:
        await interaction.show(screens.lesson(interaction.library, tap.lesson))
    else:
        await fallbacks.old_button(interaction)


async def lesson_source(interaction: Interaction, tap: LessonSourceTap) -> None:
    """Show where a lesson comes from."""
    if tap.lesson in interaction.library.lessons:
        await interaction.show(screens.lesson_source(interaction.library, tap.lesson))
    else:
        await fallbacks.old_button(interaction)


async def form(interaction: Interaction, _: FormTap | None = None) -> None:
    """Show how form slips, and what mends it."""
    await interaction.show(screens.form(interaction.library))


async def sources(interaction: Interaction, _: SourcesTap | None = None) -> None:
    """Show where everything comes from."""
    await interaction.show(screens.sources(interaction.library))


async def sources_page(interaction: Interaction, tap: SourcesPageTap) -> None:
    """Turn to another page of where everything comes from."""
    await interaction.show(screens.sources(interaction.library, tap.page))
