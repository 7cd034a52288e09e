"""A break from reminders (`/pause`); a planned break is never a miss."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.asked import AskedPause
from bot.interaction import Visit
from bot.parsing import read_date
from bot.screens import pause as screens
from bot.taps.pause import PauseDateTap, PauseOfferTap, PauseOpenTap, PauseResumeTap, PauseWeeksTap
from scheduler.wall_clock import instant, local_day
from storage import pauses, runners

LONGEST = timedelta(days=366)


async def open_(visit: Visit) -> None:
    """Offer a pause, or the way back from one."""
    until = visit.runner.paused_until
    if until is None or until <= visit.now:
        await visit.show(screens.offer())
        return
    back = None if until == runners.UNTIL_I_SAY else local_day(until, visit.zone)
    await visit.show(screens.paused(back, visit.day))


async def for_weeks(visit: Visit, tap: PauseWeeksTap) -> None:
    """Pause for some weeks."""
    await _until(visit, _begin_of(visit, visit.day + timedelta(weeks=tap.weeks)))


async def until_i_say(visit: Visit, _: PauseOpenTap) -> None:
    """Pause until the runner says."""
    await _until(visit, runners.UNTIL_I_SAY)


async def ask_date(visit: Visit, _: PauseDateTap) -> None:
    """Ask for the day of coming back."""
    await visit.ask(AskedPause(), screens.ask_date())


async def offer(visit: Visit, _: PauseOfferTap) -> None:
    """Offer a pause, also in the place of one that is on."""
    await visit.show(screens.offer())


async def resume(visit: Visit, _: PauseResumeTap) -> None:
    """Have reminders back."""
    await visit.run(pauses.resume, visit.runner.id, visit.now)
    await visit.show(screens.resumed())


async def typed(visit: Visit, _: AskedPause) -> None:
    """Take a typed date for the day of coming back."""
    day = read_date(visit.text, visit.day)
    if day is None:
        await visit.say(screens.no_such_date(visit.text))
    elif day <= visit.day:
        await visit.say(screens.not_ahead(day, visit.day))
    elif day - visit.day > LONGEST:
        await visit.say(screens.too_far(day, visit.day))
    else:
        await _until(visit, _begin_of(visit, day))


def _begin_of(visit: Visit, day: date) -> datetime:
    """Return when a day begins for the runner: their midnight."""
    return instant(day, time(), visit.zone)


async def _until(visit: Visit, until: datetime) -> None:
    await visit.run(pauses.pause, visit.runner.id, until, visit.now)
    await visit.at_home()
    visit.runner = replace(visit.runner, paused_until=until)
    await open_(visit)
