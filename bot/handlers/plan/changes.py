"""The plan (`/plan`): run days, every other day, and the week's goal."""

from datetime import time

from bot.handlers.plan.page import keep, no_such_day, open_
from bot.interaction import Visit
from bot.screens.plan import page as screens
from bot.taps.plan import PlanAlternateTap, PlanDayTap, PlanGoalRunsTap, PlanGoalTap, PlanWeekTap
from scheduler.recurrence import WEEK, Rhythm, Start

USUAL_TIME = time(6, 45)
# [own] Tuesday, Thursday and Saturday: three days with rest between them.
USUAL_DAYS = (1, 3, 5)


async def day(visit: Visit, tap: PlanDayTap) -> None:
    """Switch one run day on, at the time of the other days, or off; twice is like once."""
    plan = visit.runner.plan
    if plan.cycle != WEEK:
        await no_such_day(visit)
    elif (tap.day in plan.days) == (tap.to == "on"):
        await open_(visit)
    else:
        starts_then = (_usual(plan),) if tap.to == "on" else ()
        await keep(visit, plan=plan.with_day(tap.day, *starts_then))


async def alternate(visit: Visit, tap: PlanAlternateTap) -> None:
    """Run every other day, or ask from when."""
    if tap.first is None:
        await visit.show(screens.alternate(visit.runner, visit.day))
        return
    plan = visit.runner.plan
    same = () if plan.cycle == WEEK else next(iter(plan.days.values()), ())
    await keep(visit, plan=Rhythm.alternate(tap.first, *(same or (_usual(plan),))))


async def week(visit: Visit, _: PlanWeekTap) -> None:
    """Go back from every other day to the usual weekdays, with the same runs on each."""
    plan = visit.runner.plan
    if plan.cycle != WEEK:
        runs = next(iter(plan.days.values()), (_usual(plan),))
        await keep(visit, plan=Rhythm(dict.fromkeys(USUAL_DAYS, runs)))
    else:
        await open_(visit)


async def goal(visit: Visit, tap: PlanGoalTap) -> None:
    """Ask how many sessions make a week one that is kept, or keep that."""
    if tap.sessions is None:
        await visit.show(screens.goal(visit.runner))
    else:
        await _keep_goal(visit, tap.sessions)


async def goal_runs(visit: Visit, _: PlanGoalRunsTap) -> None:
    """Let every planned run be the goal."""
    await _keep_goal(visit, None)


async def _keep_goal(visit: Visit, sessions: int | None) -> None:
    await visit.change(goal=sessions)
    await open_(visit)


def _usual(plan: Rhythm) -> Start:
    """Return a run at the time of the other days."""
    return Start(next(iter(plan.walls.values()), USUAL_TIME))
