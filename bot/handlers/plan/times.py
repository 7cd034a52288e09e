"""When runs begin: each run of the plan, one more on a day, or all of them at once."""

from dataclasses import replace
from datetime import time
from functools import partial

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


def times(interaction: Interaction, _: RunTimesTap) -> None:
    """Show every run of the plan."""
    leave_question(interaction)
    interaction.show(screens.times(interaction.runner.plan))


def ask_time(interaction: Interaction, tap: AskTimeTap) -> None:
    """Ask for the new time of a run."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.wall):
        interaction.ask(AskedTime(tap.day, tap.wall), screens.time_of(plan, *found))
    else:
        gone(interaction)


def ask_time_of_all(interaction: Interaction, _: AskTimeOfAllTap) -> None:
    """Ask for one time for every run day."""
    interaction.ask(AskedTimeOfAll(), screens.time_of_all())


def ask_another(interaction: Interaction, tap: AskAnotherTap) -> None:
    """Ask for the time of one more run on a day."""
    plan = interaction.runner.plan
    day = _day(plan, tap.day)
    if day is None:
        no_such_day(interaction)
    elif len(plan.days[day]) >= MOST_A_DAY:
        _show_runs(interaction, screens.full_day())
    else:
        interaction.ask(AskedAnother(tap.day, another(plan, day)), screens.another(plan, day))


def set_time(interaction: Interaction, tap: SetTimeTap) -> None:
    """Give a run another time."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.old):
        day, start = found
        changed = recurrence_edits.changed(plan, day, start.wall, replace(start, wall=tap.wall))
        _keep(interaction, changed, screens.time_of(plan, day, start), tap.wall)
    elif run_of(plan, tap.day, tap.wall):
        open_(interaction)  # a second tap: it is done
    else:
        gone(interaction)


def set_time_of_all(interaction: Interaction, tap: SetTimeOfAllTap) -> None:
    """Bring the first run of every day to one time."""
    moved = recurrence_edits.all_at(interaction.runner.plan, tap.wall)
    _keep(interaction, moved, screens.time_of_all(), tap.wall)


def add(interaction: Interaction, tap: AddRunTap) -> None:
    """Add a run to a day."""
    plan = interaction.runner.plan
    day = _day(plan, tap.day)
    if day is None:
        no_such_day(interaction)
    elif tap.new != another(plan, day) and recurrence_edits.find(plan, day, tap.wall):
        open_(interaction)  # a second tap: it is done
    elif len(plan.days[day]) >= MOST_A_DAY:
        _show_runs(interaction, screens.full_day())
    else:
        added = recurrence_edits.added(plan, day, Start(tap.wall))
        _keep(interaction, added, screens.another(plan, day), tap.wall)


def typed_time(interaction: Interaction, asked: AskedTime) -> None:
    """Take the typed time of a run."""
    if (wall := typed_wall(interaction, partial(SetTimeTap, asked.day, asked.wall))) is not None:
        set_time(interaction, SetTimeTap(asked.day, asked.wall, wall))


def typed_time_of_all(interaction: Interaction, _: AskedTimeOfAll) -> None:
    """Take the typed time for every run day."""
    if (wall := typed_wall(interaction, SetTimeOfAllTap)) is not None:
        set_time_of_all(interaction, SetTimeOfAllTap(wall))


def typed_another(interaction: Interaction, asked: AskedAnother) -> None:
    """Take the typed time of one more run."""
    if (wall := typed_wall(interaction, partial(AddRunTap, asked.day, asked.new))) is not None:
        add(interaction, AddRunTap(asked.day, asked.new, wall))


def drop(interaction: Interaction, tap: DropRunTap) -> None:
    """Take a run out of the plan; one that is out already stays out."""
    plan = interaction.runner.plan
    if found := run_of(plan, tap.day, tap.wall):
        day, start = found
        keep(interaction, plan=recurrence_edits.without(plan, day, start.wall))
    else:
        open_(interaction)


def run_of(plan: Rhythm, name: str, wall: time) -> tuple[int, Start] | None:
    """Return the day and start of the run a button names, None if it is not in the plan."""
    day = _day(plan, name)
    start = recurrence_edits.find(plan, day, wall) if day is not None else None
    return (day, start) if day is not None and start is not None else None


def gone(interaction: Interaction) -> None:
    """Show the runs that are there, where a button's run is not."""
    _show_runs(interaction, screens.gone())


def _day(plan: Rhythm, name: str) -> int | None:
    """Return the run day a button names, None if the plan has no such day (any more)."""
    return next((day for day in plan.days if day_name(plan, day) == name), None)


def _keep(interaction: Interaction, plan: Rhythm | None, question: Screen, wall: time) -> None:
    """Keep the changed plan; where two runs of a day would begin at once, ask again."""
    if plan is None:
        interaction.show(question.after(screens.same_time(wall)))
    else:
        keep(interaction, plan=plan)


def _show_runs(interaction: Interaction, sentence: str) -> None:
    leave_question(interaction)
    interaction.show(screens.times(interaction.runner.plan).after(sentence))
