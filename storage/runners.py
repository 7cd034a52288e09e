"""Runners: who they are, where they are and how they like it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy import delete as delete_from

from content.drill import Gear, Place, Side
from scheduler.runs import Quiet
from scheduler.when import zone_names
from storage.db import on_disk
from storage.tables import runners

# A pause without an end; far away, but safe to show in any zone.
UNTIL_I_SAY = datetime(3000, 1, 1, tzinfo=UTC)

# Fine enough to tell a silent month from a busy one, and a tap seldom pays a write for it.
SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner; `zone` is None until known, `plan` maps a weekday (0 is Monday) to a local time.

    `lead` is how many minutes before a run the nudge comes. `away` means that Telegram refuses
    our messages, `stopped` that a red flag or a limit keeps every drill away and pauses the nudges.
    """

    id: int
    chat: int
    name: str
    since: datetime
    last_seen: datetime
    zone: str | None = None
    step: str = "hello"
    disclaimer: str | None = None
    disclaimer_at: datetime | None = None
    consent_at: datetime | None = None
    plan: Mapping[int, time] = field(default_factory=dict)
    run_minutes: int = 40
    lead: int = 20
    quiet: Quiet = field(default_factory=Quiet)
    units: Literal["cm", "in"] = "cm"
    place: Place = "mat"
    gear: tuple[Gear, ...] = ("mat", "wall")
    rest_drill: time | None = None
    desk_break: time | None = None
    sorer: Side | None = None
    pictures: bool = True
    invited: bool = False
    away: bool = False
    stopped: bool = False
    paused_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.zone is not None and self.zone not in zone_names():
            raise ValueError(f"{self.zone!r} is not a zone of the tz database")
        if not set(self.plan) <= set(range(7)):
            raise ValueError(f"a weekday is 0 to 6, not {sorted(self.plan)}")
        if not 5 <= self.run_minutes <= 600:
            raise ValueError(f"a run is 5 to 600 minutes long, not {self.run_minutes}")
        if not 5 <= self.lead <= 180:
            raise ValueError(f"a reminder comes 5 to 180 minutes before, not {self.lead}")


_ID = runners.c.id == bindparam("key")
_GET = select(runners).where(_ID)
_LOCK = _GET.with_for_update()
_CHANGE = update(runners).where(_ID)
_DELETE = delete_from(runners).where(_ID)
_IDS = (
    select(runners.c.id)
    .where(runners.c.id > bindparam("after"))
    .order_by(runners.c.id)
    .limit(bindparam("limit"))
)


def get(conn: Connection, runner: int) -> Runner | None:
    """Return a runner, None if we do not know them."""
    row = conn.execute(_GET, {"key": runner}).one_or_none()
    return None if row is None else _runner(row)


def lock(conn: Connection, runner: int) -> Runner | None:
    """Return a runner and hold them until the transaction ends, so that changes queue up."""
    row = conn.execute(_LOCK, {"key": runner}).one_or_none()
    return None if row is None else _runner(row)


def get_or_create(conn: Connection, runner: int, chat: int, name: str, now: datetime) -> Runner:
    """Return a runner, made new if this is the first time we hear of them."""
    known = lock(conn, runner)
    if known is not None:
        return known
    made = Runner(runner, chat, name, since=now, last_seen=now)
    conn.execute(insert(runners).values(_columns({f: getattr(made, f) for f in made.__slots__})))
    return made


def change(conn: Connection, runner: int, /, **values: Any) -> Runner | None:
    """Set some of a runner's fields, None if we do not know them; a bad value is a ValueError.

    After changing what reminders hang on (zone, plan, run_minutes, lead, quiet, rest_drill,
    desk_break, stopped), call `plan.changed` in the same transaction.
    """
    known = lock(conn, runner)
    if known is None:
        return None
    if "id" in values or not set(values) <= set(known.__slots__):
        raise ValueError(f"a runner has no field to change among {sorted(values)}")
    changed = replace(known, **values)
    conn.execute(_CHANGE, {"key": runner, **_columns(values)})
    if values.get("stopped") or "consent_at" in values:
        on_disk(conn)
    return changed


def visited(conn: Connection, runner: int, now: datetime) -> Runner | None:
    """Return a runner who is here now, None if we do not know them; noted once in a while."""
    known = get(conn, runner)
    if known is not None and now - known.last_seen > SEEN_EVERY:
        touch(conn, runner, now)
    return known


def touch(conn: Connection, runner: int, now: datetime) -> None:
    """Note that a runner was here."""
    conn.execute(_CHANGE, {"key": runner, "last_seen": now})


def away(conn: Connection, runner: int) -> None:
    """Note that Telegram refuses our messages to a runner; their nudges are not sent."""
    conn.execute(_CHANGE, {"key": runner, "away": True})


def delete(conn: Connection, runner: int) -> bool:
    """Delete a runner and everything that was ever kept about them; False if unknown."""
    on_disk(conn)
    return bool(conn.execute(_DELETE, {"key": runner}).rowcount)


def count(conn: Connection) -> int:
    """Return how many runners there are."""
    return conn.execute(select(func.count()).select_from(runners)).scalar_one()


def ids(conn: Connection, after: int = 0, limit: int = 500) -> tuple[int, ...]:
    """Return one page of runners' ids, rising; ask again `after` the last one."""
    return tuple(conn.scalars(_IDS, {"after": after, "limit": limit}))


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(values)
    if "plan" in columns:
        plan: Mapping[int, time] = columns["plan"]
        columns["plan"] = json.dumps({day: f"{at:%H:%M}" for day, at in sorted(plan.items())})
    if "gear" in columns:
        columns["gear"] = ",".join(columns["gear"])
    if "quiet" in columns:
        quiet: Quiet = columns.pop("quiet")
        columns |= {"quiet_start": quiet.start, "quiet_end": quiet.end}
    return columns


def _runner(row: Row[*tuple[Any, ...]]) -> Runner:
    values = dict(row._mapping)  # noqa: SLF001 - public, the underscore avoids column names
    plan = json.loads(values.pop("plan"))
    return Runner(
        **values
        | {
            "plan": {int(day): time.fromisoformat(at) for day, at in plan.items()},
            "gear": tuple(filter(None, values["gear"].split(","))),
            "quiet": Quiet(values.pop("quiet_start"), values.pop("quiet_end")),
        }
    )
