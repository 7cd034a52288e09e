"""A break from reminders (`/pause`); a planned break is never a miss."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.interaction import Interaction
from bot.screens import pause as screens
from bot.taps.asked import AskedPause
from bot.taps.pause import (
    PauseDateTap,
    PauseOfferTap,
    PauseOpenTap,
    PauseResumeTap,
    PauseUntilTap,
    PauseWeeksTap,
)
from bot.typed_time.dates import read_days, read_period
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
    since = interaction.runner.paused_from
    if since is not None and since > interaction.now and back is not None:
        first = local_day(since, interaction.zone)
        interaction.show(screens.planned(first, back, interaction.day))
    else:
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
    """Take a typed date for the day of coming back, or the first and the last day of a break."""
    if period := read_period(interaction.text, interaction.day):
        _between(interaction, *period)
        return
    days = read_days(interaction.text, interaction.day)
    if len(days) == 1:
        _back_on(interaction, days[0])
    elif days:
        interaction.say(screens.which(days, interaction.day))
    else:
        interaction.say(screens.no_such_date(interaction.text))


def until_day(interaction: Interaction, tap: PauseUntilTap) -> None:
    """Pause until a day that was one of several that typed words can mean."""
    _back_on(interaction, tap.day)


def _back_on(interaction: Interaction, day: date) -> None:
    if _is_near(interaction, day):
        _until(interaction, _begin_of(interaction, day))


def _between(interaction: Interaction, first: date, last: date) -> None:
    """Pause from the first to the last day, both of them quiet."""
    back = last + timedelta(days=1)
    if _is_near(interaction, last):
        since = _begin_of(interaction, first) if first > interaction.day else None
        _until(interaction, _begin_of(interaction, back), since)


def _is_near(interaction: Interaction, day: date) -> bool:
    """Tell whether a break may end on a day; one that may not is answered here."""
    if day <= interaction.day:
        interaction.say(screens.not_ahead(day, interaction.day))
    elif day - interaction.day > LONGEST:
        interaction.say(screens.too_far(day, interaction.day))
    else:
        return True
    return False


def _begin_of(interaction: Interaction, day: date) -> datetime:
    """Return when a day begins for the runner: their midnight."""
    return instant(day, time(), interaction.zone)


def _until(interaction: Interaction, until: datetime, since: datetime | None = None) -> None:
    pauses.pause(interaction.conn, interaction.runner.id, until, interaction.now, since)
    interaction.at_home()
    interaction.runner = replace(interaction.runner, paused_from=since, paused_until=until)
    open_(interaction)
