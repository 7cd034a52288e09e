"""What the coach will say itself; until then it is said here. To go once it does."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from bot.screens.running import Running
from content import coach
from content.coach import Reason, State
from content.coach.rules import load
from content.library import Library


def _running(state: State, library: Library, day: date) -> Running:
    """Return what a runner's answers mean for a run on this day."""
    flags = [
        library.flags[block.key] for block in state.blocks.values() if block.key in library.flags
    ]
    walked = state.walked if state.walked and state.walked.day == day else None
    gate = load().gate
    pain = 0 if walked is None else gate.no_run if walked.score is None else walked.score
    if pain >= gate.no_run or any(flag.running == "none" for flag in flags):
        return "none"
    bad_morning = state.no_loading == day.toordinal()
    if pain >= gate.easy or bad_morning or any(flag.running == "easy" for flag in flags):
        return "easy"
    return "free"


running = cast("Callable[[State, Library, date], Running]", getattr(coach, "running", _running))


def _news(library: Library, reasons: Iterable[Reason], day: date) -> str:
    """Return in a sentence or more what got smaller or left, each once."""
    return " ".join(dict.fromkeys(coach.why(library, one, day) for one in reasons))


news = cast("Callable[[Library, Iterable[Reason], date], str]", getattr(coach, "news", _news))


def numb_due(state: State) -> bool:
    """Tell whether it is to be asked if a numb feeling is gone."""
    return bool(getattr(state, "numb_due", False))
