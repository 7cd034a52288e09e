"""A runner's own file: it is read back as what it was made of, and tells nothing about them."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Alarm, Calendar

from scheduler.calendars import Single, ending, write
from scheduler.recurrence import Cycle, Rhythm, Start
from scheduler.wall_clock import zone_names
from tests.scheduler.calendar_files import NOW, ZONE, told, walls

ZONES = sorted(zone_names())
Days = Mapping[int, list[tuple[time, int]]]
WEEK: Days = {1: [(time(6, 45), 40), (time(18, 30), 30)], 5: [(time(8), 90)]}
HAND = Single("run-5", datetime(2026, 11, 25, 17, 0, tzinfo=UTC), 50)


def mine(days: Days = WEEK, cycle: Cycle = 7, zone: str = ZONE, *singles: Single) -> bytes:
    return write(days, cycle, singles, zone=zone, lead=20, key="abc", now=NOW)


def test_a_week_and_a_run_put_by_hand_are_read_back() -> None:
    runs = told(mine(WEEK, 7, ZONE, HAND)).runs
    assert walls(runs[:4]) == ["24 Nov 06:45", "24 Nov 18:30", "25 Nov 18:00", "28 Nov 08:00"]
    assert [run.minutes for run in runs[:4]] == [40, 30, 50, 90]
    assert len(runs) == 3 * 26 + 1


def test_each_run_has_its_reminder_and_each_zone_its_rules() -> None:
    calendar = Calendar.from_ical(mine(WEEK, 7, ZONE, HAND))
    assert [zone.tz_name for zone in calendar.timezones] == [ZONE]
    assert len(calendar.events) == 4
    for event in calendar.events:
        alarms = [part for part in event.subcomponents if isinstance(part, Alarm)]
        assert [alarm.TRIGGER for alarm in alarms] == [timedelta(minutes=-20)]
        assert event["SUMMARY"] == "Run"


def test_a_clock_change_is_a_line_of_its_own_for_programs_that_read_only_one() -> None:
    lines = mine().decode().splitlines()
    firsts = [line for line in lines if line.startswith("DTSTART:")]
    changes = [line for line in lines if line.startswith("RDATE:")]
    assert max(firsts) < "DTSTART:20251123"
    assert "RDATE:20270328T030000" in changes
    assert not any("," in change for change in changes)


def test_every_other_day_is_written_as_that() -> None:
    even, odd = (told(mine({day: [(time(7), 40)]}, 2)).runs for day in (0, 1))
    assert walls(even[:3]) == ["25 Nov 07:00", "27 Nov 07:00", "29 Nov 07:00"]
    assert walls(odd[:3]) == ["24 Nov 07:00", "26 Nov 07:00", "28 Nov 07:00"]


def test_a_run_keeps_its_name_when_its_time_changes() -> None:
    later: Days = {1: [(time(7), 40), (time(19), 30)], 5: [(time(9), 90)]}
    assert [run.uid for run in told(mine()).runs] == [run.uid for run in told(mine(later)).runs]


def test_the_file_is_known_as_dorsis_own() -> None:
    reading = told(mine(WEEK, 7, ZONE, HAND), mine=ending("abc"))
    assert (reading.runs, reading.left_out) == ((), {"mine": 4})
    assert told(mine(), mine=ending("xyz")).runs


def test_the_same_plan_is_the_same_file() -> None:
    assert mine(WEEK, 7, ZONE, HAND) == mine(WEEK, 7, ZONE, HAND)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca"])
def test_every_kind_of_zone_can_be_written(zone: str) -> None:
    runs = told(mine(zone=zone), zone).runs
    assert walls(runs[:1], zone) == ["24 Nov 06:45"]


starts = st.lists(
    st.builds(Start, st.times().map(lambda at: at.replace(second=0, microsecond=0)),
              st.integers(5, 600)),
    min_size=1, max_size=3, unique_by=lambda start: start.wall,
).map(lambda found: tuple(sorted(found)))  # fmt: skip


@given(st.dictionaries(st.integers(0, 6), starts), st.booleans(), st.sampled_from(ZONES))
def test_any_rhythm_comes_back_as_it_was(
    days: dict[int, tuple[Start, ...]], weekly: bool, zone: str
) -> None:
    cycle: Cycle = 7 if weekly else 2
    rhythm = Rhythm({day: found for day, found in days.items() if day < cycle}, cycle)
    plain = {
        index: [(start.wall, start.minutes or 0) for start in found]
        for index, found in rhythm.days.items()
    }
    # Up to 21 runs a week: within these days none is beyond the first 200.
    end = NOW + timedelta(days=60)
    planned = takewhile(lambda one: one.start < end, rhythm.after(zone, NOW)) if plain else ()
    read = takewhile(lambda run: run.start < end, told(mine(plain, cycle, zone), zone).runs)
    assert [(run.start, run.minutes) for run in read] == [
        (one.start, one.minutes) for one in planned
    ]
