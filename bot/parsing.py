"""Parsing what a runner typed: a time of day, hours, a date, lengths, and their name."""

import re
import unicodedata
from datetime import date, time

from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN

CM_PER_INCH = 2.54
LONGEST = 20  # characters of a time, a date or a length
LONGEST_NAME = 64  # characters; Telegram's own limit
# Characters that turn the text around them, which a name could carry into every sentence.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

# Local hours from the first up to the second; the same twice means none.
Hours = tuple[time, time]
NO_HOURS: Hours = (time(0), time(0))

_TIME = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})|(?P<tight>\d{2}))?"
    r"\s*(?:h|o'clock)?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
)
# Day before month where both are numbers, with dots; 12/12 could be either and is not read.
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})(?:\.(?:\s?(?P<year>\d{4}))?)?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s?(?P<month>[a-z]{3,9})\.?(?:,?\s(?P<year>\d{4}))?",
        r"(?P<month>[a-z]{3,9})\.?\s?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{4}))?",
    )
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*(?:h|hours?|:)\s*)?(?:(?P<minutes>\d{1,3})\s*(?:min|minutes|m|')?)?"
)
_LENGTH = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)?(?:\s*(?P<top>[1-9])/(?P<bottom>[248]))?"
    r"\s*(?P<unit>cm|in|inch|inches|\")?"
)
_FRACTIONS = {"¼": " 1/4", "½": " 1/2", "¾": " 3/4"}


def read_time(text: str) -> time | None:
    """Return the time of day in `6:45`, `6.45`, `0645`, `6h45`, `7 pm` or `19`, else None."""
    match = _match(_TIME, text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["tight"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute)


def read_start(text: str) -> tuple[str | None, time] | None:
    """Return the time of day in `6:45` or `tomorrow 6:45`, with the day's word if there is one."""
    word, _, rest = text.strip().lower().partition(" ")
    named = word in {"today", "tomorrow"}
    wall = read_time(rest if named else text)
    return None if wall is None else (word if named else None, wall)


def read_hours(text: str) -> Hours | None:
    """Return the hours in `22-6`, `21:30 - 6:30` or `none` (from and up to the same), else None."""
    if text.strip().lower() in {"none", "no", "off"}:
        return NO_HOURS
    start, dash, end = text.replace("–", "-").partition("-")
    first, last = read_time(start), read_time(end)
    return (first, last) if dash and first is not None and last is not None else None


def read_date(text: str, today: date) -> date | None:
    """Return the date in `12 Dec`, `Dec 12`, `12.12.` or `2026-12-12`, else None.

    Without its year it is the next one, today included.
    """
    match = next(filter(None, (_match(pattern, text) for pattern in _DATES)), None)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        return None
    years = [int(match["year"])] if match["year"] else [today.year, today.year + 1]
    found = [_day(year, month, int(match["day"])) for year in years]
    if match["year"]:
        return found[0]
    return next((day for day in found if day and day >= today), None)


def _month(text: str) -> int | None:
    """Return the month of a number or of a name's first letters, three at least."""
    if text.isdecimal():
        return int(text)
    named = (month for month, name in enumerate(_MONTHS, start=1) if name.startswith(text))
    return next(named, None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_centimetres(text: str, *, inches: bool = False) -> float | None:
    """Return a length in cm, from cm to the half or (`inches`, or said so) inches to the quarter.

    A fraction may be written as on a tape: `4 3/4` or `4¾`.
    """
    for one, written in _FRACTIONS.items():
        text = text.replace(one, written)
    match = _match(_LENGTH, text)
    if match is None or not (match["number"] or match["top"]):
        return None
    number = float((match["number"] or "0").replace(",", "."))
    number += int(match["top"]) / int(match["bottom"]) if match["top"] else 0.0
    unit = match["unit"] or ("in" if inches else "cm")
    return round(number * 2) / 2 if unit == "cm" else round(number * 4) / 4 * CM_PER_INCH


def read_minutes(text: str) -> int | None:
    """Return the minutes of a run in `75`, `75 min`, `1h30`, `1:30` or `2 h`, else None."""
    match = _match(_MINUTES, text)
    if match is None:
        return None
    minutes = 60 * int(match["hours"] or 0) + int(match["minutes"] or 0)
    return minutes if SHORTEST_RUN <= minutes <= LONGEST_RUN else None


def read_name(text: str) -> str:
    """Return a first name as it stands in a sentence, "runner" where nothing of it is left."""
    straight = "".join(one for one in text if unicodedata.bidirectional(one) not in _TURNING)
    return " ".join(straight.split())[:LONGEST_NAME] or "runner"


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    typed = text.strip().lower()
    return pattern.fullmatch(typed) if len(typed) <= LONGEST and typed.isascii() else None
