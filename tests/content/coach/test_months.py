"""Limits that count from a month: when they end, and which months are worth asking about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.coach.months import is_over, last_day, limit_ends, months_asked
from content.flag import Flag
from tests.content.coach.stories import LIBRARY

MONTHS = [LIBRARY.flags[key] for key in ("RD1", "RD4")]
# limit · the last day of its month · the first day without it
TABLE = """
RD1 2026-05-31 2026-11-30
RD1 2026-08-31 2027-02-28
RD1 2027-08-31 2028-02-29
RD1 2026-02-28 2026-08-28
RD4 2026-11-30 2027-02-28
RD4 2026-12-31 2027-03-31
"""
# Dates from before months were asked, the day they were told; they end as they always did.
OLD = """
RD1 2026-08-30 2027-02-28
RD1 2026-05-29 2026-11-28
RD1 2026-06-10 2026-12-10
RD4 2026-12-30 2027-03-28
"""


@pytest.mark.parametrize("row", (TABLE + OLD).split("\n"))
def test_a_limit_ends_on_its_day(row: str) -> None:
    if not row:
        return
    key, since, end = row.split()
    assert limit_ends(LIBRARY.flags[key], date.fromisoformat(since)) == date.fromisoformat(end)


def test_what_has_no_end_has_none_and_asks_for_no_month() -> None:
    for flag in LIBRARY.limits:
        if flag not in MONTHS:
            assert limit_ends(flag, date(2026, 11, 30)) is None
            assert not is_over(flag, date(1990, 1, 31), date(2026, 11, 30))
            assert months_asked(flag, date(2026, 11, 30)) == ()


def test_the_months_that_matter_are_asked() -> None:
    november = date(2026, 11, 27)
    asked = {flag.id: [one.month for one in months_asked(flag, november)] for flag in MONTHS}
    assert asked == {"RD1": [11, 10, 9, 8, 7, 6, 5], "RD4": [11, 10, 9, 8]}


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.sampled_from(MONTHS))
def test_every_month_asked_holds_and_the_one_before_is_over(day: date, flag: Flag) -> None:
    months = months_asked(flag, day)
    assert months[0] == last_day(day)
    assert all(one == last_day(one) for one in months)
    assert not any(is_over(flag, one, day) for one in months)
    before = months[-1].replace(day=1) - timedelta(days=1)
    assert is_over(flag, before, day)
    assert len(months) <= 7
