"""Runner profiles: who they are, where they are and how they like it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import Any, Literal, TypedDict, Unpack

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy import delete as delete_from

from content.drill import Gear, Place, Side
from scheduler.adherence import GOALS
from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN, Rhythm, Start
from scheduler.reminders import LONGEST_LEAD, SHORTEST_LEAD, Quiet
from scheduler.wall_clock import zone_names
from storage import unreadable
from storage.db import require_durable_commit, require_forgetting
from storage.tables import runners

# A pause without an end; far away, but safe to show in any zone.
UNTIL_I_SAY = datetime(3000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Runner:
    """A runner; `zone` is None until known, `plan` is when they run.

    `awaiting` names the question that their next typed words answer. `lead` is how many minutes
    before a run the nudge comes, `goal` how many sessions make a week (None: the planned runs).
    `away` means that Telegram refuses our messages, `stopped` that a red flag or a limit keeps
    every drill away and pauses the nudges, `paused_from` (None: long since) up to `paused_until` is
    a break, `resting_until` that everything rests. `ignored`, `reminded`, `left_out` and `offered`
    are how far back-off has come; `gone` is its end: goodbye was said.
    """

    id: int
    chat: int
    name: str
    since: datetime
    last_seen: datetime
    zone: str | None = None
    awaiting: str = "hello"
    disclaimer: str | None = None
    disclaimer_at: datetime | None = None
    consent_at: datetime | None = None
    plan: Rhythm = field(default_factory=Rhythm)
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
    paused_from: datetime | None = None
    paused_until: datetime | None = None
    resting_until: datetime | None = None
    follow_up: bool = True
    summary: bool = True
    goal: int | None = None
    ignored: int = 0
    reminded: datetime | None = None
    left_out: int = 0
    offered: bool = False
    gone: bool = False

    def __post_init__(self) -> None:
        if self.zone is not None and self.zone not in zone_names():
            raise ValueError(f"{self.zone!r} is not a zone of the tz database")
        if not SHORTEST_RUN <= self.run_minutes <= LONGEST_RUN:
            raise ValueError(f"no run is {self.run_minutes} minutes long")
        if not SHORTEST_LEAD <= self.lead <= LONGEST_LEAD:
            raise ValueError(f"no reminder comes {self.lead} minutes before a run")
        if self.goal is not None and self.goal not in GOALS:
            raise ValueError(f"no week's goal is {self.goal} sessions")

    def is_paused(self, at: datetime) -> bool:
        """Tell whether an instant lies in a break from reminders."""
        begun = self.paused_from is None or at >= self.paused_from
        return begun and self.paused_until is not None and at < self.paused_until


class ProfileFields(TypedDict, total=False):
    """Fields of a runner that no reminder hangs on."""

    awaiting: str
    disclaimer: str | None
    disclaimer_at: datetime | None
    consent_at: datetime | None
    units: Literal["cm", "in"]
    place: Place
    gear: tuple[Gear, ...]
    sorer: Side | None
    pictures: bool
    invited: bool
    follow_up: bool
    goal: int | None
    resting_until: datetime | None


class ScheduleFields(TypedDict, total=False):
    """Fields of a runner that reminders hang on: `plan.change` brings them in line."""

    zone: str | None
    plan: Rhythm
    run_minutes: int
    lead: int
    quiet: Quiet
    rest_drill: time | None
    desk_break: time | None
    summary: bool
    paused_from: datetime | None
    paused_until: datetime | None
    stopped: bool
    away: bool


class SilenceFields(TypedDict, total=False):
    """Fields of a runner that say how often a silent one is still reminded."""

    last_seen: datetime
    ignored: int
    reminded: datetime | None
    left_out: int
    offered: bool
    gone: bool


class RunnerFields(ProfileFields, ScheduleFields, SilenceFields, total=False):
    """Fields of a runner, of every kind."""


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


def change(conn: Connection, runner: int, /, **fields: Unpack[RunnerFields]) -> Runner | None:
    """Set some of a runner's fields, None if we do not know them; a bad value is a ValueError.

    Of `ScheduleFields` use `plan.change`, which brings the reminders in line as well.
    """
    known = lock(conn, runner)
    if known is None:
        return None
    changed = replace(known, **fields)
    conn.execute(_CHANGE, {"key": runner, **_columns(fields)})
    if fields.get("stopped") or "consent_at" in fields:
        require_durable_commit(conn)
    return changed


def away(conn: Connection, runner: int) -> None:
    """Note that Telegram refuses our messages to a runner; their nudges are not sent."""
    conn.execute(_CHANGE, {"key": runner, "away": True})


def delete(conn: Connection, runner: int) -> bool:
    """Delete a runner and everything that was ever kept about them; False if unknown."""
    require_forgetting(conn)
    return bool(conn.execute(_DELETE, {"key": runner}).rowcount)


def ids(conn: Connection, after: int = 0, limit: int = 500) -> tuple[int, ...]:
    """Return one page of runners' ids, rising; ask again `after` the last one."""
    return tuple(conn.scalars(_IDS, {"after": after, "limit": limit}))


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(values)
    if "plan" in columns:
        columns["plan"] = _written(columns["plan"])
    if "gear" in columns:
        columns["gear"] = ",".join(columns["gear"])
    if "quiet" in columns:
        quiet: Quiet = columns.pop("quiet")
        columns |= {"quiet_start": quiet.start, "quiet_end": quiet.end, "quiet_early": quiet.early}
    return columns


def _written(plan: Rhythm) -> str:
    days = {
        day: [[f"{start.wall:%H:%M}", start.minutes] for start in starts]
        for day, starts in plan.days.items()
    }
    return json.dumps({"cycle": plan.cycle, "days": days})


def _read(plan: str) -> Rhythm:
    found = json.loads(plan)
    days = {
        int(day): tuple(Start(time.fromisoformat(wall), minutes) for wall, minutes in starts)
        for day, starts in found["days"].items()
    }
    return Rhythm(days, found["cycle"])


def _runner(row: Row[*tuple[Any, ...]]) -> Runner:
    values = dict(row._mapping)  # noqa: SLF001 - public, the underscore avoids column names
    quiet = (values.pop(f"quiet_{what}") for what in ("start", "end", "early"))
    gear = tuple(filter(None, values.pop("gear").split(",")))
    if values["zone"] is not None and values["zone"] not in zone_names():
        unreadable.note("runners (zone)", row.id, shown=False)
        values["zone"] = None
    plan = _readable(row.id, values["plan"])
    return Runner(**values | {"plan": plan, "gear": gear, "quiet": Quiet(*quiet)})


def _readable(runner: int, plan: str) -> Rhythm:
    try:
        return _read(plan)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        unreadable.note("runners (plan)", runner, error, shown=False)
        return Rhythm()
