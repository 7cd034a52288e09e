"""Reports of a practice for the history, and its text for the row."""

from dataclasses import replace
from datetime import date, datetime
from typing import get_args

from pydantic import TypeAdapter

from content.drill import Side
from content.events import Report
from content.practice.model import Practice, Said, Step

SIDES: tuple[Side, ...] = get_args(Side)
_PRACTICE = TypeAdapter(Practice)


def reports(practice: Practice, at: datetime, day: date, practice_id: int) -> tuple[Report, ...]:
    """Return one report per drill and side touched so far; a step in hand counts as stopped."""
    return tuple(
        _report(practice, index, side, at, day, practice_id)
        for index, (step, said) in enumerate(zip(practice.steps, practice.said, strict=True))
        if (said.outcome is not None or said.told) and not said.left
        for side in (SIDES if step.side is None else (step.side,))
    )


def opens_flags(practice: Practice) -> bool:
    """Return whether red flags are due: something strong was told, and its questions are over.

    A sharp pull, numbness, a twist, another pain of 3 and more, or any pain of 6 and more.
    """
    return bool(practice.asks) and practice.alarm and practice.ask not in {"where", "side", "score"}


def cleared(practice: Practice) -> Practice:
    """Return the practice once its red flags were answered: they are not asked again."""
    return replace(practice, alarm=False, asks="")


def to_json(practice: Practice) -> str:
    """Return a practice as JSON text."""
    return _PRACTICE.dump_json(practice, exclude_defaults=True).decode()


def from_json(text: str) -> Practice:
    """Return the practice that `to_json` wrote."""
    return _PRACTICE.validate_json(text)


def _report(
    practice: Practice, index: int, side: Side, at: datetime, day: date, practice_id: int
) -> Report:
    step, said = practice.steps[index], practice.said[index]
    mine = _is_mine(step, said, side)
    return Report(
        at=at,
        day=day,
        practice=practice_id,
        moment=practice.moment,
        drill=step.drill,
        side=side,
        planned=step.judged,
        lowest=said.lowest,
        outcome=said.outcome or "stopped",
        felt=said.felt if mine else None,
        where=said.where if mine else None,
        score=said.score if mine else None,
        strong=said.strong and mine,
        pinched=said.pinched if mine else (),
        fault=said.fault,
        easier=said.easier,
        short=practice.minute or practice.moment == "before",
        minute=practice.minute,
    )


def _is_mine(step: Step, said: Said, side: Side) -> bool:
    """Return whether what was told at a step is about this ankle."""
    return step.side is not None or said.side in {None, side}
