"""Reasons in words: one sentence a runner understands, made from the templates of `why.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from content.coach.plan import Reason
from content.drill import Item
from content.library import Library
from content.words import WEEKDAYS

COUNTS = ("no", "one", "two", "three", "four", "five")


class Why(Item):
    """The words of one reason: its sentence, the rule behind it, and its cause in mid-practice.

    A `quiet` reason changes nothing; a `beginning` one is of whoever begins a drill.
    """

    line: str = Field(min_length=1, max_length=160)
    rule: str = Field(min_length=1, max_length=160)
    cause: str = Field("", max_length=90)
    quiet: bool = False
    beginning: bool = False


@cache
def templates(path: Path = Path(__file__).parent.parent / "why.toml") -> Mapping[str, Why]:
    """Return the words of every reason by its id; pydantic's error names the key that is wrong."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Why.model_validate(words) for name, words in table.items()}


def why(library: Library, reason: Reason, today: date) -> str:
    """Return a reason as one sentence."""
    return _filled(templates()[reason.rule].line, library, reason, today)


def news(library: Library, reasons: Iterable[Reason], today: date) -> str:
    """Return in a sentence what left the practice in hand or got smaller, and why; "" for nothing.

    One sentence for each cause, with all the drills it is the cause of.
    """
    said: dict[tuple[str, str], list[str]] = {}
    for one in reasons:
        cause = _filled(templates()[one.rule].cause, library, one, today)
        drill = library.drills.get(one.drill or "")
        names = said.setdefault((_head(one), cause), [])
        if drill and (name := drill.name.lower()) not in names:
            names.append(name)
    return " ".join(_told(head, cause, names) for (head, cause), names in said.items())


def rule_behind(reason: Reason) -> str:
    """Return the rule behind a reason as one sentence."""
    return templates()[reason.rule].rule


def on_day(day: date | None, today: date) -> str:
    """Return when it was or will be: today, yesterday, tomorrow, a weekday nearby, or a date."""
    if day is None:
        return "last time"
    ago = (today - day).days
    if -1 <= ago <= 1:
        return ("tomorrow", "today", "yesterday")[ago + 1]
    return f"on {WEEKDAYS[day.weekday()]}" if abs(ago) < 7 else f"on {day.day} {day:%B}"


def sessions(more: int | None) -> str:
    """Return how many sessions without pain are wanted."""
    count = max(1, more or 1)
    number = COUNTS[count] if count < len(COUNTS) else str(count)
    return (
        f"{number} more session without pain" if count == 1 else f"{number} sessions without pain"
    )


def for_hours(hours: int | None) -> str:
    """Return a break in words a runner plans by: hours, or days."""
    if hours is None or hours <= 1:
        return "a short while"
    if hours <= 18:
        return f"{hours} more hours"
    days = round(hours / 24)
    return "one more day" if days == 1 else f"{COUNTS[min(days, 5)]} more days"


def _filled(template: str, library: Library, reason: Reason, today: date) -> str:
    drill = library.drills.get(reason.drill or "")
    flag = library.flags.get(reason.flag or "")
    sentence = template.format(
        drill=drill.name.lower() if drill else "drill",
        side=reason.side or "sore",
        day=on_day(reason.day, today),
        more=sessions(reason.more) + _not_before(reason.earliest, today),
        rest=for_hours(reason.hours),
        flag=flag.label if flag else "a warning sign",
    )
    return " ".join(sentence.split())


def _not_before(day: date | None, today: date) -> str:
    return f", but not before {on_day(day, today).removeprefix('on ')}" if day else ""


def _head(reason: Reason) -> str:
    if reason.smaller:
        return "Smaller today"
    return f"Left out on the {reason.ankle} today" if reason.ankle else "Left out today"


def _told(head: str, cause: str, names: list[str]) -> str:
    because = f", because {cause}" if cause else ""
    return f"{head}{because}: {', '.join(names)}." if names else f"{head}{because}."
