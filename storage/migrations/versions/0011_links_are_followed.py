"""Links to calendars: given, and followed until the runner says stop."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_DUE = sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "links",
        sa.Column("id", _ID, nullable=False),
        sa.Column("runner", _ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("given_at", UTCDateTime(), nullable=False),
        sa.Column("fetched_at", UTCDateTime(), nullable=True),
        sa.Column("etag", AutoString(), nullable=True),
        sa.Column("modified", AutoString(), nullable=True),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.Column("read_at", UTCDateTime(), nullable=True),
        sa.Column("next_at", UTCDateTime(), nullable=True),
        sa.Column("leased_until", UTCDateTime(), nullable=True),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column("news", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["runner"], ["runners.id"], name=op.f("fk_links_runner"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("runner", "digest", name=op.f("uq_links_runner_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_links_due", "links", ["next_at"], sqlite_where=_DUE, postgresql_where=_DUE)


def downgrade() -> None:
    """Forget which links were given; the runs that came from them stay."""
    op.drop_table("links")
