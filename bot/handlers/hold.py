"""Reminders wait while everything is kept away or rests, and come back with the drills."""

from dataclasses import replace

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
