"""Several runs a day, calendars, and reminders that notice when nobody answers."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_GIVEN = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_FORGET = sa.text("DELETE FROM sqlite_sequence WHERE name = :name")
_REMEMBER = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)")

_RUNNERS = sa.table("runners", sa.column("id"), sa.column("plan"))
_KINDS = ("pre", "post", "over", "rest", "desk", "morning")
_STATES = ("waiting", "sent", "skipped", "late")
_NEW_STATES = ("waiting", "sent", "answered", "ignored", "skipped", "hushed", "late")

_NEW: dict[str, tuple[tuple[str, Any, Any], ...]] = {
    "runners": (
        ("resting_until", UTCDateTime(), None),
        ("quiet_early", sa.Boolean(), sa.false()),
        ("follow_up", sa.Boolean(), sa.true()),
        ("summary", sa.Boolean(), sa.true()),
        ("goal", sa.Integer(), None),
        ("ignored", sa.Integer(), "0"),
        ("reminded", UTCDateTime(), None),
        ("left_out", sa.Integer(), "0"),
        ("offered", sa.Boolean(), sa.false()),
        ("gone", sa.Boolean(), sa.false()),
    ),
    "runs": (("uid", AutoString(), None),),
    "nudges": (
        ("said", sa.Integer(), "0"),
        ("leaving", sa.Boolean(), sa.false()),
        ("tend_at", UTCDateTime(), None),
    ),
}


def upgrade() -> None:
    with _changed("runners") as batch:
        for column in _columns("runners"):
            batch.add_column(column)
        batch.create_check_constraint(op.f("ck_runners_goal"), "goal BETWEEN 1 AND 14")
    _plans(lambda plan: {"cycle": 7, "days": {day: [[at, None]] for day, at in plan.items()}})
    for column in _columns("runs"):
        op.add_column("runs", column)
    op.create_index("ix_runs_runner_uid", "runs", ["runner", "uid"], unique=True)
    with _changed("nudges") as batch:
        for column in _columns("nudges"):
            batch.add_column(column)
        _allow(batch, (*_KINDS, "week"), _NEW_STATES)
    op.execute("UPDATE nudges SET said = 1 WHERE sent_at IS NOT NULL")
    there = sa.text("tend_at IS NOT NULL")
    op.create_index(
        "ix_nudges_to_tend", "nudges", ["tend_at"], sqlite_where=there, postgresql_where=there
    )
    op.create_table(
        "imports",
        sa.Column("runner", _ID, autoincrement=False, nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("runner", name=op.f("pk_imports")),
        sa.ForeignKeyConstraint(
            ["runner"], ["runners.id"], name=op.f("fk_imports_runner"), ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Go back: what the older schema cannot hold is left out, a day's first run is kept."""
    op.drop_table("imports")
    op.execute("DELETE FROM nudges WHERE kind = 'week'")
    op.execute("UPDATE nudges SET state = 'sent' WHERE state IN ('answered', 'ignored')")
    op.execute("UPDATE nudges SET state = 'skipped' WHERE state = 'hushed'")
    op.drop_index("ix_nudges_to_tend", "nudges")
    with _changed("nudges") as batch:
        for name, *_ in _NEW["nudges"]:
            batch.drop_column(name)
        _allow(batch, _KINDS, _STATES)
    op.drop_index("ix_runs_runner_uid", "runs")
    with _changed("runs") as batch:
        batch.drop_column("uid")
    _plans(lambda plan: {day: at[0][0] for day, at in plan["days"].items() if plan["cycle"] == 7})
    with _changed("runners") as batch:
        batch.drop_constraint(op.f("ck_runners_goal"), type_="check")
        for name, *_ in _NEW["runners"]:
            batch.drop_column(name)


@contextmanager
def _changed(table: str) -> Iterator[BatchOperations]:
    """Change a table; SQLite copies it, and a copy forgets the last id ever given."""
    conn = op.get_bind()
    counts = table != "runners" and conn.dialect.name == "sqlite"
    given = conn.scalar(_GIVEN, {"name": table}) if counts else None
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": counts}) as batch:
        yield batch
    if counts:
        conn.execute(_FORGET, {"name": table})
        conn.execute(_REMEMBER, {"name": table, "seq": given or 0})


def _columns(table: str) -> list[sa.Column[Any]]:
    return [
        sa.Column(name, kind, nullable=default is None, server_default=default)
        for name, kind, default in _NEW[table]
    ]


def _allow(batch: BatchOperations, kinds: Collection[str], states: Collection[str]) -> None:
    for column, values in (("kind", kinds), ("state", states)):
        name = op.f(f"ck_nudges_{column}")
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"{column} IN ({', '.join(map(repr, values))})")


def _plans(turn: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write every runner's plan in another form."""
    conn = op.get_bind()
    for runner, plan in conn.execute(sa.select(_RUNNERS.c.id, _RUNNERS.c.plan)).all():
        turned = json.dumps(turn(json.loads(plan)))
        conn.execute(sa.update(_RUNNERS).where(_RUNNERS.c.id == runner), {"plan": turned})
