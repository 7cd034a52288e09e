"""What a runner types is read in every usual way of writing it, and nothing else is."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing import NO_HOURS, read_date, read_hours, read_minutes, read_start

TODAY = date(2026, 11, 23)
WAYS = ("%d %b", "%d. %B", "%b %d", "%B %dth", "%d.%m.", "%d.%m", "%d%b")
WAYS_WITH_YEAR = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%d. %m. %Y")


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(WAYS_WITH_YEAR))
def test_a_date_with_its_year_is_read_as_it_was_written(day: date, way: str) -> None:
    assert read_date(day.strftime(way), TODAY) == day


@given(st.integers(0, 364), st.sampled_from(WAYS))
def test_a_date_without_its_year_is_the_next_one(ahead: int, way: str) -> None:
    day = TODAY + timedelta(days=ahead)
    assert read_date(day.strftime(way), TODAY) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_for_a_date_is_read_or_refused(text: str) -> None:
    found = read_date(text, TODAY)
    assert found is None or found.year in range(1, 10_000)


@pytest.mark.parametrize(
    "text",
    ["", "12", "32 Dec", "12 De", "12 Decembers", "12.13.", "12/12", "29 Feb", "0000-01-01", "Dec"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_a_leap_day_is_read_in_its_year() -> None:
    assert read_date("29 Feb", date(2027, 11, 23)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22-6", (time(22), time(6))),
        ("21:30 – 6:15", (time(21, 30), time(6, 15))),
        (" None ", NO_HOURS),
        ("off", NO_HOURS),
        ("22", None),
        ("22-", None),
        ("22-6-7", None),
    ],
)
def test_hours_are_read_from_and_up_to(text: str, hours: object) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("75", 75),
        ("75 min", 75),
        ("90'", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("2 hours", 120),
        ("10 h", 600),
        ("5", 5),
        ("4", None),
        ("10h01", None),
        ("0h0", None),
        ("10 km", None),
        ("1h 30h", None),
        ("", None),
    ],
)
def test_a_runs_length_is_read_in_minutes(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("6:45", (None, time(6, 45))),
        ("at 7 pm", (None, time(19))),
        ("Tomorrow 6.45", ("tomorrow", time(6, 45))),
        ("today at 18:30", ("today", time(18, 30))),
        ("tomorrow", None),
        ("yesterday 6:45", None),
        ("tomorrow today 6:45", None),
        ("tomorrow 25:00", None),
    ],
)
def test_a_start_is_a_time_with_or_without_its_day(text: str, start: object) -> None:
    assert read_start(text) == start
