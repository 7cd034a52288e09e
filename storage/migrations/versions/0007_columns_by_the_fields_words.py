"""Columns of reminders are called by the field's words: claimable, sending, review, times sent."""

from collections.abc import Iterable

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The older name and the newer one; the checks and indexes that use them go along.
NAMES = (
    ("wake", "claimable_at"),
    ("leaving", "sending"),
    ("tend_at", "review_at"),
    ("said", "times_sent"),
)


def upgrade() -> None:
    _rename(NAMES)


def downgrade() -> None:
    """Go back to the older names."""
    _rename((new, old) for old, new in NAMES)


def _rename(names: Iterable[tuple[str, str]]) -> None:
    # In place on both databases: no row is copied.
    for old, new in names:
        op.execute(f"ALTER TABLE nudges RENAME COLUMN {old} TO {new}")
