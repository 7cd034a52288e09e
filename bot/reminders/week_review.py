"""Week review: what was asked, what was done, and what a runner may be told of it."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.services import Services
from content import coach
from scheduler.adherence import DAYS, WEEKS, Day, LookBack, Week, monday
from scheduler.wall_clock import instant, local_day
from storage import events, runners, weeks
from storage.events import Mark
from storage.runners import Runner
from storage.weeks import Asked


def look_back(conn: Connection, services: Services, runner: int, now: datetime) -> LookBack | None:
    """Return the look back on the week as it stands, None without a runner in a zone."""
    who = runners.get(conn, runner)
    if who is None or who.zone is None:
        return None
    state = services.states.of(conn, runner)
    today, first = local_day(now, who.zone), _first(who, now)
    begin = instant(first, time(), who.zone)
    recent = [told.event for told in events.since(conn, runner, Mark(begin))]
    off: frozenset[date] = frozenset()
    if coach.had_days_off(state, recent, first):
        off = coach.days_off(services.library, events.history(conn, runner), first, today)
    asked = weeks.asked(conn, who, first, monday(today) + timedelta(days=DAYS), now)
    found = _weeks(who, asked, coach.done_on(recent), off, now)
    return LookBack(
        found[-1],
        coach.grown(state, monday(today)),
        coach.sore_lately(services.library, recent, today),
        sum(week.kept for week in found),
        len(found),
    )


def _first(who: Runner, now: datetime) -> date:
    """Return the first day looked at: a Monday, of the runner's first week at the earliest."""
    this = monday(local_day(now, str(who.zone)))
    return max(this - timedelta(weeks=WEEKS - 1), monday(local_day(who.since, str(who.zone))))


def _weeks(
    who: Runner, asked: Asked, done: Counter[date], off: frozenset[date], now: datetime
) -> list[Week]:
    """Return the weeks looked at, this one last; a pause frees its days up to its end."""
    zone, first = str(who.zone), _first(who, now)
    this = monday(local_day(now, zone))
    back = local_day(who.paused_until, zone) if who.paused_until else this
    begun = local_day(who.paused_from, zone) if who.paused_from else this
    count = (this - first).days + DAYS
    days = [first + timedelta(days=n) for n in range(count)]
    told = [Day(asked.runs[d], asked.off[d], done[d], d in off or begun <= d < back) for d in days]
    return [Week(tuple(told[n : n + DAYS]), who.goal) for n in range(0, count, DAYS)]
