"""Reasons in words: one sentence a runner understands, made from the templates of `why.toml`."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field

from content.coach.session import Reason
from content.drill import Item
from content.library import Library

COUNTS = ("No", "One", "Two", "Three", "Four", "Five")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Why(Item):
    """The words of one reason: its sentence, and the rule behind it."""

    line: str = Field(min_length=1, max_length=160)
    rule: str = Field(min_length=1, max_length=160)


@cache
def templates(path: Path = Path(__file__).parent.parent / "why.toml") -> Mapping[str, Why]:
    """Return the words of every reason by its id; pydantic's error names the key that is wrong."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Why.model_validate(words) for name, words in table.items()}


def why(library: Library, reason: Reason, today: date) -> str:
    """Return a reason as one sentence."""
    drill = library.drills.get(reason.drill or "")
    flag = library.flags.get(reason.flag or "")
    sentence = templates()[reason.rule].line.format(
        drill=drill.name if drill else "This drill",
        side=reason.side or "sorer",
        day=on_day(reason.day, today),
        more=sessions(reason.more),
        rest=for_hours(reason.hours),
        flag=flag.label if flag else "a warning sign",
    )
    return " ".join(sentence.split())


def rule_behind(reason: Reason) -> str:
    """Return the rule behind a reason as one sentence."""
    return templates()[reason.rule].rule


def on_day(day: date | None, today: date) -> str:
    """Return when it was: today, yesterday, a weekday of the last week, or a date."""
    if day is None:
        return "last time"
    ago = (today - day).days
    if ago <= 1:
        return "today" if ago <= 0 else "yesterday"
    return f"on {WEEKDAYS[day.weekday()]}" if ago < 7 else f"on {day.day} {day:%B}"


def sessions(more: int | None) -> str:
    """Return how many calm sessions are wanted, as the beginning of a sentence."""
    count = max(1, more or 1)
    number = COUNTS[count] if count < len(COUNTS) else str(count)
    return f"{number} more calm session" if count == 1 else f"{number} calm sessions"


def for_hours(hours: int | None) -> str:
    """Return a rest in words a runner plans by: hours, or days."""
    if hours is None or hours <= 1:
        return "a short while"
    if hours <= 18:
        return f"{hours} more hours"
    days = round(hours / 24)
    return "one more day" if days == 1 else f"{COUNTS[min(days, 5)].lower()} more days"
