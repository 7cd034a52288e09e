"""Event store: a runner's history as frozen values, in the order they were told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from content.events import (
    Cleared,
    Event,
    Flagged,
    Limits,
    Measured,
    Morning,
    Numbness,
    Report,
    Sorer,
    Walking,
)
from storage import unreadable
from storage.db import require_durable_commit
from storage.tables import events, practices

# How each event is named where it is stored and exported: a name here never changes.
KINDS: Mapping[str, type[Event]] = {
    "report": Report,
    "morning": Morning,
    "flagged": Flagged,
    "cleared": Cleared,
    "limits": Limits,
    "sorer": Sorer,
    "measured": Measured,
    "walking": Walking,
    "numbness": Numbness,
}
_NAMES = {made: kind for kind, made in KINDS.items()}
_ADAPTERS: Mapping[str, TypeAdapter[Event]] = {
    kind: TypeAdapter(made) for kind, made in KINDS.items()
}

# Before anything was ever told.
BEFORE = datetime(1970, 1, 1, tzinfo=UTC)

# What may not be lost in a power cut once the runner was told that it is noted.
_SAFETY = (Flagged, Cleared, Limits)

_OF_RUNNER = events.c.runner == bindparam("of")
_PART = (events.c.practice == bindparam("of_practice")) & (events.c.part == bindparam("of_part"))
_ROW = (events.c.id, events.c.at, events.c.kind, events.c.body)
_HISTORY = select(*_ROW).where(_OF_RUNNER).order_by(events.c.at, events.c.id)
_UP_TO = select(func.count(), func.sum(events.c.id)).where(
    _OF_RUNNER, events.c.at <= bindparam("mark")
)
_SINCE = (
    select(*_ROW, func.coalesce(practices.c.open, False))
    .outerjoin(practices, practices.c.id == events.c.practice)
    .where(_OF_RUNNER, events.c.at > bindparam("mark"))
    .order_by(events.c.at, events.c.id)
)
_ADD = insert(events)
_ADD_ONE = _ADD.returning(events.c.id)
_RETELL = update(events).where(_PART)
_TAKE_BACK = delete(events).where(_PART)


class Told(NamedTuple):
    """An event as it stands in a history; while it is `open` its practice may take it back."""

    id: int
    event: Event
    open: bool


class Entry(NamedTuple):
    """A place in a history, whether or not (None) the event that stands there can be read."""

    id: int
    at: datetime
    event: Event | None
    open: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A time in a history, and how many events there are up to it, with the sum of their ids.

    Closed events never change. So while count and sum are the same, what is up to the mark is
    the same too: nothing was deleted, and nothing came in late with an earlier time.
    """

    at: datetime = BEFORE
    count: int = 0
    ids: int = 0

    def after(self, entries: Sequence[Entry]) -> "Mark":
        """Return the mark behind the entries that follow this one."""
        ids = self.ids + sum(one.id for one in entries)
        return Mark(entries[-1].at, self.count + len(entries), ids)


def add(conn: Connection, runner: int, event: Event) -> int:
    """Append an event to a runner's history and return its id."""
    if isinstance(event, _SAFETY):
        require_durable_commit(conn)
    row = {"runner": runner, "practice": None, "part": None, **_body(event)}
    return int(conn.execute(_ADD_ONE, row).scalar_one())


def history(conn: Connection, runner: int) -> tuple[Event, ...]:
    """Return everything a runner has told us that can be read, the oldest first."""
    return tuple(
        event
        for row in conn.execute(_HISTORY, {"of": runner})
        if (event := _read(*row)) is not None
    )


def since(conn: Connection, runner: int, mark: Mark) -> tuple[Told, ...]:
    """Return what a runner has told after a mark, the oldest first; `Mark()` is the beginning."""
    return tuple(
        Told(one.id, one.event, one.open)
        for one in entries(conn, runner, mark)
        if one.event is not None
    )


def entries(conn: Connection, runner: int, mark: Mark) -> tuple[Entry, ...]:
    """Return every place of a history after a mark, also of what cannot be read."""
    found = conn.execute(_SINCE, {"of": runner, "mark": mark.at})
    return tuple(
        Entry(number, at, _read(number, at, kind, body), bool(is_open))
        for number, at, kind, body, is_open in found
    )


def holds(conn: Connection, runner: int, mark: Mark) -> bool:
    """Tell whether the history up to a mark is still what it was."""
    found = conn.execute(_UP_TO, {"of": runner, "mark": mark.at}).one()
    return (found[0], int(found[1] or 0)) == (mark.count, mark.ids)


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
    return _ADAPTERS[kind].validate_json(body)


def _read(number: int, at: datetime, kind: str, body: str) -> Event | None:
    try:
        return event_of(kind, body)
    except (KeyError, ValueError) as error:
        unreadable.note("events", number, error)
        return unreadable.salvaged(kind, at, body)


def _part(report: Report) -> str:
    return f"{report.drill}:{report.side}"


def _body(event: Event) -> dict[str, Any]:
    kind = _NAMES[type(event)]
    at: datetime = event.at
    return {"at": at, "kind": kind, "body": _ADAPTERS[kind].dump_json(event).decode()}
