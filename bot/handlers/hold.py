"""Reminders wait while everything is kept away or rests, and come back with the drills."""

from dataclasses import replace
from datetime import date

from bot.screens import flags
from bot.visit import Visit
from content import coach
from content.coach import State
from storage import pauses


async def settle(visit: Visit, state: State) -> None:
    """Bring the reminders in line with what a runner's history says is kept away now."""
    held = coach.holds_all(state, visit.library, visit.day)
    if held != visit.runner.stopped:
        await visit.run(pauses.stop, visit.runner.id, held, visit.now)
        visit.runner = replace(visit.runner, stopped=held)
    resting = state.resting(visit.now)
    if resting != visit.runner.resting_until:
        await visit.change(resting_until=resting)


async def refer(visit: Visit, state: State, day: date) -> None:
    """Say in a message of its own whom to see, where a rule refers since that day."""
    if flag := coach.referred(state, visit.library, day):
        emergency = visit.dorsi.settings.emergency_number or visit.library.safety.emergency
        await visit.say(flags.referred(visit.library, flag, emergency))
