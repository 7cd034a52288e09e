"""Changes of the plan (`/plan`): run days, every other day, the week's goal."""

from datetime import time

from bot.handlers.plan.page import keep, no_such_day, open_
from bot.interaction import Interaction
from bot.screens.plan import page as screens
from bot.taps.plan import PlanAlternateTap, PlanDayTap, PlanGoalRunsTap, PlanGoalTap, PlanWeekTap
from scheduler.recurrence import WEEK, Rhythm, Start

USUAL_TIME = time(6, 45)
# [own] Tuesday, Thursday and Saturday: three days with rest between them.
USUAL_DAYS = (1, 3, 5)


def day(interaction: Interaction, tap: PlanDayTap) -> None:
    """Switch one run day on, at the time of the other days, or off; twice is like once."""
    plan = interaction.runner.plan
    if plan.cycle != WEEK:
        no_such_day(interaction)
    elif (tap.day in plan.days) == (tap.to == "on"):
        open_(interaction)
    else:
        starts_then = (_usual(plan),) if tap.to == "on" else ()
        keep(interaction, plan=plan.with_day(tap.day, *starts_then))


def alternate(interaction: Interaction, tap: PlanAlternateTap) -> None:
    """Run every other day, or ask from when."""
    if tap.first is None:
        interaction.show(screens.alternate(interaction.runner, interaction.day))
        return
    plan = interaction.runner.plan
    same = () if plan.cycle == WEEK else next(iter(plan.days.values()), ())
    keep(interaction, plan=Rhythm.alternate(tap.first, *(same or (_usual(plan),))))


def week(interaction: Interaction, _: PlanWeekTap) -> None:
    """Go back from every other day to the usual weekdays, with the same runs on each."""
    plan = interaction.runner.plan
    if plan.cycle != WEEK:
        runs = next(iter(plan.days.values()), (_usual(plan),))
        keep(interaction, plan=Rhythm(dict.fromkeys(USUAL_DAYS, runs)))
    else:
        open_(interaction)


def goal(interaction: Interaction, tap: PlanGoalTap) -> None:
    """Ask how many sessions make a week one that is kept, or keep that."""
    if tap.sessions is None:
        interaction.show(screens.goal(interaction.runner))
    else:
        _keep_goal(interaction, tap.sessions)


def goal_runs(interaction: Interaction, _: PlanGoalRunsTap) -> None:
    """Let every planned run be the goal."""
    _keep_goal(interaction, None)


def _keep_goal(interaction: Interaction, sessions: int | None) -> None:
    interaction.change(goal=sessions)
    open_(interaction)


def _usual(plan: Rhythm) -> Start:
    """Return a run at the time of the other days."""
    return Start(next(iter(plan.walls.values()), USUAL_TIME))
