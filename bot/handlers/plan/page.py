"""The page of `/plan`, and what its questions share: asking, keeping the answer, going back."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Unpack

from bot.interaction import Interaction
from bot.parsing import read_minutes
from bot.screens import fallbacks, typed
from bot.screens.plan import lengths as length_screens
from bot.screens.plan import page as screens
from bot.screens.screen import Button
from bot.taps.asked import HOME, AboutPlan
from bot.taps.plan import OldPlanTap, PlanTap
from bot.taps.tap import Tap
from bot.typed_time.clocks import read_walls
from storage.reminders import forecast
from storage.runners import ScheduleFields

SEVEN_DAYS = timedelta(days=7)


def open_(interaction: Interaction, _: PlanTap | None = None) -> None:
    """Show the week and what is said in the next seven days."""
    leave_question(interaction)
    end = interaction.now + SEVEN_DAYS
    coming = forecast.until(interaction.conn, interaction.runner.id, interaction.now, end)
    interaction.show(screens.overview(interaction.runner, coming, interaction.now))


def keep(interaction: Interaction, **fields: Unpack[ScheduleFields]) -> None:
    """Keep a change, bring every reminder in line with it, and show the plan."""
    interaction.replan(awaiting=HOME, **fields)
    open_(interaction)


def leave_question(interaction: Interaction) -> None:
    """Forget the question of the plan that was asked last: what is typed now does not answer it."""
    if isinstance(interaction.asked, AboutPlan):
        interaction.at_home()


def typed_wall(interaction: Interaction, tap: Callable[[time], Tap]) -> time | None:
    """Return the time that was typed; what is none, or can be several, is answered here.

    `tap` is what a button means that names a time of day.
    """
    walls = read_walls(interaction.text)
    if len(walls) == 1:
        return walls[0]
    if walls:
        interaction.say(typed.which(Button(f"{wall:%H:%M}", tap(wall)) for wall in walls))
    else:
        interaction.say(fallbacks.no_such_time(interaction.text))
    return None


def typed_minutes(interaction: Interaction) -> int | None:
    """Return the length of a run that was typed; words that are none are answered here."""
    minutes = read_minutes(interaction.text)
    if minutes is None:
        interaction.say(length_screens.no_such_length(interaction.text))
    return minutes


def no_such_day(interaction: Interaction, _: OldPlanTap | None = None) -> None:
    """Answer what fits no day of this plan (any more): a tap is old, typed words get the plan."""
    if interaction.incoming.query is None:
        open_(interaction)
    else:
        interaction.show(fallbacks.old_button())
