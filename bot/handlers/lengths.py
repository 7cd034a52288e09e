"""How long runs are: the usual one, one of the plan, and the long run with its day and time."""

from dataclasses import replace

from bot.handlers.overview import ask, keep, leave_question, no_such_day
from bot.handlers.starts import gone, run_of
from bot.screens import lengths as screens
from bot.taps.lengths import LongRunTap, NoLongRunTap, RunAsUsualTap, RunLengthTap, UsualLengthTap
from bot.visit import Visit
from scheduler import edits
from scheduler.rhythm import WEEK, Start


async def usual(visit: Visit, tap: UsualLengthTap) -> None:
    """Ask how long a run usually is, or keep it."""
    if tap.minutes is None:
        await ask(visit, "length", screens.length())
    else:
        await keep(visit, run_minutes=tap.minutes)


async def one(visit: Visit, tap: RunLengthTap) -> None:
    """Ask how long one run is, or keep it."""
    plan = visit.runner.plan
    found = run_of(plan, tap.day, tap.wall)
    if found is None:
        await gone(visit)
    elif tap.minutes is None:
        question = screens.minutes_of(plan, *found, visit.runner.run_minutes)
        await ask(visit, f"minutes:{tap.day}:{tap.wall:%H%M}", question)
    else:
        await _keep(visit, *found, tap.minutes)


async def as_usual(visit: Visit, tap: RunAsUsualTap) -> None:
    """Let one run be as long as any other."""
    found = run_of(visit.runner.plan, tap.day, tap.wall)
    await (_keep(visit, *found, None) if found else gone(visit))


async def _keep(visit: Visit, day: int, start: Start, minutes: int | None) -> None:
    plan = visit.runner.plan
    starts = edits.changed(plan, day, start.wall, replace(start, minutes=minutes))
    await keep(visit, plan=starts or plan)


async def long(visit: Visit, tap: LongRunTap) -> None:
    """Ask for the day, the time and the length of the long run, one after the other."""
    plan, usual = visit.runner.plan, visit.runner.run_minutes
    if plan.cycle != WEEK:
        await no_such_day(visit)
    elif tap.day is None:
        await leave_question(visit)
        await visit.show(screens.long_days(plan, usual))
    elif tap.wall is None:
        await ask(visit, f"long:{tap.day}", screens.long_time(tap.day))
    elif tap.minutes is None:
        question = screens.long_minutes(tap.day, tap.wall)
        await ask(visit, f"long:{tap.day}:{tap.wall:%H%M}", question)
    else:
        start = Start(tap.wall, tap.minutes)
        await keep(visit, plan=edits.with_long_run(plan, usual, tap.day, start))


async def no_long(visit: Visit, _: NoLongRunTap) -> None:
    """Let the long run be as long as any other."""
    plan = visit.runner.plan
    if plan.cycle != WEEK:
        await no_such_day(visit)
    else:
        await keep(visit, plan=edits.shortened(plan, visit.runner.run_minutes))
