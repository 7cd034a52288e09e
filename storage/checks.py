"""Self-checks: what runners saw when they looked at how they move."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, insert, select

from storage import unreadable
from storage.tables import checks


@dataclass(frozen=True, slots=True)
class Observation:
    """One self-check: `name` is the check's id, `answers` what was said to its questions."""

    id: int
    at: datetime
    day: date
    name: str
    answers: Mapping[str, str]


_ANSWERS = TypeAdapter(dict[str, str])
_LIST = select(checks).where(checks.c.runner == bindparam("of")).order_by(checks.c.id)


def add(
    conn: Connection,
    runner: int,
    name: str,
    answers: Mapping[str, str],
    now: datetime,
    day: date,
) -> Observation:
    """Keep what a runner saw in a self-check on their local `day`."""
    row = {"runner": runner, "at": now, "day": day, "name": name, "answers": json.dumps(answers)}
    made = conn.execute(insert(checks).values(row).returning(checks.c.id)).scalar_one()
    return Observation(made, now, day, name, dict(answers))


def of(conn: Connection, runner: int) -> tuple[Observation, ...]:
    """Return a runner's self-checks that can be read, the oldest first."""
    return tuple(filter(None, map(_read, conn.execute(_LIST, {"of": runner}))))


def _read(row: Row[*tuple[Any, ...]]) -> Observation | None:
    try:
        answers = _ANSWERS.validate_json(row.answers)
    except ValueError as error:
        unreadable.note("checks", row.id, error)
        return None
    return Observation(row.id, row.at, row.day, row.name, answers)
