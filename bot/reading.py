"""Reading what a runner typed: a time of day, a length in centimetres or inches."""

import re
from datetime import time

CM_PER_INCH = 2.54

_TIME = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})|(?P<tight>\d{2}))?"
    r"\s*(?:h|o'clock)?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
)
_LENGTH = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>cm|in|inch|inches|\"|”)?")


def read_time(text: str) -> time | None:
    """Return the time of day in `6:45`, `6.45`, `0645`, `6h45`, `7 pm` or `19`, else None."""
    match = _TIME.fullmatch(text.strip().lower()[:20])
    if match is None or not text.isascii():
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["tight"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute)


def read_centimetres(text: str, *, inches: bool = False) -> float | None:
    """Return a length in cm to the half centimetre, from cm or (`inches`, or said so) inches."""
    match = _LENGTH.fullmatch(text.strip().lower()[:20])
    if match is None or not text.isascii():
        return None
    number = float(match["number"].replace(",", "."))
    unit = match["unit"] or ("in" if inches else "cm")
    return round(number * (1 if unit == "cm" else CM_PER_INCH) * 2) / 2
