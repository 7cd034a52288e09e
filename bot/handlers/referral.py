"""The message that says whom to see, where a rule refers (tier C)."""

from datetime import date

from bot.interaction import Visit
from bot.screens import flags
from content import coach
from content.coach import State


async def say(visit: Visit, state: State, day: date) -> None:
    """Say in a message of its own whom to see, where a rule refers since that day."""
    if flag := coach.referred(state, visit.library, day):
        emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
        await visit.say(flags.referred(visit.library, flag, emergency))
