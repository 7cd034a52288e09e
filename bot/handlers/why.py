"""Why each drill is where it is (`/why`)."""

from bot.interaction import Visit
from bot.screens import why as screens
from bot.taps.why import WhyDrillTap, WhyTap
from content import coach


async def open_(visit: Visit, _: WhyTap | None = None) -> None:
    """Show every drill with its level; a button each leads to its reason."""
    told = coach.explain(visit.library, await visit.state(), visit.day)
    await visit.show(screens.overview(visit.library, told))


async def of_drill(visit: Visit, tap: WhyDrillTap) -> None:
    """Show one drill's level, last change, rule and what would raise it."""
    if tap.drill not in visit.library.drills:
        await open_(visit)
        return
    told = coach.explain(visit.library, await visit.state(), visit.day)
    await visit.show(screens.of_drill(visit.library, told, tap.drill, visit.day))
