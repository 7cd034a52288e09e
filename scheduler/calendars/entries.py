"""The entries of a calendar file: of each only the lines that Dorsi needs, and nothing nested.

Files come from strangers. Whatever is not wanted (zone definitions, alarms, attachments, long
descriptions) is passed over here and never reaches the library that reads the rest.
"""

import codecs
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from icalendar.parser import Contentline

# Five years of daily training with descriptions are about half of it.
LARGEST = 2**20  # bytes
MOST_ENTRIES = 1_000
# Of all lines that Dorsi needs; a thousand entries have about half of it.
MOST_READ = 2**19  # characters
# A daily plan with every day of a year taken out again has a line of 6,000.
LONGEST_LINE = 8_000  # characters, unfolded
WANTED = frozenset(
    {
        *("UID", "SEQUENCE", "SUMMARY", "CATEGORIES", "STATUS"),
        *("DTSTART", "DTEND", "DURATION"),
        *("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"),
    }
)
TOO_BIG = (
    "That file is too big for me: up to 1 MB is fine. "
    "Most calendars can export just the next few months."
)
TOO_MUCH = (
    "There is more in that calendar than I can take: 1,000 entries at most, and 100 that repeat. "
    "Send me one with your training plan only."
)
_HEAD = re.compile(r"([A-Za-z-]{1,32})\s*[;:]")
_EVENT = re.compile(r"[A-Z]+\s*:\s*VEVENT\s*$", re.IGNORECASE)
_EDGES = {"BEGIN": 1, "END": -1}
_FOLD = re.compile(r"\n[ \t]")


class BadCalendarError(ValueError):
    """A file that cannot be read as a calendar; says why, in words for the runner."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line's value as it stands in the file, and the zone name beside it, empty if none."""

    value: str
    tzid: str = ""


Entry = Mapping[str, Sequence[Line]]


def text_of(data: bytes) -> str:
    """Return the unfolded text of a calendar file; raise BadCalendarError if it is none."""
    if len(data) > LARGEST:
        raise BadCalendarError(TOO_BIG)
    text = _decoded(data).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise BadCalendarError(
            "I can't find a calendar in that file. A training plan export ends in .ics."
        )
    if text.upper().count("BEGIN:VEVENT") > MOST_ENTRIES:
        raise BadCalendarError(TOO_MUCH)
    return _FOLD.sub("", text)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what old programs on Windows write


def entries(text: str) -> Iterator[Entry | None]:
    """Yield each event of an unfolded calendar; None for one that is broken or has no end."""
    entry: dict[str, list[Line]] | None = None
    whole, deep = True, 0
    for name, row in _rows(text):
        event = name in _EDGES and _EVENT.match(row) is not None
        if event:
            if entry is not None:
                yield entry if whole and name == "END" else None
            entry = {} if name == "BEGIN" else None
            whole, deep = True, 0
        elif name in _EDGES:
            deep = max(0, deep + _EDGES[name])
        elif entry is not None and not deep:
            line = _line(row)
            entry.setdefault(name, []).extend([line] if line else [])
            whole = whole and line is not None
    if entry is not None:
        yield None


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the whole of each row that is wanted or opens or closes something."""
    length = 0
    for row in io.StringIO(text):
        head = _HEAD.match(row)
        name = head[1].upper() if head else ""
        if name in WANTED:
            length += len(row)
            if length > MOST_READ:
                raise BadCalendarError(TOO_MUCH)
        if name in WANTED or name in _EDGES:
            yield name, row


def called_off(text: str) -> bool:
    """Tell whether the whole file takes its entries back (METHOD:CANCEL)."""
    return re.search(r"^METHOD:\s*CANCEL\s*$", text, re.IGNORECASE | re.MULTILINE) is not None


def _line(row: str) -> Line | None:
    if len(row) > LONGEST_LINE:
        return None
    name, _, plain = row.partition(":")
    if name.upper() in WANTED:  # no parameters: the library looks at each character all the same
        return Line(plain.strip())
    try:
        _, params, value = Contentline(row.rstrip("\n")).raw_parts()
    except ValueError:
        return None
    return Line(value.strip(), str(params.get("TZID", "")))
