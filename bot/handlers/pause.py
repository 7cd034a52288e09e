"""A break from reminders (`/pause`); a planned break is never a miss."""

from dataclasses import replace
from datetime import timedelta

from bot.screens import mine as screens
from bot.screens.around import old_button
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
    if verb in {"1", "2", "3", "4"}:
        until = visit.now + timedelta(weeks=int(verb))
    elif verb == "open":
        until = runners.UNTIL_I_SAY
    else:
        await visit.show(old_button())
        return
    await visit.run(pauses.pause, visit.runner.id, until, visit.now)
    visit.runner = replace(visit.runner, paused_until=until)
    await open_(visit)
