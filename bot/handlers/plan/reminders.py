"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from collections.abc import Mapping
from datetime import time

from bot.asked import AskedDaily
from bot.handlers.plan.page import keep, leave_question, typed_wall
from bot.interaction import Visit
from bot.screens.plan import reminders as screens
from bot.taps.plan_reminders import Daily, DailyAtTap, LeadTap, NoDailyTap, RemindersTap
from storage.runners import ScheduleFields


async def open_(visit: Visit, _: RemindersTap) -> None:
    """Show what is said when."""
    await leave_question(visit)
    await visit.show(screens.reminders(visit.runner))


async def lead(visit: Visit, tap: LeadTap) -> None:
    """Ask how long before a run the reminder comes, or keep it."""
    if tap.minutes is None:
        await visit.show(screens.lead())
    else:
        await keep(visit, lead=tap.minutes)


async def daily(visit: Visit, tap: DailyAtTap) -> None:
    """Ask for the time of what is said once a day, or keep it."""
    if tap.wall is None:
        await visit.ask(AskedDaily(tap.kind), screens.daily(tap.kind))
    else:
        await _keep(visit, tap.kind, tap.wall)


async def typed_daily(visit: Visit, asked: AskedDaily) -> None:
    """Take the typed time of what is said once a day."""
    if (wall := await typed_wall(visit)) is not None:
        await daily(visit, DailyAtTap(asked.kind, wall))


async def no_daily(visit: Visit, tap: NoDailyTap) -> None:
    """Say no more of it once a day."""
    await _keep(visit, tap.kind, None)


async def _keep(visit: Visit, kind: Daily, wall: time | None) -> None:
    fields: Mapping[Daily, ScheduleFields] = {
        "rest": {"rest_drill": wall},
        "desk": {"desk_break": wall},
    }
    await keep(visit, **fields[kind])
