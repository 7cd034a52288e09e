"""How long runs are: the usual one, one of the plan, and the long run with its day and time."""

from dataclasses import replace

from bot.asked import AskedLongLength, AskedLongTime, AskedRunLength, AskedUsualLength
from bot.handlers.plan.page import keep, leave_question, no_such_day, typed_minutes, typed_wall
from bot.handlers.plan.times import gone, run_of
from bot.interaction import Visit
from bot.screens.plan import lengths as screens
from bot.taps.plan_lengths import (
    LongRunTap,
    NoLongRunTap,
    RunAsUsualTap,
    RunLengthTap,
    UsualLengthTap,
)
from scheduler import recurrence_edits
from scheduler.recurrence import WEEK, Start


async def usual(visit: Visit, tap: UsualLengthTap) -> None:
    """Ask how long a run usually is, or keep it."""
    if tap.minutes is None:
        await visit.ask(AskedUsualLength(), screens.length())
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
        await visit.ask(AskedRunLength(tap.day, tap.wall), question)
    else:
        await _keep(visit, *found, tap.minutes)


async def as_usual(visit: Visit, tap: RunAsUsualTap) -> None:
    """Let one run be as long as any other."""
    found = run_of(visit.runner.plan, tap.day, tap.wall)
    await (_keep(visit, *found, None) if found else gone(visit))


async def _keep(visit: Visit, day: int, start: Start, minutes: int | None) -> None:
    plan = visit.runner.plan
    starts = recurrence_edits.changed(plan, day, start.wall, replace(start, minutes=minutes))
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
        await visit.ask(AskedLongTime(tap.day), screens.long_time(tap.day))
    elif tap.minutes is None:
        question = screens.long_minutes(tap.day, tap.wall)
        await visit.ask(AskedLongLength(tap.day, tap.wall), question)
    else:
        start = Start(tap.wall, tap.minutes)
        await keep(visit, plan=recurrence_edits.with_long_run(plan, usual, tap.day, start))


async def no_long(visit: Visit, _: NoLongRunTap) -> None:
    """Let the long run be as long as any other."""
    plan = visit.runner.plan
    if plan.cycle != WEEK:
        await no_such_day(visit)
    else:
        await keep(visit, plan=recurrence_edits.shortened(plan, visit.runner.run_minutes))


async def typed_usual(visit: Visit, _: AskedUsualLength) -> None:
    """Take how long a run usually is, typed."""
    if (minutes := await typed_minutes(visit)) is not None:
        await usual(visit, UsualLengthTap(minutes))


async def typed_one(visit: Visit, asked: AskedRunLength) -> None:
    """Take how long one run is, typed."""
    if (minutes := await typed_minutes(visit)) is not None:
        await one(visit, RunLengthTap(asked.day, asked.wall, minutes))


async def typed_long_time(visit: Visit, asked: AskedLongTime) -> None:
    """Take the typed time of the long run."""
    if (wall := await typed_wall(visit)) is not None:
        await long(visit, LongRunTap(asked.day, wall))


async def typed_long(visit: Visit, asked: AskedLongLength) -> None:
    """Take how long the long run is, typed."""
    if (minutes := await typed_minutes(visit)) is not None:
        await long(visit, LongRunTap(asked.day, asked.wall, minutes))
