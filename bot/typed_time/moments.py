"""Reading a typed moment: a time with its day, or how far away it is (`Sat 8:00`, `in 2 hours`)."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache

from bot.typed_time.clocks import read_walls
from bot.typed_time.dates import read_days
from bot.typed_time.words import LONGEST, any_of, plain

FURTHEST = timedelta(hours=48)


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A time of day, on a day where one was named; 24:00 is 00:00 of the day after it."""

    wall: time
    day: date | None = None


def read_away(text: str) -> timedelta | None:
    """Return how far away `in 2 hours` or `in 90 min` is, else None."""
    match = _in().fullmatch(plain(text).strip(" .!"))
    if match is None or not (match["hours"] or match["minutes"] or match["one"] or match["half"]):
        return None
    hours = int(match["hours"] or 0) + bool(match["one"])
    away = timedelta(hours=hours, minutes=int(match["minutes"] or 0) + 30 * bool(match["half"]))
    return away if timedelta() < away <= FURTHEST else None


@cache
def _in() -> re.Pattern[str]:
    hours, minutes = any_of("hours", "oclock"), any_of("minutes")
    half = rf"(?P<half>{any_of('half_past', 'half_to')}e?\s+(?:{any_of('one')}\s+)?)?"
    return re.compile(
        rf"{any_of('in')}\s*{half}"
        rf"(?:(?:(?P<hours>\d{{1,2}})|(?P<one>{any_of('one')}))?\s*{hours}\s*)?"
        rf"(?:(?:{any_of('past')}|and)\s+)?(?:(?P<minutes>\d{{1,3}})(?:\s*{minutes})?)?"
    )


def read_moments(text: str, today: date) -> tuple[Moment, ...]:
    """Return the moments that typed text can mean: none, one, or several to ask about.

    The day may stand before the time or after it; without one only the time is known.
    """
    typed = plain(text).strip(" ,!")
    if not typed or len(typed) > LONGEST:
        return ()
    if walls := read_walls(typed):
        return tuple(map(Moment, walls))
    found: set[Moment] = set()
    for place in range(1, len(typed)):
        if not (typed[place - 1].isalnum() and typed[place].isdigit()) or typed[place - 1] > "⺀":
            left, right = typed[:place].rstrip(" ,"), typed[place:].lstrip(" ,")
            found |= _both(left, right, today) or _both(right, left, today)
    return tuple(sorted(found, key=lambda one: (one.day or today, one.wall)))


def _both(day: str, wall: str, today: date) -> set[Moment]:
    walls = read_walls(wall)
    days = read_days(day, today) if walls else ()
    later = _later(wall) if walls == (time(),) else (0,)
    return {Moment(one, on + timedelta(more)) for one in walls for on in days for more in later}


def _later(wall: str) -> tuple[int, ...]:
    """Return how many days a midnight is after the day named: 24:00 is one, a word may be both."""
    if not any(map(str.isdigit, wall)):
        return (0, 1)
    return (1,) if "24" in wall else (0,)
