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


def open_(interaction: Interaction, _: LessonsTap | None = None) -> None:
    """List the lessons."""
    interaction.show(screens.contents(interaction.library))


def lesson(interaction: Interaction, tap: LessonTap) -> None:
    """Show a lesson."""
    if tap.lesson in interaction.library.lessons:
        interaction.show(screens.lesson(interaction.library, tap.lesson))
    else:
        fallbacks.old_button(interaction)


def lesson_source(interaction: Interaction, tap: LessonSourceTap) -> None:
    """Show where a lesson comes from."""
    if tap.lesson in interaction.library.lessons:
        interaction.show(screens.lesson_source(interaction.library, tap.lesson))
    else:
        fallbacks.old_button(interaction)


def form(interaction: Interaction, _: FormTap | None = None) -> None:
    """Show how form slips, and what mends it."""
    interaction.show(screens.form(interaction.library))


def sources(interaction: Interaction, _: SourcesTap | None = None) -> None:
    """Show where everything comes from."""
    interaction.show(screens.sources(interaction.library))


def sources_page(interaction: Interaction, tap: SourcesPageTap) -> None:
    """Turn to another page of where everything comes from."""
    interaction.show(screens.sources(interaction.library, tap.page))
