"""When an entry happens: zones by any name, clock changes, whole days, lengths."""

from datetime import UTC, datetime

import pytest

from tests.scheduler.calendar_files import ZONE, calendar, only, told, walls

ZONES = [
    ("Europe/London", "07:45"),
    ("/freeassociation.sourceforge.net/Europe/London", "07:45"),
    ('"Europe/London"', "07:45"),
    ("GMT Standard Time", "07:45"),
    ("W. Europe Standard Time", "06:45"),
    ("Eastern Standard Time", "12:45"),
    ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "10:45"),
    ("UTC", "07:45"),
    ("EST", "12:45"),
]


@pytest.mark.parametrize(("tzid", "wall"), ZONES)
def test_a_zone_is_known_by_any_of_its_names(tzid: str, wall: str) -> None:
    reading = told(calendar(f"UID:1\nDTSTART;TZID={tzid}:20261124T064500"))
    assert walls(reading.runs) == [f"24 Nov {wall}"]
    assert not reading.guessed_zone


@pytest.mark.parametrize(
    "tzid",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "Europe",
        "Mars/Olympus",
        "Customized Time Zone",
        '"(UTC+01:00) Amsterdam, Berlin"',
        "/" * 3_000,
        "Europe/Paris\0",
        ".",
    ],
)
def test_an_unknown_zone_is_the_runners_and_said(tzid: str) -> None:
    known = tzid.endswith("\0")  # what is left without the NUL
    reading = told(calendar(f"UID:1\nDTSTART;TZID={tzid}:20261124T064500"))
    assert walls(reading.runs) == ["24 Nov 06:45"]
    assert reading.guessed_zone != known


def test_a_time_without_a_zone_is_the_runners_own() -> None:
    for zone in (ZONE, "Asia/Kathmandu", "Pacific/Apia"):
        assert walls([only("UID:1", "DTSTART:20261124T064500", zone=zone)], zone) == [
            "24 Nov 06:45"
        ]


def test_a_series_keeps_its_wall_clock_time_across_a_clock_change() -> None:
    entry = "UID:1\nDTSTART;TZID=Europe/Paris:20270321T063000\nRRULE:FREQ=WEEKLY;COUNT=2"
    before, after = told(calendar(entry)).runs
    assert walls([before, after]) == ["21 Mar 06:30", "28 Mar 06:30"]
    assert (before.start.hour, after.start.hour) == (5, 4)


def test_a_time_that_is_jumped_over_moves_forward_by_the_jump() -> None:
    assert walls([only("UID:1", "DTSTART:20270328T023000")]) == ["28 Mar 03:30"]


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    run = only("UID:1", "DTSTART;TZID=Australia/Sydney:20270404T023000")
    assert run.start == datetime(2027, 4, 3, 15, 30, tzinfo=UTC)


def test_a_whole_day_gets_the_usual_time_of_that_weekday() -> None:
    weekday = only("UID:1", "DTSTART;VALUE=DATE:20261127", "DTEND;VALUE=DATE:20261128")
    sunday = only("UID:2", "DTSTART;VALUE=DATE:20261129")
    midnight = only("UID:3", "DTSTART:20261129T000000", "DTEND:20261130T000000")
    assert walls([weekday, sunday, midnight]) == ["27 Nov 06:45", "29 Nov 08:30", "29 Nov 08:30"]
    assert all(run.all_day and run.minutes is None for run in (weekday, sunday, midnight))


def test_several_whole_days_are_no_run() -> None:
    reading = told(
        calendar("UID:1\nSUMMARY:Week 3\nDTSTART;VALUE=DATE:20261130\nDTEND;VALUE=DATE:20261207")
    )
    assert (reading.runs, reading.left_out) == ((), {"other": 1})


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("DTEND:20261124T073000", 45),
        ("DTEND;TZID=Europe/London:20261124T063000", 45),
        ("DTEND:20261124T063000Z", 45),
        ("DURATION:PT1H15M", 75),
        ("DURATION:P1W", 600),
        ("DURATION:PT10S", 5),
        ("DURATION:-PT30M", None),
        ("DURATION:PT0S", None),
        ("DTEND:20261124T060000", None),
        ("DTEND:20261124T064500", None),
        ("LOCATION:Park", None),
    ],
)
def test_the_length_is_within_reason_or_the_usual(line: str, minutes: int | None) -> None:
    assert only("UID:1", "DTSTART:20261124T064500", line).minutes == minutes


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART:tomorrow",
        "DTSTART:20261324T064500",
        "DTSTART:20260230",
        "DTSTART:00000101T000000Z",
        "DTSTART:PT1H",
        "DTSTART:20261124T064500/PT1H",
        "DTSTART:",
        "DTSTART",
        "SUMMARY:No start at all",
        "DTSTART:20261124T064500\nDURATION:an hour",
        "DTSTART:20261124T064500\nDURATION:P99999999999D",
        "DTSTART:20261124T064500\nSEQUENCE:new",
    ],
)
def test_what_cannot_be_understood_is_counted_and_the_rest_is_read(line: str) -> None:
    reading = told(calendar(f"UID:1\n{line}", "UID:2\nDTSTART:20261125T064500"))
    assert walls(reading.runs) == ["25 Nov 06:45"]
    assert reading.left_out == {"unreadable": 1}


@pytest.mark.parametrize("of", ["00010101T000000Z", "99991231T235959Z"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Anchorage"])
def test_a_day_at_the_end_of_the_calendar_does_no_harm(of: str, zone: str) -> None:
    entry = f"UID:1\nDTSTART;TZID={zone}:20261124T064500\nEXDATE:{of}\n"
    alone = told(calendar(f"{entry}RECURRENCE-ID:{of}"), zone)
    series = told(calendar(f"{entry}RRULE:FREQ=WEEKLY;COUNT=2;UNTIL=99991231T235959Z"), zone)
    assert walls(alone.runs, zone) == ["24 Nov 06:45"]
    assert walls(series.runs, zone) == ["24 Nov 06:45", "01 Dec 06:45"]


def test_what_is_past_or_too_far_away_is_counted() -> None:
    starts = ["20261123T110000Z", "20261123T110001Z", "20270524T110000Z", "20270524T110001Z"]
    extremes = ["00010101T000000", "99991231T235959", "00010101T000000Z", "99991231T235959Z"]
    entries = [f"UID:{start}\nDTSTART:{start}" for start in (*starts, *extremes)]
    reading = told(calendar(*entries))
    assert [run.uid for run in reading.runs] == starts[1:3]
    assert reading.left_out == {"past": 3, "far": 3}
