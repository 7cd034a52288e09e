"""Self-checks: observed ones by a tap, knee-to-wall measured (`/check`)."""

from bot.handlers import fallbacks
from bot.interaction import Visit
from bot.screens import checks as screens
from bot.taps.checks import AboutCheckTap, ChecksTap, CheckTap, SeenTap
from storage import checks


async def open_(visit: Visit, _: ChecksTap | None = None) -> None:
    """List the self-checks."""
    await visit.show(screens.contents(visit.library))


async def show(visit: Visit, tap: CheckTap) -> None:
    """Show how a check is done."""
    if tap.check in visit.library.checks:
        await visit.show(screens.check(visit.library, tap.check, visit.runner.units))
    else:
        await fallbacks.old_button(visit)


async def about(visit: Visit, tap: AboutCheckTap) -> None:
    """Show what a check can tell."""
    if tap.check in visit.library.checks:
        await visit.show(screens.about(visit.library, tap.check, visit.runner.units))
    else:
        await fallbacks.old_button(visit)


async def seen(visit: Visit, tap: SeenTap) -> None:
    """Keep what was seen at an observed check."""
    check = visit.library.checks.get(tap.check)
    choices = check.choices if check and check.kind == "observed" else ()
    choice = next((one for one in choices if one.id == tap.choice), None)
    if check is None or choice is None:
        await fallbacks.old_button(visit)
        return
    answers = {"seen": choice.id}
    await visit.run(checks.add, visit.runner.id, check.id, answers, visit.now, visit.day)
    await visit.show(screens.noted(choice.reply, check.weeks))
