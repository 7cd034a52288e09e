"""A reminder that is due, as a value, and the query that has its columns."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from scheduler.backoff import Say
from scheduler.kinds import Kind
from storage.tables import nudges, runners, runs

AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A nudge to say now: `start` and `minutes` are its run's, None for a nudge of the day.

    `say` is what back-off puts in the card's place; `times_sent` how often it was said
    before, `message` the last of those; `sending` that it may have arrived without an answer.
    `lease` is the end of the claim it is held by.
    """

    id: int
    runner: int
    chat: int
    zone: str
    kind: Kind
    run: int | None
    start: datetime | None
    minutes: int | None
    due: datetime
    deadline: datetime
    snoozes: int
    times_sent: int
    message: int | None
    sending: bool
    say: Say = "card"
    lease: datetime | None = field(default=None, compare=False)


_FIELDS = (
    *(nudges.c.id, nudges.c.runner, nudges.c.kind, nudges.c.run, nudges.c.due),
    *(nudges.c.deadline, nudges.c.snoozes, nudges.c.times_sent, nudges.c.message, nudges.c.sending),
    *(runners.c.chat, runners.c.zone, runs.c.start, runs.c.minutes),
)
DUE = (
    select(*_FIELDS)
    .join(runners, runners.c.id == nudges.c.runner)
    .outerjoin(runs, runs.c.id == nudges.c.run)
)


def as_due(row: AnyRow, say: Say = "card") -> DueReminder:
    """Return a row of the query DUE as a value; its columns are named as the fields of Due."""
    return DueReminder(**{column.key: getattr(row, column.key) for column in _FIELDS}, say=say)
