"""How long runs are: the usual one, one of the plan, and the long run with its day and time."""

from dataclasses import replace
from functools import partial

from bot.handlers.plan.page import keep, leave_question, no_such_day, typed_minutes, typed_wall
from bot.handlers.plan.times import gone, run_of
from bot.interaction import Interaction
from bot.screens.plan import lengths as screens
from bot.taps.asked import AskedLongLength, AskedLongTime, AskedRunLength, AskedUsualLength
from bot.taps.plan_lengths import (
    LongRunTap,
    NoLongRunTap,
    RunAsUsualTap,
    RunLengthTap,
    UsualLengthTap,
)
from scheduler import recurrence_edits
from scheduler.recurrence import WEEK, Start


def usual(interaction: Interaction, tap: UsualLengthTap) -> None:
    """Ask how long a run usually is, or keep it."""
    if tap.minutes is None:
        interaction.ask(AskedUsualLength(), screens.length())
    else:
        keep(interaction, run_minutes=tap.minutes)


def one(interaction: Interaction, tap: RunLengthTap) -> None:
    """Ask how long one run is, or keep it."""
    plan = interaction.runner.plan
    found = run_of(plan, tap.day, tap.wall)
    if found is None:
        gone(interaction)
    elif tap.minutes is None:
        question = screens.minutes_of(plan, *found, interaction.runner.run_minutes)
        interaction.ask(AskedRunLength(tap.day, tap.wall), question)
    else:
        _keep(interaction, *found, tap.minutes)


def as_usual(interaction: Interaction, tap: RunAsUsualTap) -> None:
    """Let one run be as long as any other."""
    found = run_of(interaction.runner.plan, tap.day, tap.wall)
    if found:
        _keep(interaction, *found, None)
    else:
        gone(interaction)


def _keep(interaction: Interaction, day: int, start: Start, minutes: int | None) -> None:
    plan = interaction.runner.plan
    starts = recurrence_edits.changed(plan, day, start.wall, replace(start, minutes=minutes))
    keep(interaction, plan=starts or plan)


def long(interaction: Interaction, tap: LongRunTap) -> None:
    """Ask for the day, the time and the length of the long run, one after the other."""
    plan, usual = interaction.runner.plan, interaction.runner.run_minutes
    if plan.cycle != WEEK:
        no_such_day(interaction)
    elif tap.day is None:
        leave_question(interaction)
        interaction.show(screens.long_days(plan, usual))
    elif tap.wall is None:
        interaction.ask(AskedLongTime(tap.day), screens.long_time(tap.day))
    elif tap.minutes is None:
        question = screens.long_minutes(tap.day, tap.wall)
        interaction.ask(AskedLongLength(tap.day, tap.wall), question)
    else:
        start = Start(tap.wall, tap.minutes)
        keep(interaction, plan=recurrence_edits.with_long_run(plan, usual, tap.day, start))


def no_long(interaction: Interaction, _: NoLongRunTap) -> None:
    """Let the long run be as long as any other."""
    plan = interaction.runner.plan
    if plan.cycle != WEEK:
        no_such_day(interaction)
    else:
        keep(interaction, plan=recurrence_edits.shortened(plan, interaction.runner.run_minutes))


def typed_usual(interaction: Interaction, _: AskedUsualLength) -> None:
    """Take how long a run usually is, typed."""
    if (minutes := typed_minutes(interaction)) is not None:
        usual(interaction, UsualLengthTap(minutes))


def typed_one(interaction: Interaction, asked: AskedRunLength) -> None:
    """Take how long one run is, typed."""
    if (minutes := typed_minutes(interaction)) is not None:
        one(interaction, RunLengthTap(asked.day, asked.wall, minutes))


def typed_long_time(interaction: Interaction, asked: AskedLongTime) -> None:
    """Take the typed time of the long run."""
    if (wall := typed_wall(interaction, partial(LongRunTap, asked.day))) is not None:
        long(interaction, LongRunTap(asked.day, wall))


def typed_long(interaction: Interaction, asked: AskedLongLength) -> None:
    """Take how long the long run is, typed."""
    if (minutes := typed_minutes(interaction)) is not None:
        long(interaction, LongRunTap(asked.day, asked.wall, minutes))
