"""A wall-clock time comes once a day, in every zone, across every change of its clocks."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.recurrence import daily
from scheduler.wall_clock import (
    instant,
    local_day,
    next_due,
    occurrences,
    rules_version,
    zone_names,
)

ZONES = sorted(zone_names())
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

_WALLS = st.times().map(lambda wall: wall.replace(microsecond=0))
_PLANS = st.dictionaries(st.integers(0, 6), _WALLS, min_size=1)
_INSTANTS = st.integers(0, 2**31 - 1).map(lambda s: datetime.fromtimestamp(s, UTC))


def transitions(zone: str, year: int, years: int = 1) -> list[datetime]:
    """Return the hours from `year` on within which a zone's offset from UTC changes."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    hours = [first + n * HOUR for n in range(0, years * 366 * 24, 3)]
    offsets = [hour.astimezone(ZoneInfo(zone)).utcoffset() for hour in hours]
    return [hour for hour, (a, b) in zip(hours, pairwise(offsets), strict=False) if a != b]


def holds(zone: str, wall: time, after: datetime, days: int = 5) -> None:
    """Check that `wall` comes once on every day from `after` on, where and when it should."""
    said = list(islice(daily(wall, zone, after), days))
    assert all(a[1] < b[1] for a, b in pairwise(said)), "strictly increasing"
    assert said[0][1] > after
    for day, at in said:
        shown = at.astimezone(ZoneInfo(zone))
        if (shown.date(), shown.time()) != (day, wall):
            back = shown.replace(tzinfo=None) - datetime.combine(day, wall)
            assert timedelta() < back <= DAY, f"{wall} on {day} became {shown}"
            gap_before = at.astimezone(UTC) - back
            assert gap_before.astimezone(ZoneInfo(zone)).utcoffset() != shown.utcoffset()
    nominal = [day for day, _ in said]
    assert all(b - a in {DAY, 2 * DAY} for a, b in pairwise(nominal))
    missing = [a + DAY for a, b in pairwise(nominal) if b - a != DAY]
    for day in missing:  # a whole day was left out of the calendar
        assert instant(day, wall, zone) in {at for _, at in said}


def test_a_repeated_time_comes_once_and_first() -> None:
    berlin = "Europe/Berlin"
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    first = next_due(time(2, 30), berlin, before)
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert next_due(time(2, 30), berlin, first) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_a_skipped_time_moves_on_by_the_gap() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    at = next_due(time(2, 30), "Europe/Berlin", before)
    assert at.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)
    assert at.date() == date(2026, 3, 29)


def test_midnight_is_not_lost_where_clocks_change_at_midnight() -> None:
    holds("Africa/Cairo", time(0), datetime(2026, 4, 21, 12, tzinfo=UTC))
    holds("America/Havana", time(0), datetime(2026, 3, 5, 12, tzinfo=UTC))


def test_a_day_that_did_not_exist_is_not_doubled() -> None:
    around = datetime(2011, 12, 28, 12, tzinfo=UTC)
    holds("Pacific/Apia", time(6, 45), around)
    said = islice(daily(time(6, 45), "Pacific/Apia", around), 4)
    assert [day.day for day, _ in said] == [28, 29, 30, 1], "the 31st is the 30th's instant"


def test_only_the_chosen_weekdays() -> None:
    monday = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert next_due(time(6), "UTC", monday, frozenset({0})) == monday + timedelta(days=6, hours=18)
    with pytest.raises(ValueError, match="weekday"):
        next_due(time(6), "UTC", monday, frozenset())


def test_no_plan_never_comes() -> None:
    assert list(occurrences(lambda _: (), "UTC", datetime(2026, 3, 2, tzinfo=UTC))) == []


def test_the_local_day_is_not_the_utc_day() -> None:
    now = datetime(2026, 3, 2, 23, tzinfo=UTC)
    assert local_day(now, "Asia/Tokyo") == date(2026, 3, 3)
    assert local_day(now, "America/New_York") == date(2026, 3, 2)


def test_the_rules_come_from_the_package() -> None:
    assert rules_version().count(".") == 1
    assert len(ZONES) > 500
    assert "Factory" not in ZONES


@settings(max_examples=150, deadline=None)
@given(zone=st.sampled_from(ZONES), wall=_WALLS, data=st.data())
def test_every_day_once_around_clock_changes(zone: str, wall: time, data: st.DataObject) -> None:
    changes = transitions(zone, 2026)
    around = data.draw(st.sampled_from(changes)) if changes else datetime(2026, 3, 2, tzinfo=UTC)
    holds(zone, wall, around - 2 * DAY)


@settings(max_examples=300, deadline=None)
@given(zone=st.sampled_from(ZONES), plan=_PLANS, after=_INSTANTS)
def test_any_week_is_strictly_increasing(zone: str, plan: dict[int, time], after: datetime) -> None:
    def walls(day: date) -> tuple[time, ...]:
        return (plan[day.weekday()],) if day.weekday() in plan else ()

    said = [at for _, _, at in islice(occurrences(walls, zone, after), 10)]
    assert all(a < b for a, b in pairwise([after, *said]))
    assert said[-1] - after < timedelta(days=7 * 11)


@settings(max_examples=300, deadline=None)
@given(zone=st.sampled_from(ZONES), wall=_WALLS, after=_INSTANTS)
def test_asking_from_the_last_answer_never_repeats_or_skips(
    zone: str, wall: time, after: datetime
) -> None:
    listed = [at for _, at in islice(daily(wall, zone, after), 4)]
    asked = [next_due(wall, zone, earlier) for earlier in [after, *listed[:-1]]]
    assert asked == listed


@pytest.mark.long
@pytest.mark.parametrize("zone", ZONES)
def test_three_years_in_every_zone(zone: str) -> None:
    for wall in (
        time(0),
        time(0, 30),
        time(1, 59),
        time(2, 30),
        time(3),
        time(6, 45),
        time(23, 59),
    ):
        holds(zone, wall, datetime(2025, 12, 30, tzinfo=UTC), days=3 * 365)
