"""One entry of a calendar file as Dorsi understands it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from icalendar.parser import unescape_backslash

from scheduler.calendars.entries import Entry, Line
from scheduler.calendars.moments import DAY, Moment, read_length, read_moment, to_zone
from scheduler.calendars.repeats import Rule, read_rule
from scheduler.calendars.titles import is_no_run, title_of

_LONGEST_UID = 80  # characters; longer ones are kept as their hash
# What programs write where they have no name for an entry; all of theirs would be the same one.
_NO_UID = {"", "none", "null", "undefined", "0"}


@dataclass(frozen=True, slots=True)
class Event:
    """An entry as read; `of` is the moment of a series it stands in for, None if it is its own."""

    uid: str
    of: Moment | None
    sequence: int
    start: Moment
    length: timedelta | None
    title: str
    categories: str
    cancelled: bool
    rule: Rule | None
    without: frozenset[date]

    def name(self, zone: str) -> str:
        """Return what it is called among all; `zone` is that of the series it belongs to."""
        return self.uid if self.of is None else day_of(self.uid, to_zone(self.of, zone).date())

    @property
    def no_run(self) -> bool:
        """Tell whether this plainly is something else, or several whole days ("week 3")."""
        spell = self.start.all_day and self.length is not None and self.length > DAY
        return spell or is_no_run(self.title, self.categories)


def day_of(uid: str, day: date) -> str:
    """Return what one day of a series is called."""
    return f"{uid}/{day:%Y%m%d}"


def read_event(entry: Entry, zone: str) -> Event:
    """Return what an entry says, `zone` being the runner's.

    ValueError, KeyError, TypeError or OverflowError for one that cannot be understood.
    """
    if {"RDATE", "EXRULE"} & set(entry) or len(entry.get("RRULE", ())) > 1:
        raise ValueError("an entry that repeats in ways we do not follow")
    start = read_moment(entry["DTSTART"][0], zone)
    length = read_length(start, _first(entry, "DTEND"), _first(entry, "DURATION"))
    if not start.all_day and start.local.time() == time() and length and length >= DAY:
        start = replace(start, zone=zone, all_day=True, guessed=False)  # some say it so
    rule, of = _first(entry, "RRULE"), _first(entry, "RECURRENCE-ID")
    title, status = title_of(_text(entry, "SUMMARY")), _text(entry, "STATUS").upper()
    return Event(
        _uid(entry, start, title),
        None if of is None else read_moment(of, zone),
        int((_first(entry, "SEQUENCE") or Line("0")).value[:9]),
        start,
        length,
        title,
        _text(entry, "CATEGORIES"),
        status == "CANCELLED",
        None if rule is None or of is not None else read_rule(rule.value, start),
        frozenset(_without(entry, start, zone)),
    )


def _without(entry: Entry, start: Moment, zone: str) -> Iterator[date]:
    """Yield the days taken out of a series."""
    for line in entry.get("EXDATE", ()):
        for value in line.value.split(","):
            yield to_zone(read_moment(replace(line, value=value), zone), start.zone).date()


def _uid(entry: Entry, start: Moment, title: str) -> str:
    """Return the entry's own name, or one made of its start and title where it has none."""
    uid = " ".join(_text(entry, "UID").split())
    if uid.casefold() in _NO_UID:
        uid = f"{start.local.isoformat()} {title}"
        return hashlib.sha256(uid.encode()).hexdigest()[:32]
    if len(uid) > _LONGEST_UID:
        return hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()
    return uid


def _first(entry: Entry, name: str) -> Line | None:
    return next(iter(entry.get(name, ())), None)


def _text(entry: Entry, name: str) -> str:
    line = _first(entry, name)
    return "" if line is None else unescape_backslash(line.value)
