"""Reading a typed time of day: `18:30 Uhr`, `7 pm`, `18時30分`, `noon`, `half six`."""

import re
from datetime import time
from functools import cache

from bot.typed_time.words import LONGEST, any_numbered, any_of, numbered, plain

NOON, HALF_DAY = 12, 12
Walls = tuple[time, ...]


def read_walls(text: str) -> Walls:
    """Return the times of day that typed text can mean: none, one, or several to ask about.

    24:00 is 00:00. A number is an hour of the day; a spoken hour may be one before noon or after.
    """
    typed = plain(text).strip(" .,!")
    if not typed or len(typed) > LONGEST:
        return ()
    for pattern, read in ((_noon(), _of_noon), (_clock(), _of_clock), (_spoken(), _of_spoken)):
        if match := pattern.fullmatch(typed):
            return read(match)
    return ()


def read_time(text: str) -> time | None:
    """Return the one time of day that typed text means, else None."""
    walls = read_walls(text)
    return walls[0] if len(walls) == 1 else None


def _before() -> str:
    return rf"(?:{any_of('at', 'oclock')}\.?\s*)*"


def _half() -> str:
    am, pm = any_of("am"), any_of("pm")
    return rf"(?:(?P<am>a\.?\s?m\b\.?|{am})|(?P<pm>p\.?\s?m\b\.?|{pm}))"


@cache
def _noon() -> re.Pattern[str]:
    return re.compile(rf"{_before()}(?:(?P<noon>{any_of('noon')})|{any_of('midnight')})")


def _of_noon(match: re.Match[str]) -> Walls:
    return (time(NOON) if match["noon"] else time(),)


@cache
def _clock() -> re.Pattern[str]:
    oclock, minutes = any_of("oclock"), any_of("minutes")
    half = _half()
    before = half.replace("<am>", "<am_first>").replace("<pm>", "<pm_first>")
    return re.compile(
        rf"{_before()}(?:{before}\s*)?(?P<hour>\d{{1,2}})"
        rf"(?:\s*(?:[:.,]|{oclock}|\s)\s*(?P<minute>\d{{2}})(?:\s*{minutes})?|(?P<tight>\d{{2}}))?"
        rf"\s*(?:{oclock}\.?)?\s*{half}?"
    )


def _of_clock(match: re.Match[str]) -> Walls:
    hour, minute = int(match["hour"]), int(match["minute"] or match["tight"] or 0)
    am, pm = match["am"] or match["am_first"], match["pm"] or match["pm_first"]
    if am or pm:
        if not 1 <= hour <= HALF_DAY:
            return ()
        hour = hour % HALF_DAY + (HALF_DAY if pm else 0)
    if (hour, minute) == (24, 0):
        return (time(),)
    return (time(hour, minute),) if hour < 24 and minute < 60 else ()


@cache
def _spoken() -> re.Pattern[str]:
    steps = f"(?P<half_past>{any_of('half_past')})(?:\\s+{any_of('past')})?"
    steps += f"|(?P<half_to>{any_of('half_to')})"
    steps += f"|{any_of('quarter')}\\s+(?:(?P<past>{any_of('past')})|(?P<to>{any_of('to')}|to\\b))"
    hour = rf"(?P<word>{any_numbered('numbers')})|(?P<digits>\d{{1,2}})"
    thirty = r"(?P<minute>(?:fifteen|thirty|forty[ -]five))"
    return re.compile(
        rf"{_before()}(?:(?:{steps})\s+)?(?:{hour})(?:\s+{thirty})?"
        rf"\s*(?:{any_of('oclock')})?\s*{_half()}?"
    )


_MINUTE = {"fifteen": 15, "thirty": 30, "forty five": 45, "forty-five": 45}


def _of_spoken(match: re.Match[str]) -> Walls:
    hour = numbered("numbers")[match["word"]] if match["word"] else int(match["digits"])
    if hour > HALF_DAY:
        return ()
    minutes = 60 * (hour % HALF_DAY)
    found = {minutes + _MINUTE.get(match["minute"] or "", 0)}
    if match["half_past"]:  # half past to the British, half to to half of Europe
        found = {minutes + 30, minutes - 30}
    elif match["half_to"]:
        found = {minutes - 30}
    elif match["past"] or match["to"]:
        found = {minutes + (15 if match["past"] else -15)}
    if match["am"] or match["pm"]:
        later = {HALF_DAY * 60 if match["pm"] else 0}
    else:
        later = {0, HALF_DAY * 60}
    all_minutes = {(one + more) % (24 * 60) for one in found for more in later}
    return tuple(time(*divmod(one, 60)) for one in sorted(all_minutes))
