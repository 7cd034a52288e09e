"""Repeating entries: the days of a rule, beside those dateutil counts, and what is taken out."""

from datetime import date, datetime, timedelta
from itertools import islice, takewhile

import pytest
from dateutil.rrule import DAILY, WEEKLY, rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from scheduler.calendars.repeats import Rule, days
from tests.scheduler.calendar_files import calendar, told, walls

SINCE = date(2026, 11, 21)
UNTIL = SINCE + timedelta(weeks=27)
SERIES = "UID:s\nDTSTART;TZID=Europe/Paris:20261124T064500\nRRULE:"

rules = st.builds(
    Rule,
    every=st.sampled_from(["day", "week"]),
    interval=st.integers(1, 20),
    weekdays=st.frozensets(st.integers(0, 6)),
    week_start=st.integers(0, 6),
    most=st.none() | st.integers(1, 300),
)
firsts = st.dates(date(2025, 1, 1), date(2027, 3, 1))


def counted(rule: Rule, first: date) -> list[date]:
    """Return the days as dateutil counts them, one after the other from the first."""
    freq = {"day": DAILY, "week": WEEKLY}[rule.every]
    found = rrule(
        freq,
        dtstart=datetime.combine(first, datetime.min.time()),
        interval=rule.interval,
        wkst=rule.week_start,
        byweekday=sorted(rule.weekdays) or None,
        count=rule.most,
    )
    early = takewhile(lambda at: at.date() <= UNTIL, islice(found, 2_000))
    return [at.date() for at in early if at.date() >= SINCE]


@given(rules, firsts)
def test_the_days_are_those_that_dateutil_counts(rule: Rule, first: date) -> None:
    never = rule.every == "day" and rule.interval % 7 == 0 and rule.weekdays
    if never and first.weekday() not in rule.weekdays:
        assert not list(days(rule, first, SINCE, UNTIL))  # dateutil would look for 8,000 years
    else:
        assert list(days(rule, first, SINCE, UNTIL)) == counted(rule, first)


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        ("FREQ=DAILY;COUNT=2", ["24 Nov 06:45", "25 Nov 06:45"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20261128T054500Z",
         ["24 Nov 06:45", "26 Nov 06:45", "28 Nov 06:45"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20261128T054459Z", ["24 Nov 06:45", "26 Nov 06:45"]),
        ("FREQ=WEEKLY;UNTIL=20261201", ["24 Nov 06:45", "01 Dec 06:45"]),
        ("FREQ=WEEKLY;BYDAY=TU,SA;COUNT=3;", ["24 Nov 06:45", "28 Nov 06:45", "01 Dec 06:45"]),
        ("freq=weekly;wkst=su;interval=2;byday=su,tu;count=3",
         ["24 Nov 06:45", "06 Dec 06:45", "08 Dec 06:45"]),
    ],
)  # fmt: skip
def test_a_rule_of_days_or_weeks_is_followed(rule: str, starts: list[str]) -> None:
    assert walls(told(calendar(SERIES + rule)).runs) == starts


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY",
        "FREQ=MONTHLY",
        "FREQ=YEARLY",
        "FREQ=DAILY;BYHOUR=6,18",
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=WEEKLY;BYSETPOS=1;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYDAY=-1TU",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=-1",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=99999999999",
        "FREQ=WEEKLY;COUNT=2,3",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["TU"] * 80),
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "",
        "FREQ=WEEKLY\nRRULE:FREQ=DAILY",
        "FREQ=WEEKLY\nRDATE:20261125T064500",
        "FREQ=WEEKLY\nEXRULE:FREQ=DAILY",
    ],
)
def test_any_other_rule_is_not_followed_half_way(rule: str) -> None:
    reading = told(calendar(SERIES + rule))
    assert (reading.runs, reading.left_out) == ((), {"unreadable": 1})


def test_a_series_without_end_goes_as_far_as_26_weeks() -> None:
    runs = told(calendar(SERIES + "FREQ=WEEKLY")).runs
    assert (len(runs), walls(runs[-1:])) == (26, ["18 May 06:45"])
    last = told(calendar(SERIES + "FREQ=WEEKLY;UNTIL=99991231T235959Z")).runs
    assert last == runs


def test_a_series_that_is_over_is_past_and_one_that_is_late_is_far() -> None:
    over = SERIES.replace("20261124", "20250101") + "FREQ=DAILY;COUNT=300"
    late = SERIES.replace("20261124", "20280101") + "FREQ=DAILY"
    assert told(calendar(over, late.replace("UID:s", "UID:t"))).left_out == {"past": 1, "far": 1}


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/Paris:20261201T064500",
        "EXDATE:20261201T054500Z",
        "EXDATE;VALUE=DATE:20261201",
        "EXDATE:20260101,20261201,20301201",
    ],
)
def test_a_day_taken_out_is_called_off_under_its_own_name(line: str) -> None:
    runs = told(calendar(f"{SERIES}FREQ=WEEKLY;COUNT=3\n{line}")).runs
    assert [run.cancelled for run in runs] == [False, True, False]
    assert runs[1].uid == "s/20261201"


def moved(to: str, of: str, more: str = "") -> str:
    """Return a series of three Tuesdays and the entry that stands in for one of them."""
    other = f"UID:s\nRECURRENCE-ID{of}\nDTSTART;TZID=Europe/Paris:{to}\nSEQUENCE:1\n{more}"
    return calendar(other, SERIES + "FREQ=WEEKLY;COUNT=3")


@pytest.mark.parametrize(
    "of", [";TZID=Europe/Paris:20261201T064500", ":20261201T054500Z", ";VALUE=DATE:20261201"]
)
def test_one_day_of_a_series_can_move(of: str) -> None:
    runs = told(moved("20261203T180000", of)).runs
    assert walls(runs) == ["24 Nov 06:45", "03 Dec 18:00", "08 Dec 06:45"]
    assert [run.uid for run in runs] == ["s/20261124", "s/20261201", "s/20261208"]


@pytest.mark.parametrize("more", ["STATUS:CANCELLED", "SUMMARY:Rest day"])
def test_one_day_of_a_series_can_be_called_off(more: str) -> None:
    runs = told(moved("20261201T064500", ":20261201T054500Z", more)).runs
    assert [run.cancelled for run in runs] == [False, True, False]


def test_a_series_that_moves_as_a_whole_keeps_the_names_of_its_days() -> None:
    early = told(calendar(SERIES + "FREQ=WEEKLY;COUNT=3")).runs
    late = told(calendar(SERIES.replace("064500", "190000") + "FREQ=WEEKLY;COUNT=3")).runs
    assert [run.uid for run in early] == [run.uid for run in late]
    assert walls(late) == ["24 Nov 19:00", "01 Dec 19:00", "08 Dec 19:00"]
