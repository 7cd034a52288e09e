"""A runner's own runs as a calendar file, each with its reminder; for a calendar of their own."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, vDuration, vRecur

from scheduler.wall_clock import local_day

_NAME = "Runs, with Dorsi"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# The zone's clock changes are written out from before (some programs overlook the first of a kind:
# ical.js does) until long after; a newer file brings newer ones.
_ZONE_BEFORE, _ZONE_AFTER = timedelta(days=366 * 2), timedelta(days=366 * 5)


@dataclass(frozen=True, slots=True)
class Single:
    """One run put there by hand: what it is called among the runner's runs, start and minutes."""

    name: str
    start: datetime
    minutes: int


def key(runner: int, since: datetime) -> str:
    """Return what a runner's own file is known by; nobody can tell their Telegram id from it.

    The microsecond of the first hello, in `since`, is known to nobody else.
    """
    return hashlib.sha256(f"{runner} {since.timestamp()}".encode()).hexdigest()[:16]


def ending(key: str) -> str:
    """Return what every UID in a runner's own file ends in; `key` is theirs and tells nothing."""
    return f".{key}@dorsi"


def write(
    days: Mapping[int, Sequence[tuple[time, int]]],
    cycle: int,
    singles: Iterable[Single],
    *,
    zone: str,
    lead: int,
    key: str,
    now: datetime,
) -> bytes:
    """Return a runner's rhythm and single runs as a calendar, with reminders `lead` minutes before.

    `days` maps a day of the cycle (7: the weekday, 0 is Monday; 2: every other day) to its starts,
    local time and minutes. The same run has the same UID in every file, also at another time.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dorsi//Runs//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = _NAME
    for event in (*_regular(days, cycle, zone, key, now), *_single(singles, zone, key)):
        event.DTSTAMP = now
        event.add("summary", "Run")
        event.add_component(_alarm(lead))
        calendar.add_component(event)
    calendar.add_missing_timezones(
        first_date=local_day(now - _ZONE_BEFORE, zone),
        last_date=local_day(now + _ZONE_AFTER, zone),
    )
    for zone_rules in calendar.timezones:
        _spread(zone_rules)
    return bytes(calendar.to_ical())


def _spread(zone_rules: Timezone) -> None:
    """Give each clock change a line of its own: of a list ical.js reads the first one only."""
    for part in zone_rules.subcomponents:
        changes = part.pop("rdate", None)
        for change in getattr(changes, "dts", ()):
            part.add("rdate", change.dt)


def _regular(
    days: Mapping[int, Sequence[tuple[time, int]]], cycle: int, zone: str, key: str, now: datetime
) -> Iterator[Event]:
    today = local_day(now, zone)
    for index, starts in sorted(days.items()):
        first = today + timedelta(days=(index - (today.toordinal() - 1)) % cycle)
        for number, (wall, minutes) in enumerate(starts, 1):
            event = _event(f"{cycle}-{index}-{number}{ending(key)}", minutes)
            event.add("dtstart", datetime.combine(first, wall, ZoneInfo(zone)))
            event.add("rrule", _rule(cycle, first))
            yield event


def _single(singles: Iterable[Single], zone: str, key: str) -> Iterator[Event]:
    for single in singles:
        event = _event(f"{single.name}{ending(key)}", single.minutes)
        event.add("dtstart", single.start.astimezone(ZoneInfo(zone)))
        yield event


def _event(uid: str, minutes: int) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("duration", vDuration(timedelta(minutes=minutes)))
    return event


def _rule(cycle: int, first: date) -> vRecur:
    if cycle == 7:
        return vRecur(freq="weekly", byday=_DAYS[first.weekday()])
    return vRecur(freq="daily", interval=cycle)


def _alarm(lead: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Your ankles, {lead} min before the run")
    alarm.add("trigger", timedelta(minutes=-lead))
    return alarm
