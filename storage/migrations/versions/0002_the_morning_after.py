"""A nudge may ask about the morning after."""

from collections.abc import Collection

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_GIVEN = sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'nudges'")
_FORGET = sa.text("DELETE FROM sqlite_sequence WHERE name = 'nudges'")
_REMEMBER = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES ('nudges', :seq)")

BEFORE = ("pre", "post", "over", "rest", "desk")


def upgrade() -> None:
    _allow((*BEFORE, "morning"))


def downgrade() -> None:
    op.execute("DELETE FROM nudges WHERE kind = 'morning'")
    _allow(BEFORE)


def _allow(kinds: Collection[str]) -> None:
    conn, name = op.get_bind(), op.f("ck_nudges_kind")
    sqlite = conn.dialect.name == "sqlite"
    given = conn.scalar(_GIVEN) if sqlite else None
    with op.batch_alter_table("nudges", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"kind IN ({', '.join(map(repr, kinds))})")
    if sqlite:
        # The table was copied, and a copy forgets the last id ever given.
        conn.execute(_FORGET)
        conn.execute(_REMEMBER, {"seq": given or 0})
