"""The history of a runner: events as frozen values, in the order they were told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, get_args

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from content.history import Cleared, Event, Flagged, Limits, Report
from storage.db import on_disk
from storage.tables import events

_KINDS: dict[str, TypeAdapter[Event]] = {
    kind.__name__.lower(): TypeAdapter(kind) for kind in get_args(Event)
}

# What may not be lost in a power cut once the runner was told that it is noted.
_SAFETY = (Flagged, Cleared, Limits)

_OF_RUNNER = events.c.runner == bindparam("of")
_PART = (events.c.practice == bindparam("of_practice")) & (events.c.part == bindparam("of_part"))
_HISTORY = select(events.c.kind, events.c.body).where(_OF_RUNNER).order_by(events.c.at, events.c.id)
_SINCE = (
    select(events.c.id, events.c.kind, events.c.body)
    .where(_OF_RUNNER, events.c.id > bindparam("last"))
    .order_by(events.c.id)
)
_ADD = insert(events)
_ADD_ONE = _ADD.returning(events.c.id)
_RETELL = update(events).where(_PART)
_TAKE_BACK = delete(events).where(_PART)


def add(conn: Connection, runner: int, event: Event) -> int:
    """Append an event to a runner's history and return its id."""
    if isinstance(event, _SAFETY):
        on_disk(conn)
    row = {"runner": runner, "practice": None, "part": None, **_body(event)}
    return int(conn.execute(_ADD_ONE, row).scalar_one())


def history(conn: Connection, runner: int) -> tuple[Event, ...]:
    """Return everything a runner has told us, the oldest first."""
    return tuple(event_of(*row) for row in conn.execute(_HISTORY, {"of": runner}))


def since(conn: Connection, runner: int, last: int) -> tuple[tuple[int, Event], ...]:
    """Return the events added after the one with the id `last`, each with its id.

    A practice that still goes on may replace its own reports; a closed one never does.
    """
    found = conn.execute(_SINCE, {"of": runner, "last": last})
    return tuple((int(number), event_of(kind, body)) for number, kind, body in found)


def sync(
    conn: Connection,
    runner: int,
    practice: int,
    before: Iterable[Report],
    told: Iterable[Report],
) -> None:
    """Make the kept reports of a practice those that are `told` now; `before` were the last.

    Both are given the same time, so that they differ only in what was said; what did not change
    keeps the time at which it was told.
    """
    was = {_part(report): report for report in before}
    now = {_part(report): report for report in told}
    for part, report in now.items():
        old = was.get(part)
        key = {"of_practice": practice, "of_part": part}
        if old is None:
            row = {"runner": runner, "practice": practice, "part": part, **_body(report)}
            conn.execute(_ADD, row)
        elif old != report:
            conn.execute(_RETELL, {**key, **_body(report)})
    for part in was.keys() - now.keys():
        conn.execute(_TAKE_BACK, {"of_practice": practice, "of_part": part})


def event_of(kind: str, body: str) -> Event:
    """Return an event from its kind and JSON as they are kept."""
    return _KINDS[kind].validate_json(body)


def _part(report: Report) -> str:
    return f"{report.drill}:{report.side}"


def _body(event: Event) -> dict[str, Any]:
    kind = type(event).__name__.lower()
    at: datetime = event.at
    return {"at": at, "kind": kind, "body": _KINDS[kind].dump_json(event).decode()}
