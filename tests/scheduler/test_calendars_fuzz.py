"""Any file at all: it is read or refused with a sentence, and what is read keeps its promises."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentline

from scheduler.calendars import BadCalendarError, Reading
from scheduler.calendars.entries import WANTED
from scheduler.calendars.entries import entries as entries_of
from scheduler.calendars.titles import LONGEST
from scheduler.wall_clock import zone_names
from tests.scheduler.calendar_files import FILES, NOW, calendar, told

ZONES = st.sampled_from(sorted(zone_names()))
# A whole run of the examples is bounded by time too: each takes a few milliseconds.
SOON = timedelta(seconds=2)

names = st.sampled_from(sorted({*WANTED, "BEGIN", "END", "METHOD", "X-ANY", "dtstart"}))
digits = st.integers(0, 10**9).map(str)
moments = st.builds(
    "{:04}{:02}{:02}{}{}".format,
    st.integers(0, 9999) | st.just(2026),
    st.integers(0, 13) | st.just(12),
    st.integers(0, 32),
    st.sampled_from(["", "T064500", "T235960", "T", "T0645"]),
    st.sampled_from(["", "", "Z", "z"]),
)
rules = st.lists(
    st.builds(
        "{}={}".format,
        st.sampled_from(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", "BYHOUR"]),
        st.sampled_from(["DAILY", "WEEKLY", "MO,TU", "SU", "0", "-1", "3", "99999999999"])
        | moments,
    ),
    max_size=4,
).map(";".join)
values = st.one_of(
    moments,
    rules,
    digits,
    st.lists(moments, max_size=4).map(",".join),
    st.sampled_from(["VEVENT", "VALARM", "VCALENDAR", "CANCELLED", "PT1H", "-P1D", "Run", "Rest"]),
    st.text(max_size=20),
)
parameters = st.lists(
    st.sampled_from(
        [";VALUE=DATE", ";TZID=Europe/Paris", ";TZID=Nowhere", ';TZID="a:b"', ";X", ";A=b,c", ";"]
    ),
    max_size=2,
).map("".join)
rows = st.builds("{}{}:{}".format, names, parameters, values)
entries = st.lists(rows, max_size=8).map("\n".join)


def answered(data: bytes, zone: str) -> Reading | None:
    """Return the reading, None where the file is refused; anything else is a failure."""
    try:
        reading = told(data, zone)
    except BadCalendarError:
        return None
    assert len(reading.runs) <= 200
    assert [run.start for run in reading.runs] == sorted(run.start for run in reading.runs)
    assert len({run.uid for run in reading.runs}) == len(reading.runs)
    for run in reading.runs:
        assert run.start.tzinfo is UTC
        assert NOW < run.start <= NOW + timedelta(weeks=26)
        assert run.minutes is None or 5 <= run.minutes <= 600
        assert 0 < len(run.title) <= LONGEST
        assert run.title.isprintable()
        assert 0 < len(run.uid) <= 100
    assert all(count > 0 for count in reading.left_out.values())
    return reading


@settings(deadline=SOON)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode), ZONES)
def test_any_bytes_are_answered(data: bytes, zone: str) -> None:
    answered(data, zone)
    answered(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + data, zone)


@settings(deadline=SOON, max_examples=300)
@given(st.lists(entries, max_size=4), ZONES)
def test_any_calendar_of_likely_lines_is_answered(made: list[str], zone: str) -> None:
    answered(calendar(*made).encode("utf-8", "replace"), zone)


@settings(deadline=SOON, max_examples=200)
@given(
    st.sampled_from([file.read_bytes() for file in FILES]),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 30), st.binary(max_size=8))),
    ZONES,
)
def test_any_damaged_file_is_answered(
    data: bytes, damages: list[tuple[int, int, bytes]], zone: str
) -> None:
    for place, length, instead in damages:
        data = data[:place] + instead + data[place + length :]
    answered(data, zone)


@settings(deadline=SOON, max_examples=100)
@given(st.data(), st.sampled_from([file.read_text("utf-8") for file in FILES]))
def test_any_line_of_a_real_file_may_be_gone_or_come_twice(data: st.DataObject, text: str) -> None:
    lines = text.splitlines()
    order = st.lists(st.integers(0, len(lines) - 1), max_size=len(lines))
    kept = sorted(data.draw(order))
    reading = answered("\n".join(["BEGIN:VCALENDAR", *(lines[n] for n in kept)]).encode(), "UTC")
    assert reading is not None


@given(st.sampled_from(sorted(WANTED)), st.text(st.characters(exclude_characters="\n")))
def test_a_line_without_parameters_has_the_value_that_the_library_reads(
    name: str, value: str
) -> None:
    row = f"{name}:{value}"
    (entry,) = entries_of(f"BEGIN:VEVENT\n{row}\nEND:VEVENT\n")
    assert entry is not None
    assert [line.value for line in entry[name]] == [Contentline(row).raw_parts()[2].strip()]


@pytest.mark.long
@settings(deadline=SOON, max_examples=20_000)
@given(st.lists(entries, max_size=6), ZONES)
def test_very_many_calendars_are_answered(made: list[str], zone: str) -> None:
    answered(calendar(*made).encode("utf-8", "replace"), zone)
