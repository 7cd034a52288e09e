"""Calendar files (iCalendar, RFC 5545): a training plan read into runs, a rhythm written out."""

from scheduler.calendars.entries import LARGEST, TOO_BIG, BadCalendarError
from scheduler.calendars.reading import PlannedRun, Reading, Reason, read
from scheduler.calendars.writing import Single, ending, key, write

__all__ = [
    "LARGEST",
    "TOO_BIG",
    "BadCalendarError",
    "PlannedRun",
    "Reading",
    "Reason",
    "Single",
    "ending",
    "key",
    "read",
    "write",
]
