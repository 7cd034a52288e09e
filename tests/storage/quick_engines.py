"""Engines of tests: SQL is compiled once for all of them, and SQLite does not wait for the disk."""

from typing import Any

from sqlalchemy import Connection, Engine, event


class CompiledOnce(dict[tuple[Any, ...], Any]):
    """A cache of compiled statements in which every dialect of one name is the same."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """Return what was compiled for a database of this kind."""
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


def make_quick() -> None:
    """Make every engine of this process quick; what a power cut takes no test in it asks for."""
    compiled = CompiledOnce()

    @event.listens_for(Engine, "engine_connect")
    def connect(conn: Connection) -> None:
        conn.execution_options(compiled_cache=compiled)
        if conn.dialect.name == "sqlite" and conn.info.setdefault("waits for the disk", True):
            driver: Any = conn.connection.dbapi_connection
            driver.execute("PRAGMA synchronous=OFF")
            conn.info["waits for the disk"] = False
