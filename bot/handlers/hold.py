"""Reminders wait while everything is kept away, and come back with the drills."""

from dataclasses import replace

from bot.visit import Visit
from content import coach
from content.coach import State
from storage import pauses


async def settle(visit: Visit, state: State) -> None:
    """Bring the reminders in line with what a runner's history says is kept away today."""
    held = coach.holds_all(state, visit.library, visit.day)
    if held != visit.runner.stopped:
        await visit.run(pauses.stop, visit.runner.id, held, visit.now)
        visit.runner = replace(visit.runner, stopped=held)
