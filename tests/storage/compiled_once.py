"""SQL compiled once for all databases of the tests: a new engine would compile it all anew."""

from typing import Any

from sqlalchemy import Connection, Engine, event


class CompiledOnce(dict[tuple[Any, ...], Any]):
    """A cache of compiled statements in which every dialect of one name is the same."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """Return what was compiled for a database of this kind."""
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


def share() -> None:
    """Let every engine made from now on find what another one compiled."""
    shared = CompiledOnce()

    @event.listens_for(Engine, "engine_connect")
    def connect(conn: Connection) -> None:
        conn.execution_options(compiled_cache=shared)
