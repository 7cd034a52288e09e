"""Updates are kept before they are confirmed: the inbox, and what is still to be said."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LINE = sa.text("done_at IS NULL")
_UNTOLD = sa.text("done_at IS NOT NULL AND told_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.Column("runner", _ID, nullable=False),
        sa.Column("kept_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("say", sa.Text(), nullable=True),
        sa.Column("shows", _ID, nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_updates")),
    )
    op.create_index(op.f("ix_updates_kept_at"), "updates", ["kept_at"])
    for name, where in (("ix_updates_line", _LINE), ("ix_updates_untold", _UNTOLD)):
        op.create_index(
            name, "updates", ["runner", "id"], sqlite_where=where, postgresql_where=where
        )


def downgrade() -> None:
    """Forget the inbox; what is in it and not done is lost."""
    op.drop_table("updates")
