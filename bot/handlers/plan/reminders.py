"""What is said beside the runs, and when: minutes before a run, rest days, desk breaks."""

from collections.abc import Mapping
from datetime import time
from functools import partial

from bot.handlers.plan.page import keep, leave_question, typed_wall
from bot.interaction import Interaction
from bot.screens.plan import reminders as screens
from bot.taps.asked import AskedDaily
from bot.taps.plan_reminders import Daily, DailyAtTap, LeadTap, NoDailyTap, RemindersTap
from storage.runners import ScheduleFields


def open_(interaction: Interaction, _: RemindersTap) -> None:
    """Show what is said when."""
    leave_question(interaction)
    interaction.show(screens.reminders(interaction.runner))


def lead(interaction: Interaction, tap: LeadTap) -> None:
    """Ask how long before a run the reminder comes, or keep it."""
    if tap.minutes is None:
        interaction.show(screens.lead())
    else:
        keep(interaction, lead=tap.minutes)


def daily(interaction: Interaction, tap: DailyAtTap) -> None:
    """Ask for the time of what is said once a day, or keep it."""
    if tap.wall is None:
        interaction.ask(AskedDaily(tap.kind), screens.daily(tap.kind))
    else:
        _keep(interaction, tap.kind, tap.wall)


def typed_daily(interaction: Interaction, asked: AskedDaily) -> None:
    """Take the typed time of what is said once a day."""
    if (wall := typed_wall(interaction, partial(DailyAtTap, asked.kind))) is not None:
        daily(interaction, DailyAtTap(asked.kind, wall))


def no_daily(interaction: Interaction, tap: NoDailyTap) -> None:
    """Say no more of it once a day."""
    _keep(interaction, tap.kind, None)


def _keep(interaction: Interaction, kind: Daily, wall: time | None) -> None:
    fields: Mapping[Daily, ScheduleFields] = {
        "rest": {"rest_drill": wall},
        "desk": {"desk_break": wall},
    }
    keep(interaction, **fields[kind])
