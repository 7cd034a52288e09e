"""The tables, as SQLModel rows; rows never leave this room.

SQLModel validates nothing on a table row, so what must hold is a CHECK or a foreign key here.
Instants are aware UTC datetimes; what is read and written whole is JSON text.
"""

from collections.abc import Callable
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ColumnElement, Index, Table, Text, UniqueConstraint
from sqlmodel import Field, false, or_

from scheduler.adherence import GOALS
from scheduler.kinds import KINDS, KindRules, kinds_that
from scheduler.recurrence import LONGEST_RUN, SHORTEST_RUN
from scheduler.reminders import LONGEST_LEAD, SHORTEST_LEAD
from scheduler.states import ReminderState, RunState
from storage.base import ONCE, Base, Id, between, one_of, some
from storage.house_rows import FactRow, MediaRow
from storage.link_row import LinkRow
from storage.pace_row import PaceRow
from storage.update_row import UpdateRow


class RunnerRow(Base, table=True):
    """A runner: who, where, when and how they like it. Limits and flags are events."""

    __tablename__ = "runners"
    __table_args__ = (
        one_of("units", "cm", "in"),
        one_of("place", "outdoors", "mat", "desk"),
        one_of("sorer", "left", "right"),
        between("run_minutes", SHORTEST_RUN, LONGEST_RUN),
        between("lead", SHORTEST_LEAD, LONGEST_LEAD),
        between("goal", GOALS[0], GOALS[-1]),
    )

    id: int = Field(sa_type=Id, primary_key=True, sa_column_kwargs={"autoincrement": False})
    chat: int = Field(sa_type=Id)
    name: str = Field(sa_type=Text)
    since: datetime
    last_seen: datetime
    zone: str | None
    awaiting: str
    disclaimer: str | None
    disclaimer_at: datetime | None
    consent_at: datetime | None
    plan: str = Field(sa_type=Text)
    run_minutes: int
    lead: int
    quiet_start: time
    quiet_end: time
    units: str
    place: str
    gear: str
    rest_drill: time | None
    desk_break: time | None
    sorer: str | None
    pictures: bool
    invited: bool
    away: bool
    stopped: bool
    paused_from: datetime | None
    paused_until: datetime | None
    resting_until: datetime | None
    quiet_early: bool
    follow_up: bool
    summary: bool
    goal: int | None
    ignored: int
    reminded: datetime | None
    left_out: int
    offered: bool
    gone: bool


class PracticeRow(Base, table=True):
    """A practice: the step machine's state as JSON."""

    __tablename__ = "practices"
    __table_args__ = (Index(None, "runner", "id"), ONCE)

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    begun: datetime
    day: date
    open: bool
    turn: int
    state: str = Field(sa_type=Text)


class EventRow(Base, table=True):
    """One event of a runner's history as JSON; `part` names a practice's report."""

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "runner", "at", "id"),
        UniqueConstraint("practice", "part"),
        ONCE,
    )

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    practice: int | None = Field(sa_type=Id, foreign_key="practices.id", ondelete="CASCADE")
    part: str | None
    at: datetime
    kind: str
    body: str = Field(sa_type=Text)


class RunRow(Base, table=True):
    """A run card; `planned` names the run of the plan it stands for, `uid` a calendar's entry."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("runner", "planned"),
        Index(None, "runner", "uid", unique=True),
        Index(None, "runner", "start"),
        one_of("state", *RunState),
        ONCE,
    )

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    planned: str | None
    start: datetime
    minutes: int
    moved: bool
    state: str
    uid: str | None


# All that says which nudges are claimed next, so that the others that are due are not read.
TO_CLAIM = ("claimable_at", "deadline", "leased_until", "runner")


class NudgeRow(Base, table=True):
    """A message to come or sent: from `claimable_at` on a tick may claim it, and send it.

    A claim holds it until `leased_until` (`storage.lease_clock`). At `review_at` it is looked
    after, `times_sent` counts how often it was sent, `sending` marks one that may be on its way.
    """

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("runner", "kind", "slot"),
        some("ix_nudges_waiting", *TO_CLAIM, where="claimable_at IS NOT NULL"),
        some("ix_nudges_to_tend", "review_at", where="review_at IS NOT NULL"),
        Index(None, "run"),
        one_of("kind", *KINDS),
        one_of("state", *ReminderState),
        CheckConstraint(
            f"(state = '{ReminderState.PENDING}') = (claimable_at IS NOT NULL)", name="wake"
        ),
        ONCE,
    )

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    run: int | None = Field(sa_type=Id, foreign_key="runs.id", ondelete="CASCADE")
    kind: str
    slot: str
    due: datetime
    deadline: datetime
    claimable_at: datetime | None
    leased_until: datetime | None
    state: str
    snoozes: int
    sent_at: datetime | None
    message: int | None = Field(sa_type=Id)
    times_sent: int
    sending: bool
    review_at: datetime | None


class ImportRow(Base, table=True):
    """What was read from a runner's calendar file and waits for their word, as JSON."""

    __tablename__ = "imports"

    runner: int = Field(
        sa_type=Id,
        primary_key=True,
        foreign_key="runners.id",
        ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )
    at: datetime
    body: str = Field(sa_type=Text)


class CheckRow(Base, table=True):
    """A self-check as the runner saw it, with the answers as JSON."""

    __tablename__ = "checks"
    __table_args__ = (Index(None, "runner", "id"), ONCE)

    id: int | None = Field(default=None, sa_type=Id, primary_key=True)
    runner: int = Field(sa_type=Id, foreign_key="runners.id", ondelete="CASCADE")
    at: datetime
    day: date
    name: str
    answers: str = Field(sa_type=Text)


def _table(row: type[Base]) -> Table:
    return Base.metadata.tables[str(row.__tablename__)]


runners = _table(RunnerRow)
practices = _table(PracticeRow)
events = _table(EventRow)
runs = _table(RunRow)
nudges = _table(NudgeRow)
imports = _table(ImportRow)
links = _table(LinkRow)
checks = _table(CheckRow)
media = _table(MediaRow)
updates = _table(UpdateRow)
pace = _table(PaceRow)
facts = _table(FactRow)

# Still to be sent: no other nudge can be claimed.
WAITING = nudges.c.claimable_at.is_not(None)


def of_kinds(rule: Callable[[KindRules], bool]) -> ColumnElement[bool]:
    """Return the condition that a nudge is of a kind for which a rule holds."""
    return or_(false(), *(nudges.c.kind == kind for kind in kinds_that(rule)))


# What only ends a run is never said.
SAID = ~of_kinds(lambda rules: not rules.is_said)
