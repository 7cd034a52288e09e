"""The limits in the first minute: as in the settings, while they or an age are the question."""

from bot.asked import AskedAge, AskedLimits
from bot.handlers import lifting, limits, onboarding
from bot.interaction import Visit
from bot.screens import limits as screens
from bot.taps.limits import HelloLimitSinceTap, HelloLimitsPageTap, HelloLimitTap


async def turn(visit: Visit, tap: HelloLimitsPageTap) -> None:
    """Show a page of limits."""
    await (limits.turn(visit, tap) if _asked(visit) else onboarding.elsewhere(visit))


async def act(visit: Visit, tap: HelloLimitTap) -> None:
    """Add a limit or take it away; of the age that ends the first minute, ask once more."""
    young = isinstance(visit.asked, AskedAge)
    if _asked(visit):
        await limits.act(visit, tap)
    elif young and tap.verb == "over":
        await visit.show(screens.grown_up())
    elif young and tap.verb == "mistap":
        await _not_young(visit)
    else:
        await onboarding.elsewhere(visit)


async def since(visit: Visit, tap: HelloLimitSinceTap) -> None:
    """Take the month of a limit in."""
    await (limits.since(visit, tap) if _asked(visit) else onboarding.elsewhere(visit))


def _asked(visit: Visit) -> bool:
    """Tell whether the limits are the question."""
    return isinstance(visit.asked, AskedLimits)


async def _not_young(visit: Visit) -> None:
    """Take a fresh tap back; a later one stays."""
    lifted = await lifting.lift(visit, visit.library.age_limit.id, "mistap")
    await onboarding.go_to(visit, AskedAge() if lifted is None else AskedLimits())
