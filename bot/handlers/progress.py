"""What was done, seen and measured so far, as a list (`/progress`)."""

from collections.abc import Iterable

from bot.interaction import Interaction
from bot.reminders.week_review import look_back
from bot.screens import checks as screens
from bot.screens import week
from bot.taps.checks import ResultsTap
from content import coach
from content.events import Event, Measured
from storage import checks, events


def open_(interaction: Interaction, _: ResultsTap | None = None) -> None:
    """Show how the week stands, and the practices, self-checks and measurements so far."""
    seen = checks.of(interaction.conn, interaction.runner.id)
    history = events.history(interaction.conn, interaction.runner.id)
    done = list(coach.done_on(history))
    lengths = last_of_day(history)
    screen = screens.results(
        interaction.library, seen, lengths, done, interaction.runner.units, interaction.day
    )
    back = look_back(interaction.conn, interaction.services, interaction.runner.id, interaction.now)
    sentence = week.so_far(back) if back else None
    interaction.show(screen.after(sentence) if sentence else screen)


def measured(interaction: Interaction) -> list[Measured]:
    """Return every knee-to-wall length, the oldest first."""
    history = events.history(interaction.conn, interaction.runner.id)
    return last_of_day(history)


def last_of_day(history: Iterable[Event]) -> list[Measured]:
    """Return each side's last length of each day: what stopped the knee is told after it."""
    lengths = {(one.day, one.side): one for one in history if isinstance(one, Measured)}
    return list(lengths.values())
