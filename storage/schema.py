"""Which schemas this code runs on, and which code a schema still serves.

For a moment of every rolling deploy old and new code share one database. So a migration either
adds (expand), and older code goes on beside it, or takes away (contract) what no running code uses
any more. `SERVES` says which: the oldest head whose code the schema of `migrations.HEAD` serves. It
is kept in the database, as older code cannot know it.
"""

from sqlalchemy import Connection, Engine, delete, insert, inspect, select

from storage import migrations
from storage.tables import facts

# The oldest schema this code runs on: older than HEAD only if it does without what came since.
RUNS_ON = "0011"
# The oldest code that runs on HEAD. A migration that only adds leaves it; one that takes away
# what older code uses raises it to the oldest head that does without.
SERVES = "0007"

_SERVES = facts.c.name == "serves"


class SchemaError(RuntimeError):
    """This code cannot run on the database's schema; it says what its operator can do."""


class OldSchemaError(SchemaError):
    """The database was made by an older Dorsi and has to be migrated by its operator."""


class NewSchemaError(SchemaError):
    """The database was made by a newer Dorsi, and is not marked to serve this one."""


def check(engine: Engine) -> None:
    """Raise SchemaError unless this code runs on the schema as it is."""
    found = migrations.revision(engine)
    if found is None or found < RUNS_ON:
        raise OldSchemaError(
            f"The database is at schema {found or 'none'}, this Dorsi needs "
            f"{migrations.HEAD}. Back it up, then run: python -m bot migrate"
        )
    if found > migrations.HEAD and not _still_serves(engine):
        raise NewSchemaError(
            f"The database is at schema {found}, made by a newer Dorsi; this one knows up to "
            f"{migrations.HEAD}. Start the newer version, or restore a backup from before it."
        )


def is_newer(engine: Engine) -> bool:
    """Tell whether a newer Dorsi has migrated the database: there is nothing to do for this one."""
    return (migrations.revision(engine) or "") > migrations.HEAD


def mark(conn: Connection) -> None:
    """Note in the database which code the schema of HEAD serves, as a part of its migration."""
    if inspect(conn).has_table(facts.name):
        conn.execute(delete(facts).where(_SERVES))
        if conn.scalar(migrations.AT) == migrations.HEAD:
            conn.execute(insert(facts), {"name": "serves", "value": SERVES})


def _still_serves(engine: Engine) -> bool:
    with engine.connect() as conn:
        oldest = conn.scalar(select(facts.c.value).where(_SERVES))
    return oldest is not None and oldest <= migrations.HEAD
