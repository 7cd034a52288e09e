"""Many processes on one database: who tells what, leases on the database's clock, one pace."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("updates", sa.Column("teller", sa.BigInteger(), nullable=True))
    op.add_column("nudges", sa.Column("leased_until", UTCDateTime(), nullable=True))
    op.create_table(
        "pace",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.Column("closed_until", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pace")),
    )


def downgrade() -> None:
    """Forget who is at what: a reminder under way may be sent once more."""
    op.drop_table("pace")
    op.drop_column("nudges", "leased_until")
    op.drop_column("updates", "teller")
