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


async def open_(interaction: Interaction) -> None:
    """Offer a pause, or the way back from one."""
    until = interaction.runner.paused_until
    if until is None or until <= interaction.now:
        await interaction.show(screens.offer())
        return
    back = None if until == runners.UNTIL_I_SAY else local_day(until, interaction.zone)
    await interaction.show(screens.paused(back, interaction.day))


async def for_weeks(interaction: Interaction, tap: PauseWeeksTap) -> None:
    """Pause for some weeks."""
    await _until(interaction, _begin_of(interaction, interaction.day + timedelta(weeks=tap.weeks)))


async def until_i_say(interaction: Interaction, _: PauseOpenTap) -> None:
    """Pause until the runner says."""
    await _until(interaction, runners.UNTIL_I_SAY)


async def ask_date(interaction: Interaction, _: PauseDateTap) -> None:
    """Ask for the day of coming back."""
    await interaction.ask(AskedPause(), screens.ask_date())


async def offer(interaction: Interaction, _: PauseOfferTap) -> None:
    """Offer a pause, also in the place of one that is on."""
    await interaction.show(screens.offer())


async def resume(interaction: Interaction, _: PauseResumeTap) -> None:
    """Have reminders back."""
    await interaction.transaction(pauses.resume, interaction.runner.id, interaction.now)
    await interaction.show(screens.resumed())


async def typed(interaction: Interaction, _: AskedPause) -> None:
    """Take a typed date for the day of coming back."""
    day = read_date(interaction.text, interaction.day)
    if day is None:
        await interaction.say(screens.no_such_date(interaction.text))
    elif day <= interaction.day:
        await interaction.say(screens.not_ahead(day, interaction.day))
    elif day - interaction.day > LONGEST:
        await interaction.say(screens.too_far(day, interaction.day))
    else:
        await _until(interaction, _begin_of(interaction, day))


def _begin_of(interaction: Interaction, day: date) -> datetime:
    """Return when a day begins for the runner: their midnight."""
    return instant(day, time(), interaction.zone)


async def _until(interaction: Interaction, until: datetime) -> None:
    await interaction.transaction(pauses.pause, interaction.runner.id, until, interaction.now)
    await interaction.at_home()
    interaction.runner = replace(interaction.runner, paused_until=until)
    await open_(interaction)
