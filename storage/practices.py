"""Practices: the step machine's state between two taps, and the rule that a tap counts once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from content.library import Library, load
from content.practice import NotNow, Practice, cleared, fits, from_json, reports, to_json
from content.practice import answer as apply
from storage import unreadable
from storage.events import sync
from storage.tables import practices


@dataclass(frozen=True, slots=True)
class Kept:
    """A practice as it is kept; `day` is the runner's local day on which it began."""

    id: int
    runner: int
    practice: Practice
    begun: datetime
    day: date
    open: bool


@dataclass(frozen=True, slots=True)
class SetAside:
    """A practice that could not be read any more and was closed; its text and reports stay."""

    id: int


@dataclass(frozen=True, slots=True)
class Stale:
    """A tap that changed nothing, and the practice as it stands (None: not this runner's)."""

    kept: Kept | SetAside | None


# Plans what is left of a practice anew, from the history as this transaction sees it.
Heed = Callable[[Connection, Kept], Practice]

_OWN = (practices.c.id == bindparam("of_id")) & (practices.c.runner == bindparam("of_runner"))
_GET = select(practices).where(_OWN)
_LOCK = _GET.with_for_update()
_LATEST = (
    select(practices)
    .where(practices.c.runner == bindparam("of_runner"), practices.c.open)
    .order_by(practices.c.id.desc())
    .limit(1)
)
_ADD = insert(practices).returning(practices.c.id)
_CHANGE = update(practices).where(_OWN)


def begin(conn: Connection, runner: int, practice: Practice, now: datetime, day: date) -> Kept:
    """Keep a new practice and return it with its id."""
    state = {"turn": practice.turn, "state": to_json(practice), "open": True}
    row = {"runner": runner, "begun": now, "day": day, **state}
    made = conn.execute(_ADD, row).scalar_one()
    return Kept(made, runner, practice, now, day, open=True)


def get(conn: Connection, runner: int, practice: int) -> Kept | None:
    """Return a practice of this runner, None if it is not theirs or cannot be read."""
    return _only_kept(_read(conn, conn.execute(_GET, _own(runner, practice)).one_or_none()))


def hold(conn: Connection, runner: int, practice: int) -> Kept | SetAside | None:
    """Return a practice of this runner and hold it until the transaction ends, for `answer`."""
    return _read(conn, conn.execute(_LOCK, _own(runner, practice)).one_or_none())


def latest_open(conn: Connection, runner: int) -> Kept | None:
    """Return the practice this runner began last and has not ended, None if there is none."""
    return _only_kept(left(conn, runner))


def left(conn: Connection, runner: int) -> Kept | SetAside | None:
    """Return the practice this runner left, or word that it cannot be read and was closed now."""
    return _read(conn, conn.execute(_LATEST, {"of_runner": runner}).one_or_none())


def answer(
    conn: Connection,
    library: Library,
    kept: Kept | SetAside | None,
    turn: int,
    verb: str,
    now: datetime,
    heed: Heed,
) -> Kept | Stale:
    """Apply a tap made at `turn` and keep its reports; Stale if it does not fit any more.

    `kept` is held in this transaction: of two taps at the same turn only the first counts. What
    was told is heeded at once, for the steps still to come.
    """
    if not isinstance(kept, Kept) or not kept.open or kept.practice.turn != turn:
        return Stale(kept)
    try:
        after = apply(kept.practice, verb, library)
    except NotNow:
        return Stale(kept)
    before = reports(kept.practice, now, kept.day, kept.id)
    sync(conn, kept.runner, kept.id, before, reports(after, now, kept.day, kept.id))
    return _heeded(conn, replace(kept, practice=after), now, heed)


def resume(
    conn: Connection, runner: int, practice: int, now: datetime, day: date, heed: Heed
) -> Kept | SetAside | None:
    """Let an open practice go on later: what comes now counts for `day`, and is planned anew.

    Where that changes it, buttons of before do not fit any more.
    """
    kept = hold(conn, runner, practice)
    if not isinstance(kept, Kept) or not kept.open:
        return kept
    conn.execute(_CHANGE, {**_own(runner, practice), "begun": now, "day": day})
    kept = replace(kept, begun=now, day=day)
    after = _heeded(conn, kept, now, heed)
    if after.practice == kept.practice:
        return kept
    return _keep(conn, after, replace(after.practice, turn=after.practice.turn + 1))


def clear(conn: Connection, runner: int, practice: int) -> Kept | None:
    """Note that the red flags of a practice were answered, and return it; its turn stays."""
    kept = _only_kept(hold(conn, runner, practice))
    if kept is None or not kept.open:
        return kept
    return _keep(conn, kept, cleared(kept.practice))


def close(conn: Connection, runner: int, practice: int) -> None:
    """End a practice where it stands; its reports stay."""
    conn.execute(_CHANGE, {**_own(runner, practice), "open": False})


def close_latest(conn: Connection, runner: int) -> None:
    """End the practice a runner left, if there is one."""
    kept = latest_open(conn, runner)
    if kept is not None:
        close(conn, runner, kept.id)


def _heeded(conn: Connection, kept: Kept, now: datetime, heed: Heed) -> Kept:
    """Plan the rest anew and keep that; a step with something told may have got smaller by it."""
    after = heed(conn, kept)
    before = reports(kept.practice, now, kept.day, kept.id)
    sync(conn, kept.runner, kept.id, before, reports(after, now, kept.day, kept.id))
    return _keep(conn, kept, after)


def _keep(conn: Connection, kept: Kept, after: Practice) -> Kept:
    going_on = after.ask != "over"
    state = {"turn": after.turn, "state": to_json(after), "open": going_on}
    conn.execute(_CHANGE, {**_own(kept.runner, kept.id), **state})
    return replace(kept, practice=after, open=going_on)


def _own(runner: int, practice: int) -> dict[str, int]:
    return {"of_id": practice, "of_runner": runner}


def _read(conn: Connection, row: Row[*tuple[Any, ...]] | None) -> Kept | SetAside | None:
    """Return a row as a practice; an open one that cannot be gone on with is closed."""
    if row is None:
        return None
    try:
        practice = from_json(row.state)
    except ValueError as error:
        unreadable.note("practices", row.id, error)
    else:
        if not row.open or fits(practice, load()):
            return Kept(row.id, row.runner, practice, row.begun, row.day, row.open)
        unreadable.note("practices", row.id)
    if not row.open:
        return None
    close(conn, row.runner, row.id)
    return SetAside(row.id)


def _only_kept(found: Kept | SetAside | None) -> Kept | None:
    return found if isinstance(found, Kept) else None
