"""Reading what a runner typed: a time of day, a length, and the name they go by."""

import re
import unicodedata
from datetime import time

CM_PER_INCH = 2.54
LONGEST = 20  # characters of a time or a length
LONGEST_NAME = 64  # characters; Telegram's own limit
# Characters that turn the text around them, which a name could carry into every sentence.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

_TIME = re.compile(
    r"(?:at\s+)?(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})|(?P<tight>\d{2}))?"
    r"\s*(?:h|o'clock)?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
)
_LENGTH = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*(?P<unit>cm|in|inch|inches|\")?")


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


def read_centimetres(text: str, *, inches: bool = False) -> float | None:
    """Return a length in cm to the half centimetre, from cm or (`inches`, or said so) inches."""
    match = _match(_LENGTH, text)
    if match is None:
        return None
    number = float(match["number"].replace(",", "."))
    unit = match["unit"] or ("in" if inches else "cm")
    return round(number * (1 if unit == "cm" else CM_PER_INCH) * 2) / 2


def read_name(text: str) -> str:
    """Return a first name as it stands in a sentence, "runner" where nothing of it is left."""
    straight = "".join(one for one in text if unicodedata.bidirectional(one) not in _TURNING)
    return " ".join(straight.split())[:LONGEST_NAME] or "runner"


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    typed = text.strip().lower()
    return pattern.fullmatch(typed) if len(typed) <= LONGEST and typed.isascii() else None
