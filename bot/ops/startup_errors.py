"""Startup errors said to the host in one sentence instead of a traceback."""

import asyncio
from collections.abc import Callable, Coroutine

from sqlalchemy.exc import DBAPIError

from content.library import BrokenContent
from storage.db import NoFolderError
from storage.schema import SchemaError
from storage.signals import PoolerError

_STILL_HELD = "55P03"  # PostgreSQL: another migration, or a table in use, was not let go in time


class PortError(OSError):
    """A port cannot be opened; it says which and why."""


# Returns what the host can do about an error, None where it is none of its own.
Trouble = Callable[[Exception], str | None]


def run_to_the_end(work: Coroutine[None, None, None], *known: Trouble) -> None:
    """Run it; a trouble that its host can mend ends the program with a sentence.

    `known` are further kinds of trouble beside those of settings, content and database.
    """
    try:
        asyncio.run(work)
    except Exception as error:
        sentence = next(filter(None, (each(error) for each in (trouble, *known))), None)
        if sentence is None:
            raise
        raise SystemExit(sentence) from None


def trouble(error: Exception) -> str | None:
    """Return what the host can do about it, None for an error of our own; never a secret."""
    if isinstance(error, DBAPIError):
        if getattr(error.orig, "sqlstate", None) == _STILL_HELD:
            return "The database was busy and nothing was changed. Try that once more."
        return f"The database cannot be used: {str(error.orig).splitlines()[0]}"
    if isinstance(error, BrokenContent):
        return f"The content is broken. {error}"
    if isinstance(error, NoFolderError | SchemaError | PortError | PoolerError):
        return str(error)
    return None
