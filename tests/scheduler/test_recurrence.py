"""A rhythm comes round as it was set: every run once, at its wall-clock time, in every zone."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.recurrence import Rhythm, Start, daily
from scheduler.wall_clock import instant, local, zone_names
from tests.scheduler.strategies import WALLS, ZONES, rhythms

BERLIN = "Europe/Berlin"
DAY = timedelta(days=1)
TUESDAY = date(2026, 3, 3)
BEFORE = datetime(2026, 3, 1, 12, tzinfo=UTC)
MORNING, EVENING = Start(time(6, 45)), Start(time(18), 30)


def names(rhythm: Rhythm, count: int, after: datetime = BEFORE) -> list[str]:
    return [one.name for one in islice(rhythm.after(BERLIN, after), count)]


def test_two_runs_a_day_have_names_of_their_own() -> None:
    twice = Rhythm({1: (MORNING, EVENING), 6: (Start(time(8), 90),)})
    assert names(twice, 4) == ["2026-03-03", "2026-03-03 2", "2026-03-08", "2026-03-10"]
    assert twice.names(TUESDAY) == ("2026-03-03", "2026-03-03 2")
    assert twice.names(TUESDAY + DAY) == ()
    lengths = [one.minutes for one in islice(twice.after(BERLIN, BEFORE), 3)]
    assert lengths == [None, 30, 90], "the long run has its own length"


def test_every_other_day_goes_on_over_the_end_of_a_week_and_a_year() -> None:
    other = Rhythm.alternate(TUESDAY, MORNING)
    assert names(other, 4) == ["2026-03-03", "2026-03-05", "2026-03-07", "2026-03-09"]
    new_year = datetime(2026, 12, 30, 12, tzinfo=UTC)
    days = [date.fromisoformat(name) for name in names(other, 20, new_year)]
    assert {b - a for a, b in pairwise(days)} == {2 * DAY}
    assert all((day - TUESDAY).days % 2 == 0 for day in days)


def test_every_other_day_keeps_its_wall_clock_across_both_clock_changes() -> None:
    other = Rhythm.alternate(TUESDAY, MORNING)
    for around in (datetime(2026, 3, 25, tzinfo=UTC), datetime(2026, 10, 21, tzinfo=UTC)):
        starts = [one.start for one in islice(other.after(BERLIN, around), 4)]
        assert {local(start, BERLIN).time() for start in starts} == {time(6, 45)}
        assert sum(b - a != 2 * DAY for a, b in pairwise(starts)) == 1, "the change is in it"


def test_a_day_is_added_changed_and_taken_out() -> None:
    weekly = Rhythm.weekly({1: time(6, 45), 3: time(7)})
    more = weekly.with_day(1, EVENING, MORNING)
    assert more.on(TUESDAY) == (MORNING, EVENING), "the earliest first"
    assert more.with_day(1).walls == {3: time(7)}
    assert list(more.with_day(0, MORNING).days) == [0, 1, 3]
    assert not weekly.with_day(1).with_day(3)


@pytest.mark.parametrize(
    ("days", "cycle", "why"),
    [
        ({}, 3, "comes round"),
        ({7: (MORNING,)}, 7, "a day is 0 to 6"),
        ({2: (MORNING,)}, 2, "a day is 0 to 1"),
        ({0: ()}, 7, "one to three starts"),
        ({0: (EVENING, MORNING)}, 7, "one to three starts"),
        ({0: (MORNING, Start(time(6, 45), 90))}, 7, "one to three starts"),
        ({0: tuple(Start(time(hour)) for hour in range(4))}, 7, "one to three starts"),
        ({0: (Start(time(6), 4),)}, 7, "5 to 600 minutes"),
        ({0: (Start(time(6), 601),)}, 7, "5 to 600 minutes"),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(
    days: dict[int, tuple[Start, ...]], cycle: int, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        Rhythm(days, cycle)  # type: ignore[arg-type]


def comes_round(rhythm: Rhythm, zone: str, first: date, days: int) -> None:
    """Check that from `first` on each of the rhythm's runs comes once, when its clock says so."""
    after = instant(first, time(), zone) - timedelta(seconds=1)
    end = instant(first + days * DAY, time(), zone)
    said = list(takewhile(lambda one: one.start < end, rhythm.after(zone, after)))
    assert all(a.start < b.start for a, b in pairwise(said)), "strictly increasing"
    assert len({one.name for one in said}) == len(said), "no double"
    for one in said:
        assert one.start == instant(one.day, rhythm.on(one.day)[one.number - 1].wall, zone)
    there = {one.start for one in said}
    for n in range(days):
        day = first + n * DAY
        for start in rhythm.on(day):
            at = instant(day, start.wall, zone)
            # A time on a day that was jumped over may share its instant, or lie beyond the end.
            assert at in there or not after < at < end, f"{start.wall} on {day} was lost"
            shown = local(at, zone)
            kept = (shown.date(), shown.time()) == (day, start.wall)
            assert kept or jumped(at, zone), "the wall clock is kept but where it jumps"


def jumped(at: datetime, zone: str) -> bool:
    """Tell whether the clocks of a zone were set forward in the day before an instant."""
    then, now = (each.astimezone(ZoneInfo(zone)).utcoffset() for each in (at - DAY, at))
    return then is not None and now is not None and then < now


@settings(max_examples=200, deadline=None)
@given(rhythms(), ZONES, st.dates(date(2011, 12, 1), date(2037, 1, 1)))
def test_any_rhythm_comes_round_in_any_zone(rhythm: Rhythm, zone: str, first: date) -> None:
    comes_round(rhythm, zone, first, 40)


@settings(max_examples=200, deadline=None)
# From 2012 on: on 30 December 2011 some zones left out a whole day; none has announced another.
@given(rhythms(), ZONES, st.dates(date(2012, 1, 1), date(2037, 1, 1)), WALLS)
def test_rest_days_are_exactly_the_days_without_a_run(
    rhythm: Rhythm, zone: str, first: date, wall: time
) -> None:
    after = instant(first, time(), zone) - timedelta(seconds=1)
    rests = [day for day, _ in islice(rhythm.rests(wall, zone, after), 20)]
    last = rests[-1] if rests else first + 60 * DAY
    everyday = takewhile(lambda day: day <= last, (day for day, _ in daily(wall, zone, after)))
    assert rests == [day for day in everyday if not rhythm.on(day)]


@pytest.mark.long
@pytest.mark.parametrize("zone", sorted(zone_names()))
def test_three_years_of_every_rhythm_in_every_zone(zone: str) -> None:
    night = (Start(time(0)), Start(time(2, 30)), Start(time(23, 59), 90))
    for rhythm in (
        Rhythm(dict.fromkeys(range(7), night)),
        Rhythm.alternate(TUESDAY, *night),
        Rhythm({0: (MORNING, EVENING), 2: (Start(time(3)),), 6: (Start(time(1, 30), 120),)}),
    ):
        comes_round(rhythm, zone, date(2025, 12, 30), 3 * 365)
