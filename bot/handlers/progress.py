"""What was done, seen and measured so far, as a list (`/progress`)."""

from collections.abc import Iterable

from bot.screens import checks as screens
from bot.visit import Visit
from content.history import Event, Measured, Report
from storage import checks, reports


async def open_(visit: Visit) -> None:
    """Show practices, self-checks and measurements."""
    seen = await visit.run(checks.of, visit.runner.id)
    history = await visit.run(reports.history, visit.runner.id)
    done = [one.day for one in history if isinstance(one, Report) and one.outcome == "done"]
    lengths = last_of_day(history)
    await visit.show(
        screens.results(visit.library, seen, lengths, done, visit.runner.units, visit.day)
    )


async def measured(visit: Visit) -> list[Measured]:
    """Return every knee-to-wall length, the oldest first."""
    history = await visit.run(reports.history, visit.runner.id)
    return last_of_day(history)


def last_of_day(history: Iterable[Event]) -> list[Measured]:
    """Return each side's last length of each day: what stopped the knee is told after it."""
    lengths = {(one.day, one.side): one for one in history if isinstance(one, Measured)}
    return list(lengths.values())
