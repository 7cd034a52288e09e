"""When an entry happens: its local time and zone, whatever its program calls that zone."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from icalendar import vDDDTypes, vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from scheduler.calendars.entries import Line
from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN
from scheduler.wall_clock import instant, local, zone_names

DAY = timedelta(days=1)
# Some programs call a zone by its winter letters and mean its summer too (vobject does). To the
# tz database they are zones without a summer time, or none at all.
_LETTERS = {
    "EST": "America/New_York",
    "CST": "America/Chicago",
    "MST": "America/Denver",
    "PST": "America/Los_Angeles",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time (no tzinfo; midnight for a whole day) and the zone it is meant in.

    `guessed` means that the file named a zone nobody knows, so that the runner's was taken.
    """

    local: datetime
    zone: str
    all_day: bool = False
    guessed: bool = False

    @property
    def instant(self) -> datetime:
        """Return the instant in UTC."""
        return instant(self.local.date(), self.local.time(), self.zone)


def zone_of(tzid: str) -> str | None:
    """Return the IANA zone that a file means by `tzid`, None if nobody knows.

    Known are IANA names, those of Windows, and "/some.program/Europe/Berlin". A name is only
    ever looked up, never opened as a file.
    """
    name = tzid.strip().strip('"').strip("/")
    if name in _LETTERS:
        return _LETTERS[name]
    if name in zone_names():
        return name
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    parts = name.split("/")[-3:] if len(name) <= 128 else []
    ends = ("/".join(parts[first:]) for first in range(len(parts) - 1))
    return next((end for end in ends if end in zone_names()), None)


def read_moment(line: Line, zone: str) -> Moment:
    """Return the moment a line says; `zone` is the runner's, for times that name none."""
    found = vDDDTypes.from_ical(line.value.upper())
    if isinstance(found, datetime):
        if found.tzinfo is not None:
            return Moment(found.replace(tzinfo=None), "UTC")
        named = zone_of(line.tzid) if line.tzid else zone
        return Moment(found, named or zone, guessed=named is None)
    if isinstance(found, date):
        return Moment(datetime.combine(found, time()), zone, all_day=True)
    raise ValueError(f"no date or date-time: {line.value[:32]}")


def read_length(start: Moment, end: Line | None, duration: Line | None) -> timedelta | None:
    """Return how long an entry lasts, None where it does not say or says nonsense."""
    length = None
    if end is not None:
        till = read_moment(end, start.zone)
        same = till.zone == start.zone
        length = till.local - start.local if same else till.instant - start.instant
    elif duration is not None:
        length = vDuration.from_ical(duration.value.upper())
    return length if length is not None and length > timedelta() else None


def minutes_of(length: timedelta | None) -> int | None:
    """Return a length in whole minutes, at least 5 and at most 600."""
    if length is None:
        return None
    return min(max(length // timedelta(minutes=1), SHORTEST_RUN), LONGEST_RUN)


def to_zone(moment: Moment, zone: str) -> datetime:
    """Return a moment as a clock in `zone` shows it; a whole day stays that day."""
    # At either end of the calendar there is no room for another zone's offset; nobody runs there.
    if moment.all_day or moment.zone == zone or moment.local.year in {MINYEAR, MAXYEAR}:
        return moment.local
    return local(moment.instant, zone).replace(tzinfo=None)
