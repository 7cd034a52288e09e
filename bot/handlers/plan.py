"""The plan (`/plan`): run days, every other day, the week's goal, and who takes the rest."""

from collections.abc import Awaitable, Callable
from datetime import time
from typing import TypeVar

from bot.handlers import lengths, reminders, starts
from bot.handlers.overview import keep, no_such_day, open_
from bot.reading import read_minutes, read_time
from bot.screens import around
from bot.screens import lengths as length_screens
from bot.screens import plan as screens
from bot.taps.lengths import LongRunTap, RunLengthTap, UsualLengthTap
from bot.taps.plan import PlanAlternateTap, PlanDayTap, PlanGoalRunsTap, PlanGoalTap, PlanWeekTap
from bot.taps.reminders import DailyAtTap
from bot.taps.starts import AddRunTap, SetTimeOfAllTap, SetTimeTap
from bot.taps.tap import Tap
from bot.visit import Visit
from scheduler.rhythm import WEEK, Rhythm, Start

K = TypeVar("K", bound=Tap)
Answer = Callable[[Visit, str], Awaitable[bool]]

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


async def typed(visit: Visit, asked: str) -> None:
    """Take what was typed as the last word of the button `asked` names, a time or a length."""
    verb, *words = asked.removeprefix("plan_").split("_")
    asks_length = (verb, len(words)) in {("length", 0), ("minutes", 2), ("long", 2)}
    minutes, wall = read_minutes(visit.text), read_time(visit.text)
    if asks_length and minutes is None:
        await visit.say(length_screens.no_such_length(visit.text))
    elif not asks_length and wall is None:
        await visit.say(around.no_such_time(visit.text))
    else:
        data = ":".join(("plan", verb, *words, f"{minutes}" if asks_length else f"{wall:%H%M}"))
        for answer in ANSWERS:
            if await answer(visit, data):
                return
        await open_(visit)  # a question of before: this is what the plan is now


def _answer(kind: type[K], take: Callable[[Visit, K], Awaitable[None]]) -> Answer:
    """Return what takes an answer's data as the tap of a kind; False where it is none."""

    async def answer(visit: Visit, data: str) -> bool:
        tap = kind.unpack(data)
        if tap is not None:
            await take(visit, tap)
        return tap is not None

    return answer


def _usual(plan: Rhythm) -> Start:
    """Return a run at the time of the other days."""
    return Start(next(iter(plan.walls.values()), USUAL_TIME))


# What typed words may answer: the same as the last tap of a question would.
ANSWERS = (
    _answer(SetTimeTap, starts.set_time),
    _answer(AddRunTap, starts.add),
    _answer(SetTimeOfAllTap, starts.set_time_of_all),
    _answer(UsualLengthTap, lengths.usual),
    _answer(RunLengthTap, lengths.one),
    _answer(LongRunTap, lengths.long),
    _answer(DailyAtTap, reminders.daily),
)
