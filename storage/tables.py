"""The tables, as SQLModel rows; rows never leave this room.

SQLModel validates nothing on a table row, so what must hold is a CHECK or a foreign key here.
Instants are aware UTC datetimes; what is read and written whole is JSON text.
"""

from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

# Alembic needs a name for every constraint, the same on every database.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

# Telegram's ids pass 32 bits; in SQLite only an INTEGER key is the table's own row number.
_Id: Any = BigInteger().with_variant(Integer, "sqlite")

# A deleted row's id is never given again: a button on an old message may still name it.
_ONCE = {"sqlite_autoincrement": True}


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Base(SQLModel):
    """What all tables share: one collection, with names Alembic can rely on."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)


class RunnerRow(Base, table=True):
    """A runner: who, where, when and how they like it. Limits and flags are events."""

    __tablename__ = "runners"
    __table_args__ = (
        _one_of("units", "cm", "in"),
        _one_of("place", "outdoors", "mat", "desk"),
        _one_of("sorer", "left", "right"),
        CheckConstraint("run_minutes BETWEEN 5 AND 600", name="run_minutes"),
        CheckConstraint("lead BETWEEN 5 AND 180", name="lead"),
    )

    id: int = Field(sa_type=_Id, primary_key=True, sa_column_kwargs={"autoincrement": False})
    chat: int = Field(sa_type=_Id)
    name: str = Field(sa_type=Text)
    since: datetime
    last_seen: datetime
    zone: str | None
    step: str
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
    paused_until: datetime | None


class PracticeRow(Base, table=True):
    """A practice: the step machine's state as JSON, and the message it lives in."""

    __tablename__ = "practices"
    __table_args__ = (Index(None, "runner", "id"), _ONCE)

    id: int | None = Field(default=None, sa_type=_Id, primary_key=True)
    runner: int = Field(sa_type=_Id, foreign_key="runners.id", ondelete="CASCADE")
    message: int | None = Field(sa_type=_Id)
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
        _ONCE,
    )

    id: int | None = Field(default=None, sa_type=_Id, primary_key=True)
    runner: int = Field(sa_type=_Id, foreign_key="runners.id", ondelete="CASCADE")
    practice: int | None = Field(sa_type=_Id, foreign_key="practices.id", ondelete="CASCADE")
    part: str | None
    at: datetime
    kind: str
    body: str = Field(sa_type=Text)


class RunRow(Base, table=True):
    """A run card; `planned` is the local day of the weekly plan it stands for."""

    __tablename__ = "runs"
    __table_args__ = (
        UniqueConstraint("runner", "planned"),
        Index(None, "runner", "start"),
        _one_of("state", "open", "cancelled", "over"),
        _ONCE,
    )

    id: int | None = Field(default=None, sa_type=_Id, primary_key=True)
    runner: int = Field(sa_type=_Id, foreign_key="runners.id", ondelete="CASCADE")
    planned: str | None
    start: datetime
    minutes: int
    moved: bool
    state: str


class NudgeRow(Base, table=True):
    """A message to come or sent; `wake` is when to look at it again, None once it is settled."""

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("runner", "kind", "slot"),
        Index(
            "ix_nudges_waiting",
            "wake",
            "deadline",
            sqlite_where=text("wake IS NOT NULL"),
            postgresql_where=text("wake IS NOT NULL"),
        ),
        Index(None, "run"),
        _one_of("kind", "pre", "post", "over", "rest", "desk", "morning"),
        _one_of("state", "waiting", "sent", "skipped", "late"),
        CheckConstraint("(state = 'waiting') = (wake IS NOT NULL)", name="wake"),
        _ONCE,
    )

    id: int | None = Field(default=None, sa_type=_Id, primary_key=True)
    runner: int = Field(sa_type=_Id, foreign_key="runners.id", ondelete="CASCADE")
    run: int | None = Field(sa_type=_Id, foreign_key="runs.id", ondelete="CASCADE")
    kind: str
    slot: str
    due: datetime
    deadline: datetime
    wake: datetime | None
    state: str
    snoozes: int
    sent_at: datetime | None
    message: int | None = Field(sa_type=_Id)


class CheckRow(Base, table=True):
    """A self-check as the runner saw it, with the answers as JSON."""

    __tablename__ = "checks"
    __table_args__ = (Index(None, "runner", "id"), _ONCE)

    id: int | None = Field(default=None, sa_type=_Id, primary_key=True)
    runner: int = Field(sa_type=_Id, foreign_key="runners.id", ondelete="CASCADE")
    at: datetime
    day: date
    name: str
    answers: str = Field(sa_type=Text)


class MediaRow(Base, table=True):
    """What a bot has uploaded before: Telegram's file id by our own key."""

    __tablename__ = "media"

    bot: int = Field(sa_type=_Id, primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    file: str = Field(sa_type=Text)


class FactRow(Base, table=True):
    """What the house remembers about itself, such as the zone rules its times were made with."""

    __tablename__ = "facts"

    name: str = Field(primary_key=True)
    value: str


def _table(row: type[Base]) -> Table:
    return Base.metadata.tables[str(row.__tablename__)]


runners = _table(RunnerRow)
practices = _table(PracticeRow)
events = _table(EventRow)
runs = _table(RunRow)
nudges = _table(NudgeRow)
checks = _table(CheckRow)
media = _table(MediaRow)
facts = _table(FactRow)
