"""Doctor of the database: does it answer, at which schema, and what a crash of it may cost."""

from pathlib import Path

from sqlalchemy.engine import make_url

from bot.ops.doctor.finding import Finding, bad, fine, note
from bot.ops.startup_errors import trouble
from bot.settings import Settings
from storage import standby
from storage.db import Db
from storage.standby import Standby


async def database(settings: Settings) -> list[Finding]:
    """Look at the database without changing or making anything in it."""
    path = file_of(settings)
    if path is not None and not path.exists():
        return [note(f"There is no database at {path} yet: the first start makes it.")]
    db = Db(settings.database_url)
    try:
        await db.check_schema()
        found = await db.transaction(standby.standby)
    except Exception as error:
        sentence = trouble(error)
        if sentence is None:
            raise
        return [bad(sentence)]
    finally:
        await db.close()
    answers = fine("The database answers, and its schema is the one this Dorsi needs.")
    return [answers] if found is None else [answers, durability(found)]


def file_of(settings: Settings) -> Path | None:
    """Return where the database's file is, None where it is none on this machine."""
    address = make_url(settings.database_url)
    is_file = address.get_backend_name() == "sqlite" and address.database not in {None, ":memory:"}
    return Path(str(address.database)) if is_file else None


def durability(found: Standby) -> Finding:
    """Say what PostgreSQL may lose of what it has confirmed."""
    if found.commit == "off":
        return bad(
            "PostgreSQL confirms what is not on its disk yet (synchronous_commit is off): a crash "
            "loses updates that Telegram does not send again."
        )
    if not found.names or found.commit == "local":
        return note(
            "PostgreSQL has no synchronous standby: if its machine is lost, so is what it "
            "confirmed last."
        )
    return fine(f"A commit waits for a standby as well ({found.names}).")
