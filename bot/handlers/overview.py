"""The page of `/plan`, and what its questions share: asking, keeping the answer, going back."""

from datetime import timedelta
from typing import Unpack

from bot.screens import around
from bot.screens import plan as screens
from bot.screens.screen import Screen
from bot.taps.plan import OldPlanTap, PlanTap
from bot.visit import Visit
from storage import ahead
from storage.runners import ScheduleFields

SEVEN_DAYS = timedelta(days=7)


async def open_(visit: Visit, _: PlanTap | None = None) -> None:
    """Show the week and what is said in the next seven days."""
    await leave_question(visit)
    end = visit.now + SEVEN_DAYS
    coming = await visit.run(ahead.until, visit.runner.id, visit.now, end)
    await visit.show(screens.overview(visit.runner, coming, visit.now))


async def keep(visit: Visit, **fields: Unpack[ScheduleFields]) -> None:
    """Keep a change, bring every reminder in line with it, and show the plan."""
    await visit.replan(step="home", **fields)
    await open_(visit)


async def ask(visit: Visit, button: str, question: Screen) -> None:
    """Show a question that may be answered by typing, as the last word of `plan:<button>`."""
    await visit.change(step=f"plan_{button.replace(':', '_')}")
    await visit.show(question)


async def leave_question(visit: Visit) -> None:
    """Forget the question of the plan that was asked last: what is typed now does not answer it."""
    if visit.runner.step.startswith("plan_"):
        await visit.change(step="home")


async def no_such_day(visit: Visit, _: OldPlanTap | None = None) -> None:
    """Answer what fits no day of this plan (any more): a tap is old, typed words get the plan."""
    await (open_(visit) if visit.query is None else visit.show(around.old_button()))
