"""Alembic, driven from code: which schema a database has, and how to bring it to another."""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

# Known without importing Alembic (0.1 s), which an up-to-date database never needs.
HEAD = "0011"

AT = text("SELECT version_num FROM alembic_version")


def known() -> tuple[str, ...]:
    """Return every revision there is a migration for, the oldest first."""
    return tuple(sorted(one.name[:4] for one in (Path(__file__).parent / "versions").glob("0*.py")))


def revision(engine: Engine) -> str | None:
    """Return the schema's revision, None for an empty database."""
    with engine.connect() as conn:
        if not inspect(conn).has_table("alembic_version"):
            return None
        found: str | None = conn.scalar(AT)
        return found


def migrate(engine: Engine, to: str = "head") -> None:
    """Bring the schema up or down to the revision `to` ("base" is an empty database)."""
    at = revision(engine)
    if to in {"head", HEAD} and at == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - see HEAD
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["engine"] = engine
    if to == "base" or to < (at or ""):
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)
