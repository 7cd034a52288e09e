"""Parsing what a runner typed: hours, lengths, and their name; `bot/typed_time` has the rest."""

import re
import unicodedata
from datetime import time
from functools import cache

from bot.typed_time.clocks import read_time
from bot.typed_time.words import any_of, plain
from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN

CM_PER_INCH = 2.54
LONGEST = 24  # characters of a length
LONGEST_NAME = 64  # characters; Telegram's own limit
# Characters that turn the text around them, which a name could carry into every sentence.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})

# Local hours from the first up to the second; the same twice means none.
Hours = tuple[time, time]
NO_HOURS: Hours = (time(0), time(0))

_LENGTH = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)?(?:\s*(?P<top>[1-9])/(?P<bottom>[248]))?"
    r"\s*(?P<unit>cm|in|inch|inches|\")?"
)
_FRACTIONS = {"¼": " 1/4", "½": " 1/2", "¾": " 3/4"}


def read_hours(text: str) -> Hours | None:
    """Return the hours in `22-6`, `from 22 to 6` or `none` (from and up to the same), else None."""
    if text.strip().lower() in {"none", "no", "off"}:
        return NO_HOURS
    typed = re.sub(rf"^{any_of('from')}\s*", "", plain(text))
    hours = [read_time(one) for one in re.split(rf"\s*(?:-|(?<!\w){any_of('until')})\s*", typed)]
    if len(hours) != 2 or hours[0] is None or hours[1] is None:
        return None
    return hours[0], hours[1]


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
    match = _match(_minutes(), text)
    if match is None:
        return None
    minutes = 60 * int(match["hours"] or 0) + int(match["minutes"] or 0)
    return minutes if SHORTEST_RUN <= minutes <= LONGEST_RUN else None


@cache
def _minutes() -> re.Pattern[str]:
    hours, minutes = any_of("hours", "oclock"), any_of("minutes")
    return re.compile(
        rf"(?:(?P<hours>\d{{1,2}})\s*(?:{hours}|:)\s*)?"
        rf"(?:(?P<minutes>\d{{1,3}})\s*(?:{minutes}|m|')?)?"
    )


def read_name(text: str) -> str:
    """Return a first name as it stands in a sentence, "runner" where nothing of it is left."""
    straight = "".join(one for one in text if unicodedata.bidirectional(one) not in _TURNING)
    return " ".join(straight.split())[:LONGEST_NAME] or "runner"


def _match(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    typed = plain(text)
    return pattern.fullmatch(typed) if len(typed) <= LONGEST else None
