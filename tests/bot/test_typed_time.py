"""Typed times and dates are read in many languages, and asked about where they mean two things."""

import tomllib
from datetime import date, time, timedelta

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

# What is typed for a time of day, and all that it can mean.
TIMES = """
6:45 | 06:45
6.45 | 06:45
6,45 | 06:45
6h45 | 06:45
6 30 | 06:30
0645 | 06:45
19 | 19:00
at 7 | 07:00
7 pm | 19:00
7 p.m. | 19:00
7am | 07:00
12 am | 00:00
12 pm | 12:00
5 o'clock | 05:00
18:30 Uhr | 18:30
18 Uhr | 18:00
um 18 Uhr | 18:00
18 Uhr 30 | 18:30
18h | 18:00
18h30 | 18:30
à 18h30 | 18:30
8 heures | 08:00
a las 7 | 07:00
às 7h | 07:00
alle 18 | 18:00
alle 18.30 | 18:30
om 18 uur | 18:00
kl. 18.30 | 18:30
kl 18:30 | 18:30
klockan 18 | 18:00
klo 18.30 | 18:30
o 18:30 | 18:30
godz. 18 | 18:00
v 18 hodin | 18:00
в 18:30 | 18:30
18 часов | 18:00
saat 18:30 | 18:30
6 утра | 06:00
6 вечера | 18:00
18時30分 | 18:30
18时 | 18:00
18시 30분 | 18:30
午後6時 | 18:00
오후 6시 | 18:00
６：３０ | 06:30
6：30 | 06:30
٦:٤٥ | 06:45
۱۸:۳۰ | 18:30
६:३० | 06:30
24:00 | 00:00
0:00 | 00:00
noon | 12:00
Midday | 12:00
Mittag | 12:00
midi | 12:00
mediodía | 12:00
mezzogiorno | 12:00
midnight | 00:00
Mitternacht | 00:00
half six | 05:30 06:30 17:30 18:30
half past six | 05:30 06:30 17:30 18:30
halb sechs | 05:30 17:30
quarter to seven | 06:45 18:45
quarter past seven | 07:15 19:15
six | 06:00 18:00
six thirty pm | 18:30
25:00 |
24:01 |
6:60 |
-6:45 |
13 pm |
asdf |
6:45:00 |
Uhr |
🕖 |
<b>6:45</b> |
"""

# What is typed for a day, and all that it can mean.
DATES = """
12 Dec | 2026-12-12
12th of December | 2026-12-12
the 12th of December | 2026-12-12
December 12th | 2026-12-12
Dec 12, 2026 | 2026-12-12
24. Dezember | 2026-12-24
am 24. Dezember | 2026-12-24
le 12 décembre | 2026-12-12
1er janvier | 2027-01-01
12 de diciembre | 2026-12-12
12 dicembre | 2026-12-12
12 de dezembro de 2026 | 2026-12-12
12 maart | 2027-03-12
12 mars | 2027-03-12
12. joulukuuta | 2026-12-12
12 grudnia | 2026-12-12
12. prosince | 2026-12-12
12 декабря | 2026-12-12
12 грудня | 2026-12-12
12 Aralık | 2026-12-12
12 Δεκεμβρίου | 2026-12-12
12月12日 | 2026-12-12
2026年12月12日 | 2026-12-12
12월 12일 | 2026-12-12
١٢ Dec | 2026-12-12
12.12. | 2026-12-12
12.12.26 | 2026-12-12
2026-12-12 | 2026-12-12
12/12 | 2026-12-12
5/12 | 2026-12-05 2027-05-12
24/12 | 2026-12-24
12/24/2026 | 2026-12-24
Sat | 2026-11-28
Saturday | 2026-11-28
Samstag | 2026-11-28
samedi | 2026-11-28
sábado | 2026-11-28
суббота | 2026-11-28
Saturday 12 Dec | 2026-12-12
Sunday 12 Dec |
tomorrow | 2026-11-24
morgen | 2026-11-24
demain | 2026-11-24
mañana | 2026-11-24
übermorgen | 2026-11-25
in 2 weeks | 2026-12-07
in 10 Tagen | 2026-12-03
so 12 |
32 Dec |
31 Nov |
"""

# What is typed for a time with its day, and the moment.
MOMENTS = """
Sat 8:00 | 2026-11-28 08:00
Saturday at 8 | 2026-11-28 08:00
8:00 on Saturday | 2026-11-28 08:00
Samstag 8 Uhr | 2026-11-28 08:00
samedi à 8h | 2026-11-28 08:00
sábado a las 8 | 2026-11-28 08:00
lördag kl. 8 | 2026-11-28 08:00
в субботу 8:00 | 2026-11-28 08:00
Tomorrow 6.45 | 2026-11-24 06:45
today at 18:30 | 2026-11-23 18:30
morgen um 7 | 2026-11-24 07:00
demain 7h | 2026-11-24 07:00
明日18時 | 2026-11-24 18:00
tomorrow at noon | 2026-11-24 12:00
12 Dec 8:00 | 2026-12-12 08:00
Sat 24:00 | 2026-11-29 00:00
Sat 0:00 | 2026-11-28 00:00
yesterday 6:45 |
tomorrow today 6:45 |
tomorrow 25:00 |
tomorrow |
"""

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
    """Return (what is typed, what it can mean) of a table."""
    lines = [line.partition(" |") for line in table.strip().splitlines()]
    return [(typed, told.split()) for typed, _, told in lines]


def test_there_are_many_times_and_dates() -> None:
    assert len(rows(TIMES)) + len(rows(DATES)) + len(rows(MOMENTS)) + len(PERIODS) > 120


@pytest.mark.parametrize(("typed", "told"), rows(TIMES))
def test_a_time_of_day_is_all_that_it_can_mean(typed: str, told: list[str]) -> None:
    assert [f"{wall:%H:%M}" for wall in read_walls(typed)] == told


@pytest.mark.parametrize(("typed", "told"), rows(DATES))
def test_a_day_is_all_that_it_can_mean(typed: str, told: list[str]) -> None:
    assert [str(day) for day in read_days(typed, TODAY)] == told


@pytest.mark.parametrize(("typed", "told"), rows(MOMENTS))
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
