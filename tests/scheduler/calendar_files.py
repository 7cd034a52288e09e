"""What the tests of calendar files share: a runner in Paris on a Monday noon, and a short way."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from scheduler.calendars import PlannedRun, Reading, read
from scheduler.wall_clock import local

FILES = sorted((Path(__file__).parent / "calendars").glob("*.ics"))
ZONE = "Europe/Paris"
NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def usual(day: date) -> time:
    """Return 06:45, on a weekend 08:30."""
    return time(8, 30) if day.weekday() > 4 else time(6, 45)


def told(text: str | bytes, zone: str = ZONE, now: datetime = NOW, mine: str = "") -> Reading:
    """Read a calendar as that runner's."""
    return read(text if isinstance(text, bytes) else text.encode(), zone, now, usual, mine=mine)


def calendar(*entries: str, head: str = "") -> str:
    """Return a calendar of entries, each written as its lines."""
    body = "".join(f"BEGIN:VEVENT\n{entry.strip()}\nEND:VEVENT\n" for entry in entries)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{body}END:VCALENDAR\n"


def only(*lines: str, zone: str = ZONE) -> PlannedRun:
    """Return the one run of a calendar with one entry."""
    reading = told(calendar("\n".join(lines)), zone)
    assert len(reading.runs) == 1, reading
    return reading.runs[0]


def walls(runs: Sequence[PlannedRun], zone: str = ZONE) -> list[str]:
    """Return the local start of each run, as `24 Nov 06:45`."""
    return [f"{local(run.start, zone):%d %b %H:%M}" for run in runs]
