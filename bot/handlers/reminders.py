"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from datetime import time

from bot.handlers.overview import ask, keep, leave_question
from bot.screens import reminders as screens
from bot.taps.reminders import Daily, DailyAtTap, LeadTap, NoDailyTap, RemindersTap
from bot.visit import Visit


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
        await ask(visit, tap.kind, screens.daily(tap.kind))
    else:
        await _keep(visit, tap.kind, tap.wall)


async def no_daily(visit: Visit, tap: NoDailyTap) -> None:
    """Say no more of it once a day."""
    await _keep(visit, tap.kind, None)


async def _keep(visit: Visit, kind: Daily, wall: time | None) -> None:
    if kind == "rest":
        await keep(visit, rest_drill=wall)
    else:
        await keep(visit, desk_break=wall)
