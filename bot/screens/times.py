"""How times and days are written on a screen, in the runner's own zone."""

from datetime import date, datetime, timedelta

from content.words import WEEKDAYS
from scheduler.wall_clock import local

DAYS = tuple(name[:3] for name in WEEKDAYS)


def clock(moment: datetime, zone: str) -> str:
    """Return the wall-clock time of an instant, as `06:45`."""
    return local(moment, zone).strftime("%H:%M")


def day_and_clock(moment: datetime, zone: str, now: datetime) -> str:
    """Return the day and time of an instant as one says it: today, tomorrow, or the weekday."""
    there = local(moment, zone)
    today = local(now, zone).date()
    return f"{day(there.date(), today)} {there:%H:%M}"


def day(that: date, today: date) -> str:
    """Return a date as one says it: today, tomorrow, yesterday, the weekday, or day and month."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    away = (that - today).days
    if away in near:
        return near[away]
    if abs(away) < 7:
        return WEEKDAYS[that.weekday()]
    return f"{that.day} {that:%B}" + (f" {that.year}" if that.year != today.year else "")


def dated(that: date, today: date) -> str:
    """Return a date with its weekday, as `Sat 12 Dec`; its year where that is another one."""
    year = f" {that.year}" if that.year != today.year else ""
    return f"{DAYS[that.weekday()]} {that.day} {that:%b}{year}"


def weekday_and_clock(moment: datetime, zone: str) -> str:
    """Return the day of the week and the time of an instant, as `Tue 06:45`."""
    there = local(moment, zone)
    return f"{DAYS[there.weekday()]} {there:%H:%M}"


def phone_time(now: datetime) -> str:
    """Return Telegram's date-time entity, which shows the phone's own time whatever we believe.

    Where an app does not know that entity its words still say where to look.
    """
    return f'<tg-time unix="{int(now.timestamp())}" format="wt">the time at its top</tg-time>'


def compared_clock(now: datetime, zone: str) -> str:
    """Return a zone's time by our clock beside the phone's own (HTML): a wrong zone is seen."""
    there = local(now, zone)
    return (
        f"{there:%H:%M} there now, on {WEEKDAYS[there.weekday()]}. Your phone says "
        f"{phone_time(now)}. "
        "Not the same? Tap Change."
    )


def minutes(seconds: float) -> str:
    """Return a length in whole minutes, at least one."""
    return f"{max(1, round(seconds / 60))} min"


def span(length: timedelta) -> str:
    """Return a length of time in words a runner uses."""
    total = int(length.total_seconds() // 60)
    if total < 60:
        return f"{total} min"
    return f"{total // 60} h" + (f" {total % 60} min" if total % 60 else "")
