"""Logging: one line for one event, and never a secret in it."""

import logging
import re
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

from bot.ops.log_pace import LogPace

# They write the URL of every call, every tick of the clock, or what they are made of.
CHATTY = ("httpx", "httpcore", "aiohttp.access", "apscheduler", "alembic.runtime.plugins")

# Anything shaped like a bot token, also where its colon is percent-encoded; a password in a URL.
_TOKEN = re.compile(r"\b(bot)?\d{6,}(?::|%3a)[\w-]{20,}", re.IGNORECASE)
_IN_PATH = re.compile(r"(/bot)\d+(?::|%3a)[^/\s\"']+", re.IGNORECASE)
_PASSWORD = re.compile(r"(\w://[^\s:/@]*):[^\s/@]+@")

REDACTED = "<secret>"


def set_up(level: str | int, secrets: Iterable[str]) -> None:
    """Log to stderr from `level` on, with these secrets and all tokens blacked out."""
    handler = _Stderr(sys.stderr)
    handler.setFormatter(RedactingFormatter(secrets))
    handler.addFilter(LogPace())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    # At DEBUG it writes whole updates: words, and places that are kept nowhere.
    logging.getLogger("telegram").setLevel(max(logging.INFO, logging.getLogger().level))
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught


def redacted(text: str) -> str:
    """Return a text without anything shaped like a bot token, and without passwords in URLs."""
    text = _IN_PATH.sub(rf"\1{REDACTED}", text)
    text = _TOKEN.sub(REDACTED, text)
    return _PASSWORD.sub(rf"\1:{REDACTED}@", text)


class RedactingFormatter(logging.Formatter):
    """Writes a record as one line, in UTC; a traceback keeps its lines; secrets are blacked out."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("{asctime}Z {levelname} {name}: {message}", "%Y-%m-%dT%H:%M:%S", style="{")
        self.converter = time.gmtime
        spellings = {
            re.escape(spelling)
            for secret in secrets
            if secret
            for spelling in (secret, quote(secret, safe=""), repr(secret)[1:-1])
        }
        longest_first = sorted(spellings, key=len, reverse=True)
        self._secret = re.compile("|".join(longest_first), re.IGNORECASE) if spellings else None

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole text of a record, message, arguments and traceback, made safe."""
        text = super().format(record)
        if self._secret is not None:
            text = self._secret.sub(REDACTED, text)
        return redacted(text)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """Return the line itself; a line break in it could pass for a second event."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


class _Stderr(logging.StreamHandler[TextIO]):
    """Writes to stderr; a record it cannot format is named, its arguments are not shown."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say which line of code logs something that cannot be written."""
        sys.stderr.write(f"Cannot write the log of {record.pathname}:{record.lineno}\n")


def _log_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log what ends the program: python-telegram-bot names the token it could not use."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger(__name__).critical("Dorsi ends", exc_info=(kind, error, trace))
