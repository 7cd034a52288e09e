"""Links to calendars: given by a runner, opened once an hour at most, followed if they say so."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from scheduler.calendars import PlannedRun
from storage import lease_clock, unreadable
from storage.lease_clock import LATER, NOW
from storage.tables import links

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
# [own] Enough for somebody who tries what their app gives; too few to look for hosts with.
MOST_AN_HOUR = 6
MOST_FOLLOWED = 3
# Fetching and reading take 13 s at most; whoever died meanwhile is not waited for.
LEASE = timedelta(minutes=2)
# Hours until a link that failed so many times in a row is tried again, the last one ever after.
PAUSES = (6, 24, 48, 96, 168)

_SEEN: TypeAdapter[tuple[PlannedRun, ...]] = TypeAdapter(tuple[PlannedRun, ...])


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `repr` leaves out its address. `next_at` is None where it is not followed."""

    id: int
    runner: int
    address: str
    digest: str
    fetched_at: datetime | None
    etag: str | None
    modified: str | None
    seen: tuple[PlannedRun, ...] | None
    read_at: datetime | None
    next_at: datetime | None
    faults: int
    news: str | None

    def __repr__(self) -> str:
        return f"Link({self.id})"


_OF = links.c.runner == bindparam("of")
_ID = links.c.id == bindparam("key")
_FOLLOWED = links.c.next_at.is_not(None)
_COLUMNS = [links.c[name] for name in Link.__slots__]
_GET = select(*_COLUMNS).where(_OF, _ID)
_FIND = select(links.c.id).where(_OF, links.c.digest == bindparam("named"))
_LIST = select(*_COLUMNS).where(_OF, _FOLLOWED).order_by(links.c.id)
_COUNT = select(func.count()).where(_OF, links.c.fetched_at > bindparam("since"))
_DROP = delete(links).where(_OF, _ID)
_CHANGE = update(links).where(_ID)
_DUE = (
    select(*_COLUMNS)
    .where(
        _FOLLOWED,
        links.c.next_at <= bindparam("at"),
        links.c.leased_until.is_(None) | (links.c.leased_until <= NOW),
    )
    .order_by(links.c.next_at, links.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = _CHANGE.values(leased_until=LATER)


def give(conn: Connection, runner: int, address: str, now: datetime) -> int:
    """Keep a link a runner gave, once, and return its id."""
    digest = hashlib.sha256(address.encode()).hexdigest()[:32]
    known: int | None = conn.scalar(_FIND, {"of": runner, "named": digest})
    if known is not None:
        conn.execute(_CHANGE, {"key": known, "given_at": now})
        return known
    row = {"runner": runner, "address": address, "digest": digest, "given_at": now, "faults": 0}
    return int(conn.execute(insert(links).returning(links.c.id), row).scalar_one())


def get(conn: Connection, runner: int, link: int) -> Link | None:
    """Return a link of this runner's, None if it is not theirs."""
    row = conn.execute(_GET, {"of": runner, "key": link}).one_or_none()
    return None if row is None else _link(row)


def followed(conn: Connection, runner: int) -> tuple[Link, ...]:
    """Return the links a runner follows, the oldest first."""
    return tuple(_link(row) for row in conn.execute(_LIST, {"of": runner}))


def may_open(conn: Connection, link: Link, now: datetime) -> bool:
    """Note that a link is opened now; False, and nothing noted, where that is too often."""
    since = now - HOUR
    if link.fetched_at is not None and link.fetched_at > since:
        return False
    if (conn.scalar(_COUNT, {"of": link.runner, "since": since}) or 0) >= MOST_AN_HOUR:
        return False
    conn.execute(_CHANGE, {"key": link.id, "fetched_at": now})
    return True


def follow(conn: Connection, link: Link, seen: Sequence[PlannedRun], now: datetime) -> bool:
    """Follow a link of which `seen` was imported; False where the runner follows enough."""
    others = [one for one in followed(conn, link.runner) if one.id != link.id]
    if len(others) >= MOST_FOLLOWED:
        return False
    values = {"seen": _written(seen), "read_at": now, "next_at": next_reading(link.digest, now)}
    conn.execute(_CHANGE, {"key": link.id, "faults": 0, "news": None, **values})
    return True


def stop(conn: Connection, runner: int, link: int) -> bool:
    """Forget a link; the runs that came from it stay. False if it is not theirs."""
    return bool(conn.execute(_DROP, {"of": runner, "key": link}).rowcount)


def claim(conn: Connection, now: datetime) -> Link | None:
    """Take a followed link that is due, so that nobody else reads it meanwhile; None if none is."""
    row = conn.execute(_DUE, {"at": now, **lease_clock.at(now)}).one_or_none()
    if row is None:
        return None
    conn.execute(_CLAIM, {"key": row.id, **lease_clock.at(now, LEASE)})
    return _link(row)


def read(
    conn: Connection,
    link: Link,
    now: datetime,
    *,
    seen: Sequence[PlannedRun] | None = None,
    version: tuple[str | None, str | None] | None = None,
    news: str | None = None,
) -> None:
    """Note that a followed link was read; `seen` None where it is as it was.

    With `news` to say it is claimed again at once by whoever is next, until `told`.
    """
    etag, modified = version or (link.etag, link.modified)
    fields: dict[str, Any] = {"etag": etag, "modified": modified, "faults": 0, "fetched_at": now}
    if seen is not None:
        fields |= {"seen": _written(seen), "read_at": now}
    _put_off(conn, link, now if news else next_reading(link.digest, now), news, fields)


def failed(conn: Connection, link: Link, now: datetime, news: str | None) -> None:
    """Note that a followed link could not be read: it is tried again later and later."""
    pause = timedelta(hours=PAUSES[min(link.faults, len(PAUSES) - 1)])
    fields = {"faults": link.faults + 1, "fetched_at": now}
    _put_off(conn, link, now if news else now + pause, news, fields)


def told(conn: Connection, link: Link, now: datetime) -> None:
    """Note that the news of a link was said."""
    pause = timedelta(hours=PAUSES[min(max(link.faults - 1, 0), len(PAUSES) - 1)])
    after = now + pause if link.faults else next_reading(link.digest, now)
    _put_off(conn, link, after, None, {})


def postpone(conn: Connection, link: Link, now: datetime) -> None:
    """Leave a link unread for a day."""
    _put_off(conn, link, now + DAY, link.news, {})


def next_reading(digest: str, now: datetime) -> datetime:
    """Return when a link is read next: once a day at a time of its own, an hour from now at least.

    The time comes from the digest, so that readings are spread over the day.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    at = midnight + timedelta(seconds=int(digest[:8], 16) % 86_400)
    while at < now + HOUR:
        at += DAY
    return at


def _put_off(
    conn: Connection, link: Link, until: datetime, news: str | None, fields: dict[str, Any]
) -> None:
    """Let a link go until a time, unless the runner stopped following it meanwhile."""
    values = {"next_at": until, "leased_until": None, "news": news, **fields}
    conn.execute(_CHANGE.where(_FOLLOWED), {"key": link.id, **values})


def _written(found: Sequence[PlannedRun]) -> str:
    return _SEEN.dump_json(tuple(found)).decode()


def _link(row: Row[*tuple[Any, ...]]) -> Link:
    values = dict(row._mapping)  # noqa: SLF001 - public, the underscore avoids column names
    try:
        values["seen"] = None if row.seen is None else _SEEN.validate_json(row.seen)
    except ValueError as error:
        unreadable.note("links", row.runner, error, shown=False)
        values["seen"] = None
    return Link(**values)
