"""Which days an entry repeats on: every so many days or weeks, as RFC 5545 (3.3.10) has it.

Other rules are refused. A week's plan needs no more, and each further part of that grammar is a
way to make a program count for ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any, Literal, cast

from icalendar import vRecur

from scheduler.calendars.moments import Moment, to_zone

_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"}
_DAYS = {name: day for day, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_LONGEST = 200  # characters; with every part that we follow it has about a hundred
_MOST = 2**31  # above it a number is no plan but an attack on arithmetic


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `weekdays` and `week_start` count from Monday as 0, `until` is a local time."""

    every: Literal["day", "week"]
    interval: int = 1
    weekdays: frozenset[int] = frozenset()
    week_start: int = 0
    most: int | None = None
    until: datetime | None = None


def read_rule(value: str, start: Moment) -> Rule:
    """Return the rule of an entry that begins at `start`; ValueError for one we do not follow."""
    if len(value) > _LONGEST:
        raise ValueError("a rule longer than any that is meant")
    parts = cast("dict[str, list[Any]]", vRecur.from_ical(value.upper()))
    if not set(parts) <= _PARTS:
        raise ValueError("a rule with parts beyond those of a week")
    every = {"DAILY": "day", "WEEKLY": "week"}.get(_one(parts, "FREQ", ""))
    interval, most = _one(parts, "INTERVAL", 1), _one(parts, "COUNT", None)
    if every is None or not 0 < interval < _MOST or (most is not None and not 0 < most < _MOST):
        raise ValueError("a rule that is not daily or weekly, or with a senseless number")
    return Rule(
        cast("Literal['day', 'week']", every),
        interval,
        frozenset(_DAYS[day] for day in parts.get("BYDAY", ())),
        _DAYS[_one(parts, "WKST", "MO")],
        most,
        _until(_one(parts, "UNTIL", None), start),
    )


def _one(parts: dict[str, list[Any]], name: str, default: Any) -> Any:
    """Return the only value of a part."""
    values = parts.get(name, [default])
    if len(values) != 1:
        raise ValueError(f"{name} has one value")
    return values[0]


def _until(last: date | datetime | None, start: Moment) -> datetime | None:
    """Return the last local time an entry may begin; a date includes its whole day."""
    if last is None:
        return None
    if not isinstance(last, datetime):
        return datetime.combine(last, time.max)
    if last.tzinfo is None or start.all_day:
        return last.replace(tzinfo=None)
    return to_zone(Moment(last.replace(tzinfo=None), "UTC"), start.zone)


def days(rule: Rule, first: date, since: date, until: date) -> Iterator[date]:
    """Yield the days from `since` to `until` on which an entry that begins on `first` repeats.

    However long ago that was: what lies before `since` is calculated, not counted.
    """
    period = 7 * rule.interval  # days after which everything comes round
    if rule.every == "week":
        base = first.toordinal() - (first.weekday() - rule.week_start) % 7
        weekdays = rule.weekdays or {first.weekday()}
        offsets = sorted((day - rule.week_start) % 7 for day in weekdays)
    else:
        base = first.toordinal()
        steps = range(0, period, rule.interval)
        weekdays = rule.weekdays or frozenset(range(7))
        offsets = [step for step in steps if (first.weekday() + step) % 7 in weekdays]
    if not offsets:
        return
    before = sum(base + offset < first.toordinal() for offset in offsets)
    for turn in count(max(0, (since.toordinal() - base) // period)):
        for place, offset in enumerate(offsets):
            day = base + turn * period + offset
            number = turn * len(offsets) + place - before
            if day > until.toordinal() or (rule.most is not None and number >= rule.most):
                return
            if day >= max(first, since).toordinal():
                yield date.fromordinal(day)
