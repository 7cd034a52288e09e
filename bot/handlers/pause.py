"""A break from reminders (`/pause`); a planned break is never a miss."""

from datetime import timedelta

from bot.screens import mine as screens
from bot.visit import Visit
from storage import pauses, runners


async def open_(visit: Visit) -> None:
    """Offer a pause, or the way back from one."""
    await visit.show(screens.pause(visit.runner, visit.now))


async def tapped(visit: Visit) -> None:
    """Pause for some weeks or until the runner says, or resume."""
    (verb,) = visit.words
    if verb == "resume":
        await visit.run(pauses.resume, visit.runner.id, visit.now)
        await visit.show(screens.resumed())
        return
    until = runners.UNTIL_I_SAY
    if verb in {"1", "2", "3", "4"}:
        until = visit.now + timedelta(weeks=int(verb))
    await visit.run(pauses.pause, visit.runner.id, until, visit.now)
    await visit.change()
    await open_(visit)
