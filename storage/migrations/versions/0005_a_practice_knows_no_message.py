"""A practice no longer notes the message it lives in: nobody ever asked for it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place on SQLite too (3.35, as RETURNING asks for): a copy would forget the last id given.
    op.drop_column("practices", "message")


def downgrade() -> None:
    """Go back: the column is empty until a practice begins or goes on."""
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("practices", sa.Column("message", kind, nullable=True))
