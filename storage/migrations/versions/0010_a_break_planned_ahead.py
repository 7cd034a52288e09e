"""A break from reminders may begin on a later day."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runners", sa.Column("paused_from", UTCDateTime(), nullable=True))


def downgrade() -> None:
    """Forget breaks that have not begun: older code would begin them at once."""
    op.execute("UPDATE runners SET paused_until = NULL WHERE paused_from > CURRENT_TIMESTAMP")
    op.drop_column("runners", "paused_from")
