"""Self-checks: observed ones by a tap, knee-to-wall measured (`/check`)."""

from bot.handlers import progress, wall
from bot.screens import around
from bot.screens import checks as screens
from bot.visit import Visit
from content.words import Check
from storage import checks


async def open_(visit: Visit) -> None:
    """List the self-checks."""
    await visit.show(screens.contents(visit.library))


async def tapped(visit: Visit) -> None:
    """Show a check, or take what was seen or measured."""
    name, what, value = visit.words
    check = visit.library.checks.get(name)
    if name == "results":
        await progress.open_(visit)
    elif name == "list":
        await open_(visit)
    elif check is None:
        await visit.show(around.old_button())
    elif not what:
        await visit.show(screens.check(visit.library, name, visit.runner.units))
    elif what == "about":
        await visit.show(screens.about(visit.library, name, visit.runner.units))
    elif check.kind == "observed":
        await _seen(visit, check, what)
    else:
        await wall.tapped(visit, check, what, value)


async def _seen(visit: Visit, check: Check, what: str) -> None:
    choice = next((one for one in check.choices if one.id == what), None)
    if choice is None:
        await visit.show(around.old_button())
        return
    answers = {"seen": choice.id}
    await visit.run(checks.add, visit.runner.id, check.id, answers, visit.now, visit.day)
    await visit.show(screens.noted(choice.reply, check.weeks))


async def typed(visit: Visit, asked: str) -> None:
    """Take a typed length for the measured check."""
    await wall.typed(visit, asked)
