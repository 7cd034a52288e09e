"""Wall-clock time to instant: from a local time and an IANA zone to the next UTC instant.

One rule for every clock change: of an hour that comes twice the first counts, and a time that is
jumped over moves forward by the length of the jump.
"""

import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.metadata import version
from zoneinfo import ZoneInfo

# Zones come from the tzdata package only, so that every machine computes the same instants.
zoneinfo.reset_tzpath(to=())
ZoneInfo.clear_cache()

EVERY_DAY = frozenset(range(7))

# A jump can carry a nominal day's time past the next day's; no jump so far was longer than a day.
_SPILL = 2

# Every rhythm comes round within a week; one that does not within two never will.
_EMPTY = 14


@cache
def zone_names() -> frozenset[str]:
    """Return every zone name a runner may have, from the tzdata package."""
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})


def rules_version() -> str:
    """Return the version of the zone rules in use, such as "2026.1"."""
    return version("tzdata")


@cache
def rules_of(zone: str) -> ZoneInfo:
    """Return the rules of a zone, read once; zoneinfo itself keeps only the last eight."""
    return ZoneInfo(zone)


def local(now: datetime, zone: str) -> datetime:
    """Return the instant `now` as it stands on a clock in `zone`."""
    return now.astimezone(rules_of(zone))


def local_day(now: datetime, zone: str) -> date:
    """Return the calendar day it is in `zone` at the instant `now`."""
    return local(now, zone).date()


def instant(day: date, wall: time, zone: str) -> datetime:
    """Return the UTC instant at which a clock in `zone` shows `wall` on `day`."""
    # PEP 495: with fold=0 a repeated time is its first occurrence, and a skipped one is read with
    # the offset before the jump, which lands it later by exactly the jump.
    return datetime.combine(day, wall.replace(fold=0, tzinfo=rules_of(zone))).astimezone(UTC)


def occurrences(
    walls: Callable[[date], Sequence[time]], zone: str, after: datetime
) -> Iterator[tuple[date, int, datetime]]:
    """Yield each (nominal day, place in it, UTC instant) later than `after`, strictly increasing.

    `walls` gives the wall-clock times of a day, in order; two weeks without any end the search.
    """
    day = local_day(after, zone) - timedelta(days=_SPILL)
    last = after
    ahead: list[tuple[datetime, date, int]] = []
    empty = 0
    while empty < _EMPTY:
        found = [(instant(day, wall, zone), day, n) for n, wall in enumerate(walls(day))]
        empty = 0 if found or ahead else empty + 1
        ahead = sorted([*ahead, *found])
        # What lies more than the longest jump behind the search can no longer be overtaken.
        while ahead and ahead[0][1] <= day - timedelta(days=_SPILL):
            at, nominal, place = ahead.pop(0)
            if at > last:
                last = at
                yield nominal, place, at
        day += timedelta(days=1)


def next_due(wall: time, zone: str, after: datetime, days: frozenset[int] = EVERY_DAY) -> datetime:
    """Return the first UTC instant later than `after` at which it is `wall` on one of `days`."""
    if not days:
        raise ValueError("a reminder needs at least one weekday")
    found = occurrences(lambda day: (wall,) if day.weekday() in days else (), zone, after)
    return next(found)[2]
