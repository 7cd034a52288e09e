"""Numbers for the host (`/stats`); for anyone else there is no such command."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.interaction import Interaction
from bot.screens import stats as screens
from storage import stats

Count = Callable[[Connection, datetime, int], stats.Part]


async def open_(interaction: Interaction) -> None:
    """Show a host how many runners there are and what became of the reminders."""
    crowd = await _whole(interaction, stats.count_runners)
    said = await _whole(interaction, stats.count_reminders)
    soon = await interaction.transaction(stats.due_until, interaction.now + timedelta(hours=1))
    size = await interaction.transaction(stats.size)
    await interaction.say(screens.overview(crowd, said, soon, size))


async def _whole(interaction: Interaction, count: Count) -> Counter[str]:
    """Count slice by slice, so that nobody's tap waits for the whole."""
    total: Counter[str] = Counter()
    after: int | None = 0
    while after is not None:
        found, after = await interaction.transaction(count, interaction.now, after)
        total += found
    return total
