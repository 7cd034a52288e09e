"""A break from reminders (`/pause`); a planned break is never a miss."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.interaction import Interaction
from bot.parsing import read_date
from bot.screens import pause as screens
from bot.taps.asked import AskedPause
from bot.taps.pause import PauseDateTap, PauseOfferTap, PauseOpenTap, PauseResumeTap, PauseWeeksTap
from scheduler.wall_clock import instant, local_day
from storage import pauses, runners

LONGEST = timedelta(days=366)


def open_(interaction: Interaction) -> None:
    """Offer a pause, or the way back from one."""
    until = interaction.runner.paused_until
    if until is None or until <= interaction.now:
        interaction.show(screens.offer())
        return
    back = None if until == runners.UNTIL_I_SAY else local_day(until, interaction.zone)
    interaction.show(screens.paused(back, interaction.day))


def for_weeks(interaction: Interaction, tap: PauseWeeksTap) -> None:
    """Pause for some weeks."""
    _until(interaction, _begin_of(interaction, interaction.day + timedelta(weeks=tap.weeks)))


def until_i_say(interaction: Interaction, _: PauseOpenTap) -> None:
    """Pause until the runner says."""
    _until(interaction, runners.UNTIL_I_SAY)


def ask_date(interaction: Interaction, _: PauseDateTap) -> None:
    """Ask for the day of coming back."""
    interaction.ask(AskedPause(), screens.ask_date())


def offer(interaction: Interaction, _: PauseOfferTap) -> None:
    """Offer a pause, also in the place of one that is on."""
    interaction.show(screens.offer())


def resume(interaction: Interaction, _: PauseResumeTap) -> None:
    """Have reminders back."""
    pauses.resume(interaction.conn, interaction.runner.id, interaction.now)
    interaction.show(screens.resumed())


def typed(interaction: Interaction, _: AskedPause) -> None:
    """Take a typed date for the day of coming back."""
    day = read_date(interaction.text, interaction.day)
    if day is None:
        interaction.say(screens.no_such_date(interaction.text))
    elif day <= interaction.day:
        interaction.say(screens.not_ahead(day, interaction.day))
    elif day - interaction.day > LONGEST:
        interaction.say(screens.too_far(day, interaction.day))
    else:
        _until(interaction, _begin_of(interaction, day))


def _begin_of(interaction: Interaction, day: date) -> datetime:
    """Return when a day begins for the runner: their midnight."""
    return instant(day, time(), interaction.zone)


def _until(interaction: Interaction, until: datetime) -> None:
    pauses.pause(interaction.conn, interaction.runner.id, until, interaction.now)
    interaction.at_home()
    interaction.runner = replace(interaction.runner, paused_until=until)
    open_(interaction)
