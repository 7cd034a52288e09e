"""Typed times and dates are read in many languages, and asked about where they mean two things."""

import tomllib
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.typed_time.clocks import read_walls
from bot.typed_time.dates import read_date, read_days, read_period
from bot.typed_time.moments import Moment, read_away, read_moments
from bot.typed_time.words import FILE, month, numbered, plain

TODAY = date(2026, 11, 23)  # a Monday
WAYS = ("%d %b", "%d. %B", "%b %d", "%B %dth", "%d.%m.", "%d.%m", "%d%b")
WAYS_WITH_YEAR = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%d. %m. %Y", "%d.%m.%y")

PERIODS = (
    "from 12 Dec to 20 Dec",
    "12 Dec - 20 Dec",
    "12-20 Dec",
    "12.–20.12.",
    "12.12.-20.12.",
    "vom 12. bis 20. Dezember",
    "du 12 au 20 décembre",
    "del 12 al 20 de diciembre",
    "dal 12 al 20 dicembre",
    "van 12 tot 20 december",
    "från 12 till 20 december",
    "od 12 do 20 grudnia",
    "с 12 до 20 декабря",
    "2026-12-12 - 2026-12-20",
)


def rows(table: str) -> list[tuple[str, list[str]]]:
    """Return (what is typed, all that it can mean) of a table of `typed_times.txt`."""
    text = Path(__file__).with_name("typed_times.txt").read_text("utf-8")
    lines = text.partition(f"[{table}]\n")[2].partition("\n\n")[0].splitlines()
    return [(typed, told.split()) for typed, _, told in (line.partition(" |") for line in lines)]


TIMES, DATES, MOMENTS = map(rows, ("TIMES", "DATES", "MOMENTS"))


def test_there_are_many_times_and_dates() -> None:
    assert len(TIMES) + len(DATES) + len(MOMENTS) + len(PERIODS) > 120


@pytest.mark.parametrize(("typed", "told"), TIMES)
def test_a_time_of_day_is_all_that_it_can_mean(typed: str, told: list[str]) -> None:
    assert [f"{wall:%H:%M}" for wall in read_walls(typed)] == told


@pytest.mark.parametrize(("typed", "told"), DATES)
def test_a_day_is_all_that_it_can_mean(typed: str, told: list[str]) -> None:
    assert [str(day) for day in read_days(typed, TODAY)] == told


@pytest.mark.parametrize(("typed", "told"), MOMENTS)
def test_a_time_may_have_its_day_before_or_behind_it(typed: str, told: list[str]) -> None:
    moments = [f"{one.day} {one.wall:%H:%M}" for one in read_moments(typed, TODAY)]
    assert moments == ([" ".join(told)] if told else [])


@pytest.mark.parametrize("typed", PERIODS)
def test_a_period_has_its_first_and_its_last_day(typed: str) -> None:
    assert read_period(typed, TODAY) == (date(2026, 12, 12), date(2026, 12, 20))


def test_a_period_over_new_year_ends_in_the_next() -> None:
    assert read_period("28 Dec to 5 Jan", TODAY) == (date(2026, 12, 28), date(2027, 1, 5))
    assert read_period("20 Dec to 12 Dec 2026", TODAY) is None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("in 2 hours", 120),
        ("in an hour", 60),
        ("in half an hour", 30),
        ("in 90 min", 90),
        ("in 1h30", 90),
        ("in einer Stunde", 60),
        ("in 2 Stunden", 120),
        ("dans 2 heures", 120),
        ("en 2 horas", 120),
        ("fra 2 ore", 120),
        ("om 2 timmar", 120),
        ("через 2 часа", 120),
        ("za 2 godziny", 120),
        ("in", None),
        ("in 0 min", None),
        ("in 60 hours", None),
        ("2 hours", None),
    ],
)
def test_a_moment_may_be_so_far_away(typed: str, minutes: int | None) -> None:
    assert read_away(typed) == (None if minutes is None else timedelta(minutes=minutes))


def test_midnight_of_a_named_day_is_asked_about() -> None:
    found = read_moments("Saturday midnight", TODAY)
    assert found == tuple(Moment(time(), date(2026, 11, day)) for day in (28, 29))


def test_no_word_means_two_months_or_two_weekdays() -> None:
    for table in ("months", "weekdays", "days"):
        tables = tomllib.loads(FILE.read_text("utf-8"))[table]
        told = [one for words in tables.values() for one in {plain(w) for w in words.split()}]
        assert len(told) == len(set(told)), table
    assert month("ju") is None
    assert numbered("weekdays")["samedi"] == 5


@given(st.times())
def test_a_time_is_read_as_it_was_written(wall: time) -> None:
    for way in ("%H:%M", "%I:%M %p", "%H.%M", "%H%M"):
        assert read_walls(wall.strftime(way)) == (wall.replace(second=0, microsecond=0),)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    for found in (read_walls(text), read_moments(text, TODAY), read_days(text, TODAY)):
        assert len(found) == len(set(found))
    away, period = read_away(text), read_period(text, TODAY)
    assert away is None or away > timedelta()
    assert period is None or period[0] <= period[1]


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(WAYS_WITH_YEAR))
def test_a_date_with_its_year_is_read_as_it_was_written(day: date, way: str) -> None:
    assert read_date(day.strftime(way), TODAY) == day


@given(st.integers(0, 364), st.sampled_from(WAYS))
def test_a_date_without_its_year_is_the_next_one(ahead: int, way: str) -> None:
    day = TODAY + timedelta(days=ahead)
    assert read_date(day.strftime(way), TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "12", "32 Dec", "12 De", "12 Decembers", "12.13.", "13/13", "29 Feb", "0000-01-01", "Dec"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert read_date(text, TODAY) is None


def test_a_leap_day_is_read_in_its_year() -> None:
    assert read_date("29 Feb", date(2027, 11, 23)) == date(2028, 2, 29)
