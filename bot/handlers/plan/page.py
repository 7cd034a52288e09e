"""The page of `/plan`, and what its questions share: asking, keeping the answer, going back."""

from datetime import time, timedelta
from typing import Unpack

from bot.asked import HOME, AboutPlan
from bot.interaction import Visit
from bot.parsing import read_minutes, read_time
from bot.screens import fallbacks
from bot.screens.plan import lengths as length_screens
from bot.screens.plan import page as screens
from bot.taps.plan import OldPlanTap, PlanTap
from storage.reminders import forecast
from storage.runners import ScheduleFields

SEVEN_DAYS = timedelta(days=7)


async def open_(visit: Visit, _: PlanTap | None = None) -> None:
    """Show the week and what is said in the next seven days."""
    await leave_question(visit)
    end = visit.now + SEVEN_DAYS
    coming = await visit.run(forecast.until, visit.runner.id, visit.now, end)
    await visit.show(screens.overview(visit.runner, coming, visit.now))


async def keep(visit: Visit, **fields: Unpack[ScheduleFields]) -> None:
    """Keep a change, bring every reminder in line with it, and show the plan."""
    await visit.replan(awaiting=HOME, **fields)
    await open_(visit)


async def leave_question(visit: Visit) -> None:
    """Forget the question of the plan that was asked last: what is typed now does not answer it."""
    if isinstance(visit.asked, AboutPlan):
        await visit.at_home()


async def typed_wall(visit: Visit) -> time | None:
    """Return the time that was typed; words that are none are answered here."""
    wall = read_time(visit.text)
    if wall is None:
        await visit.say(fallbacks.no_such_time(visit.text))
    return wall


async def typed_minutes(visit: Visit) -> int | None:
    """Return the length of a run that was typed; words that are none are answered here."""
    minutes = read_minutes(visit.text)
    if minutes is None:
        await visit.say(length_screens.no_such_length(visit.text))
    return minutes


async def no_such_day(visit: Visit, _: OldPlanTap | None = None) -> None:
    """Answer what fits no day of this plan (any more): a tap is old, typed words get the plan."""
    await (open_(visit) if visit.query is None else visit.show(fallbacks.old_button()))
