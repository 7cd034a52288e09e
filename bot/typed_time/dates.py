"""Reading a typed day: `12th of December`, `24. Dezember`, `12.12.`, `Sat`, `in 2 weeks`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from bot.typed_time.words import LONGEST, any_numbered, any_of, month, numbered, plain

Days = tuple[date, ...]
CENTURY = 2000
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|o|a|e|\.)?"
_MONTH = r"(?P<month>[^\W\d_]{3,14})"
_YEAR = r"(?P<year>\d{4}|'?\d{2}(?!\d))"


def read_days(text: str, today: date) -> Days:
    """Return the days that typed text can mean: none, one, or several to ask about.

    A day without its year is the next one, today included. 5/12 may be May or December.
    """
    typed = plain(text).strip(" ,!")
    if not typed or len(typed) > LONGEST:
        return ()
    return _named(typed, today) or _away(typed, today) or _dated(typed, today)


def read_date(text: str, today: date) -> date | None:
    """Return the one day that typed text means, else None."""
    days = read_days(text, today)
    return days[0] if len(days) == 1 else None


def read_period(text: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of `from 12 Dec to 20 Dec` or `12-20 Dec`, else None."""
    typed = re.sub(rf"^{any_of('from')}\s*", "", plain(text))
    if len(typed) > LONGEST:
        return None
    for split in re.finditer(rf"\s*(?:-|(?<!\w){any_of('until')})\s*", typed):
        start, end = typed[: split.start()], typed[split.end() :]
        last = read_date(re.sub(rf"^{any_of('until', 'at')}\s+", "", end), today)
        if last is None or not start:
            continue
        first = read_date(start, today) or _borrowing(start, last)
        if first is not None and first > last and not re.search(r"\d{4}", end):
            last = _safe(last.year + 1, last.month, last.day) or last
        if first is not None and first <= last:
            return first, last
    return None


def _borrowing(text: str, last: date) -> date | None:
    """Return the day of a number that goes with the month of the last day: "12" to "20 Dec"."""
    match = re.fullmatch(rf"(?:{any_of('at')}\s+)*(\d{{1,2}}){_ORDINAL}", text)
    return _safe(last.year, last.month, int(match[1])) if match else None


def _named(typed: str, today: date) -> Days:
    """Return today, tomorrow, or the next of a weekday."""
    word = re.sub(rf"^(?:{any_of('at')}\s+)+", "", typed).rstrip(".")
    ahead = numbered("days").get(word)
    if ahead is None and (weekday := numbered("weekdays").get(word)) is not None:
        ahead = (weekday - today.weekday()) % 7
    return () if ahead is None else (today + timedelta(days=ahead),)


def _away(typed: str, today: date) -> Days:
    """Return the day in so many days or weeks."""
    match = _in().fullmatch(typed)
    if match is None:
        return ()
    many = int(match["many"]) if match["many"] else 1
    return (today + timedelta(days=many * (7 if match["weeks"] else 1)),)


@cache
def _in() -> re.Pattern[str]:
    many = rf"(?:(?P<many>\d{{1,3}})|{any_of('one')})"
    return re.compile(
        rf"{any_of('in')}\s*{many}\s*(?:(?P<weeks>{any_of('weeks')})|{any_of('days')})"
    )


def _dated(typed: str, today: date) -> Days:
    match = _weekday_first().match(typed)
    weekday = numbered("weekdays")[match["weekday"]] if match else None
    rest = typed[match.end() :] if match else typed
    found = {day for day in _read(rest, today) if weekday in {None, day.weekday()}}
    return tuple(sorted(found))


@cache
def _weekday_first() -> re.Pattern[str]:
    return re.compile(rf"(?P<weekday>{any_numbered('weekdays')})\.?,?\s+")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    of = rf"(?:{any_of('at')}\s*)*"
    return tuple(
        re.compile(rf"{of}{pattern}")
        for pattern in (
            r"(?P<year>\d{4})\s?[-./年]\s?(?P<m>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})日?",
            r"(?P<day>\d{1,2})\.\s?(?P<m>\d{1,2})(?:\.\s?" + _YEAR + r"?)?",
            r"(?P<m>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]?",
            rf"(?P<day>\d{{1,2}}){_ORDINAL}\s?{of}{_MONTH}\.?(?:,?\s(?:de\s)?{_YEAR})?",
            rf"{_MONTH}\.?\s?{of}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{_YEAR})?",
        )
    )


_EITHER = re.compile(rf"(?P<one>\d{{1,2}})\s?[/-]\s?(?P<other>\d{{1,2}})(?:\s?[/-]\s?{_YEAR})?")


def _read(typed: str, today: date) -> Iterator[date]:
    if match := _EITHER.fullmatch(typed):
        one, other = int(match["one"]), int(match["other"])
        for day, number in {(one, other), (other, one)}:
            if found := _on(day, number, match["year"], today):
                yield found
        return
    for pattern in _patterns():
        if match := pattern.fullmatch(typed):
            found_parts = match.groupdict()
            number = int(found_parts["m"]) if found_parts.get("m") else month(match["month"]) or 0
            if found := _on(int(match["day"]), number, found_parts.get("year"), today):
                yield found
            return


def _on(day: int, number: int, year: str | None, today: date) -> date | None:
    if year:
        full = year.lstrip("'")
        return _safe(int(full) + (CENTURY if len(full) == 2 else 0), number, day)
    # A leap day may be eight years away at most.
    ahead = (_safe(today.year + more, number, day) for more in range(2))
    return next((one for one in ahead if one and one >= today), None)


def _safe(year: int, number: int, day: int) -> date | None:
    try:
        return date(year, number, day)
    except ValueError:
        return None
