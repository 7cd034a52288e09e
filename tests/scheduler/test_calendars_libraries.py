"""Calendar files as real libraries write them: what is read from each, and from each once more."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.calendars import Reason
from tests.scheduler.calendar_files import FILES, NOW, told, walls

EACH = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

# The first runs as a runner in Paris has them, how many there are in all, and what is left out.
READ: Mapping[str, tuple[list[str], int, Mapping[Reason, int]]] = {
    "ical-generator": (["24 Nov 07:45", "26 Nov 07:45", "28 Nov 09:00"], 15, {"other": 1}),
    "ical": (["23 Nov 15:00", "25 Nov 15:00", "26 Nov 06:45"], 22, {"other": 1, "unreadable": 1}),
    "icalendar": (["24 Nov 06:45", "26 Nov 18:00", "29 Nov 08:00"], 11, {"other": 2}),
    "ics-js": (["24 Nov 06:45", "26 Nov 18:00", "03 Dec 18:00"], 6, {"other": 2}),
    "ics-py": (["24 Nov 06:45", "26 Nov 18:00", "28 Nov 08:00"], 4, {"other": 2, "past": 1}),
    "vobject": (["24 Nov 12:30", "26 Nov 12:30", "29 Nov 09:00"], 8, {"other": 2}),
}


def test_there_are_files_of_at_least_three_libraries() -> None:
    assert {file.stem for file in FILES} == set(READ)
    assert len(READ) >= 3


@EACH
def test_what_a_library_wrote_is_read(file: Path) -> None:
    first, many, left_out = READ[file.stem]
    reading = told(file.read_bytes())
    assert walls(reading.runs[:3]) == first
    assert len(reading.runs) == many
    assert reading.left_out == left_out
    assert not reading.guessed_zone
    assert all(NOW < run.start <= NOW + timedelta(weeks=26) for run in reading.runs)
    assert len({run.uid for run in reading.runs}) == many


@EACH
def test_the_same_file_gives_the_same_runs_a_week_later(file: Path) -> None:
    later = NOW + timedelta(days=7)
    now = [run for run in told(file.read_bytes()).runs if run.start > later]
    assert [run for run in told(file.read_bytes(), now=later).runs if run in now] == now


@EACH
def test_every_line_ending_is_read_alike(file: Path) -> None:
    data = file.read_bytes()
    plain = data.replace(b"\r\n", b"\n")
    assert told(plain) == told(plain.replace(b"\n", b"\r")) == told(data)
    assert told(plain.decode().encode("utf-16")) == told(data)


def test_moved_and_called_off_days_of_a_series_keep_their_name() -> None:
    runs = told(next(file for file in FILES if file.stem == "icalendar").read_bytes()).runs
    series = {run.uid: run for run in runs if run.uid.startswith("club-tue")}
    moved = series["club-tue@example.org/20261208"]
    assert (walls([moved]), moved.title) == (["08 Dec 18:30"], "Dauerlauf am Abend")
    assert series["club-tue@example.org/20261201"].cancelled
    assert [run.cancelled for run in series.values()].count(True) == 1
    assert {run.title for run in series.values()} == {"Dauerlauf, locker", "Dauerlauf am Abend"}


def test_a_zone_called_by_its_winter_letters_has_its_summer() -> None:
    file = next(file for file in FILES if file.stem == "vobject").read_text("utf-8")
    summer = file.replace("20261124", "20270420").replace("20261211", "20270520")
    runs = told(summer, "America/New_York", NOW + timedelta(weeks=20)).runs
    assert walls(runs[:1], "America/New_York") == ["20 Apr 06:30"]
