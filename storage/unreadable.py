"""Rows that cannot be read: passed over, left as they are, and told to the host once.

A row is written whole and checked, so this is a damaged disk, a hand in the database, or content
that was taken away since. One such row may not keep a runner from everything else.
"""

import json
import logging
import re
from datetime import datetime

from content.events import Event, Flagged, Limits

logger = logging.getLogger(__name__)

# A damaged red flag is still one: the library does not know this name, and so takes it for the
# most urgent there is, to be lifted like any other.
_SOME_FLAG = "unreadable"
_LIMIT = re.compile(r'"(R[A-D]\d)"')

_told: set[tuple[str, int]] = set()


def note(what: str, row: int, error: Exception | None = None, *, shown: bool = True) -> None:
    """Tell the host's log, once while this process runs, which row is passed over.

    Neither what stands in it nor the error's own words, which may repeat that; nor its number
    where that is a runner's (`shown` is false).
    """
    if (what, row) not in _told:
        _told.add((what, row))
        which = f"Row {row}" if shown else "A row"
        why = type(error).__name__ if error else "it names what is not there any more"
        logger.error("%s of %s cannot be read and is passed over: %s", which, what, why)


def salvaged(kind: str, at: datetime, body: str) -> Event | None:
    """Return what safety has to take from a broken event: a flag, or the limits it names."""
    if kind == "flagged":
        return Flagged(at, at.date(), _flag(body))
    named = tuple(dict.fromkeys(_LIMIT.findall(body)))
    return Limits(at, at.date(), named) if kind == "limits" and named else None


def _flag(body: str) -> str:
    try:
        flag = json.loads(body)["flag"]
    except (ValueError, KeyError, TypeError):
        return _SOME_FLAG
    return flag if isinstance(flag, str) else _SOME_FLAG
