"""What typed words answer is `awaiting`, packed like a button's data; it was `step`."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place on both databases; a copy of the table would take every runner with it.
    op.execute("ALTER TABLE runners RENAME COLUMN step TO awaiting")
    op.execute(
        "UPDATE runners SET awaiting = replace(awaiting, '_', ':') "
        "WHERE awaiting LIKE 'plan!_%' ESCAPE '!' OR awaiting LIKE 'measure!_%' ESCAPE '!'"
    )
    op.execute(
        "UPDATE runners SET awaiting = replace(awaiting, 'run_move_', 'run_move:') "
        "WHERE awaiting LIKE 'run!_move!_%' ESCAPE '!'"
    )


def downgrade() -> None:
    """Go back: every question has its older word."""
    op.execute("UPDATE runners SET awaiting = replace(awaiting, ':', '_')")
    op.execute("ALTER TABLE runners RENAME COLUMN awaiting TO step")
