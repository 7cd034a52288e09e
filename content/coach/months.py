"""When a limit that ends by itself is over, and which months are worth asking about."""

from calendar import monthrange
from datetime import date, timedelta

from content.flag import Flag


def limit_ends(known: Flag, since: date) -> date | None:
    """Return the first day on which a limit is over by itself, None where it never is.

    A month that was asked is kept as its last day. A date from before months were asked is the
    day it was told, and ends by the 28th, as it always did.
    """
    if not known.months:
        return None
    year, month = divmod(since.month - 1 + known.months, 12)
    year, month = since.year + year, month + 1
    longest = monthrange(year, month)[1] if since == last_day(since) else 28
    return date(year, month, min(since.day, longest))


def is_over(known: Flag, since: date | None, day: date) -> bool:
    """Return whether a limit that counts from a date is over by itself on a day."""
    end = limit_ends(known, since) if since else None
    return end is not None and day >= end


def months_asked(known: Flag, day: date) -> tuple[date, ...]:
    """Return the last days of the months that matter for a limit on a day, this one first.

    From any earlier month it would be over; there is none to ask where it never ends by itself.
    """
    if known.clear != "months":
        return ()
    months = [last_day(day)]
    while not is_over(known, before := months[-1].replace(day=1) - timedelta(days=1), day):
        months.append(before)
    return tuple(months)


def last_day(day: date) -> date:
    """Return the last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
