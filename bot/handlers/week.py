"""The look back on Sunday, switched off or on again where it is read."""

from bot.interaction import Visit
from bot.screens import week as screens
from bot.taps.week import WeekTap


async def switched(visit: Visit, tap: WeekTap) -> None:
    """Keep the answer; a second tap on it changes nothing."""
    wanted = tap.to == "on"
    await visit.replan(summary=wanted)
    await visit.show(screens.on() if wanted else screens.off())
