"""Following a calendar: what differs from the last reading becomes what differs in the plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from scheduler.calendars import PlannedRun
from scheduler.states import RunState
from storage import imports
from storage.reminders import planner
from storage.runners import Runner
from storage.tables import runs

# As far ahead as a calendar is read: what comes into sight at its far end is no news.
SIGHT = timedelta(weeks=26)

_CARD = select(runs.c.start, runs.c.minutes, runs.c.state).where(
    runs.c.runner == bindparam("of"), runs.c.uid == bindparam("named")
)
_RENAME = (
    update(runs)
    .where(runs.c.runner == bindparam("of"), runs.c.uid == bindparam("named"))
    .values(uid=bindparam("other"))
)


@dataclass(frozen=True, slots=True)
class Moved:
    """A run that was at one time, aware UTC, and is at another."""

    was: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new reading changed among the runs to come."""

    moved: tuple[Moved, ...] = ()
    added: tuple[datetime, ...] = ()
    removed: tuple[datetime, ...] = ()
    changed: int = 0

    def __bool__(self) -> bool:
        return bool(self.moved or self.added or self.removed or self.changed)


def bring(
    conn: Connection,
    who: Runner,
    seen: Iterable[PlannedRun],
    read_at: datetime,
    found: Iterable[PlannedRun],
    now: datetime,
) -> Changes:
    """Bring a held runner's cards from the last reading of a calendar to the new one.

    Only what the calendar itself changed is touched: a run the runner moved, called off, left out
    or took back is theirs. A run in a pause is left out of it, and of what is said.
    """
    before, after = {one.uid: one for one in seen}, {one.uid: one for one in found}
    _same_by_time(conn, who, before, after)
    wanted: list[PlannedRun] = []
    moved: list[Moved] = []
    added: list[datetime] = []
    removed: list[datetime] = []
    changed = 0
    for uid in before.keys() | after.keys():
        old, new = before.get(uid), after.get(uid)
        if new is not None and old is None:
            if not new.cancelled and new.start > now and _card(conn, who, uid) is None:
                wanted.append(new)
                added += [new.start] if new.start <= read_at + SIGHT else []
            continue
        if old is None or not _is_the_calendars(conn, who, old, now):
            continue
        if new is None or new.cancelled:
            wanted.append(replace(old, cancelled=True))
            removed.append(old.start)
        elif new.start <= now:
            continue
        elif new.start != old.start:
            wanted.append(new)
            moved.append(Moved(old.start, new.start))
        elif new.minutes != old.minutes:
            wanted.append(new)
            changed += 1
    imports.bring(conn, who, sorted(wanted, key=lambda one: one.start), now)
    quiet = planner.beginning(who, now)
    return Changes(
        tuple(sorted((one for one in moved if one.now >= quiet), key=lambda one: one.was)),
        tuple(sorted(start for start in added if start >= quiet)),
        tuple(sorted(start for start in removed if start >= quiet)),
        changed,
    )


def _card(conn: Connection, who: Runner, uid: str) -> Row[*tuple[Any, ...]] | None:
    return conn.execute(_CARD, {"of": who.id, "named": uid}).one_or_none()


def _is_the_calendars(conn: Connection, who: Runner, old: PlannedRun, now: datetime) -> bool:
    """Tell whether a card still is to come and where the last reading put it."""
    card = _card(conn, who, old.uid)
    if card is None or old.cancelled or old.start <= now:
        return False
    return bool(card.state == RunState.OPEN and card.start == old.start)


def _same_by_time(
    conn: Connection, who: Runner, before: dict[str, PlannedRun], after: dict[str, PlannedRun]
) -> None:
    """Call an entry by its new name where only that changed: some sites name all anew each time."""
    new = {after[uid].start: uid for uid in after.keys() - before.keys()}
    for uid in sorted(before.keys() - after.keys()):
        named = new.pop(before[uid].start, None)
        if named is not None:
            before[named] = replace(before.pop(uid), uid=named)
            conn.execute(_RENAME, {"of": who.id, "named": uid, "other": named})
