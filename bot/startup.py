"""What keeps Dorsi from starting, said to its host in one sentence instead of a traceback."""

import asyncio
from collections.abc import Coroutine

from sqlalchemy.exc import DBAPIError
from telegram.error import InvalidToken

from bot.errors import is_network_trouble
from content.library import BrokenContent
from storage.db import NoFolderError, OldSchemaError


class PortError(OSError):
    """A port cannot be opened; it says which and why."""


def run_to_the_end(work: Coroutine[None, None, None]) -> None:
    """Run it; a trouble that its host can mend ends the program with a sentence."""
    try:
        asyncio.run(work)
    except Exception as error:
        sentence = trouble(error)
        if sentence is None:
            raise
        raise SystemExit(sentence) from None


def trouble(error: Exception) -> str | None:
    """Return what the host can do about it, None for an error of our own; never a secret."""
    if isinstance(error, InvalidToken):
        return "Telegram does not know DORSI_TOKEN. Copy it once more from @BotFather."
    if isinstance(error, DBAPIError):
        return f"The database cannot be used: {str(error.orig).splitlines()[0]}"
    if isinstance(error, BrokenContent):
        return f"The content is broken. {error}"
    if isinstance(error, NoFolderError | OldSchemaError | PortError):
        return str(error)
    if is_network_trouble(error):
        return f"The Bot API server (DORSI_API_URL) cannot be reached: {error}"
    return None
