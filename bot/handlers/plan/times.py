"""When runs begin: each run of the plan, one more on a day, or all of them at once."""

from dataclasses import replace
from datetime import time

from bot.handlers.plan.page import keep, leave_question, no_such_day, open_, typed_wall
from bot.interaction import Interaction
from bot.screens.plan import times as screens
from bot.screens.screen import Screen
from bot.taps.asked import AskedAnother, AskedTime, AskedTimeOfAll
from bot.taps.plan_times import (
    AddRunTap,
    AskAnotherTap,
    AskTimeOfAllTap,
    AskTimeTap,
    DropRunTap,
    RunTimesTap,
    SetTimeOfAllTap,
    SetTimeTap,
    another,
    day_name,
)
from scheduler import recurrence_edits
from scheduler.recurrence import MOST_A_DAY, Rhythm, Start


async def times(interaction: Interaction, _: RunTimesTap) -> None:
    """Show every run of the plan."""
    await leave_question(interaction)
    await interaction.show(screens.times(interaction.runner.plan))


async def ask_time(interaction: Interaction, tap: AskTimeTap) -> None:
    """Ask for the new time of a run."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.wall):
        await interaction.ask(AskedTime(tap.day, tap.wall), screens.time_of(plan, *found))
    else:
        await gone(interaction)


async def ask_time_of_all(interaction: Interaction, _: AskTimeOfAllTap) -> None:
    """Ask for one time for every run day."""
    await interaction.ask(AskedTimeOfAll(), screens.time_of_all())


async def ask_another(interaction: Interaction, tap: AskAnotherTap) -> None:
    """Ask for the time of one more run on a day."""
    plan = interaction.runner.plan
    day = _day(plan, tap.day)
    if day is None:
        await no_such_day(interaction)
    elif len(plan.days[day]) >= MOST_A_DAY:
        await _show_runs(interaction, screens.full_day())
    else:
        await interaction.ask(AskedAnother(tap.day, another(plan, day)), screens.another(plan, day))


async def set_time(interaction: Interaction, tap: SetTimeTap) -> None:
    """Give a run another time."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.old):
        day, start = found
        changed = recurrence_edits.changed(plan, day, start.wall, replace(start, wall=tap.wall))
        await _keep(interaction, changed, screens.time_of(plan, day, start), tap.wall)
    elif run_of(plan, tap.day, tap.wall):
        await open_(interaction)  # a second tap: it is done
    else:
        await gone(interaction)


async def set_time_of_all(interaction: Interaction, tap: SetTimeOfAllTap) -> None:
    """Bring the first run of every day to one time."""
    moved = recurrence_edits.all_at(interaction.runner.plan, tap.wall)
    await _keep(interaction, moved, screens.time_of_all(), tap.wall)


async def add(interaction: Interaction, tap: AddRunTap) -> None:
    """Add a run to a day."""
    plan = interaction.runner.plan
    day = _day(plan, tap.day)
    if day is None:
        await no_such_day(interaction)
    elif tap.new != another(plan, day) and recurrence_edits.find(plan, day, tap.wall):
        await open_(interaction)  # a second tap: it is done
    elif len(plan.days[day]) >= MOST_A_DAY:
        await _show_runs(interaction, screens.full_day())
    else:
        added = recurrence_edits.added(plan, day, Start(tap.wall))
        await _keep(interaction, added, screens.another(plan, day), tap.wall)


async def typed_time(interaction: Interaction, asked: AskedTime) -> None:
    """Take the typed time of a run."""
    if (wall := await typed_wall(interaction)) is not None:
        await set_time(interaction, SetTimeTap(asked.day, asked.wall, wall))


async def typed_time_of_all(interaction: Interaction, _: AskedTimeOfAll) -> None:
    """Take the typed time for every run day."""
    if (wall := await typed_wall(interaction)) is not None:
        await set_time_of_all(interaction, SetTimeOfAllTap(wall))


async def typed_another(interaction: Interaction, asked: AskedAnother) -> None:
    """Take the typed time of one more run."""
    if (wall := await typed_wall(interaction)) is not None:
        await add(interaction, AddRunTap(asked.day, asked.new, wall))


async def drop(interaction: Interaction, tap: DropRunTap) -> None:
    """Take a run out of the plan; one that is out already stays out."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.wall):
        day, start = found
        await keep(interaction, plan=recurrence_edits.without(plan, day, start.wall))
    else:
        await open_(interaction)


def run_of(plan: Rhythm, name: str, wall: time) -> tuple[int, Start] | None:
    """Return the day and start of the run a button names, None if it is not in the plan."""
    day = _day(plan, name)
    start = recurrence_edits.find(plan, day, wall) if day is not None else None
    return (day, start) if day is not None and start is not None else None


async def gone(interaction: Interaction) -> None:
    """Show the runs that are there, where a button's run is not."""
    await _show_runs(interaction, screens.gone())


def _day(plan: Rhythm, name: str) -> int | None:
    """Return the run day a button names, None if the plan has no such day (any more)."""
    return next((day for day in plan.days if day_name(plan, day) == name), None)


async def _keep(
    interaction: Interaction, plan: Rhythm | None, question: Screen, wall: time
) -> None:
    """Keep the changed plan; where two runs of a day would begin at once, ask again."""
    if plan is None:
        await interaction.show(question.after(screens.same_time(wall)))
    else:
        await keep(interaction, plan=plan)


async def _show_runs(interaction: Interaction, sentence: str) -> None:
    await leave_question(interaction)
    await interaction.show(screens.times(interaction.runner.plan).after(sentence))
