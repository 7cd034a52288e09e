"""What of a calendar becomes runs: titles, names, versions, what is Dorsi's own, how many."""

import pytest

from scheduler.calendars.reading import MOST
from scheduler.calendars.titles import LONGEST, is_no_run, title_of
from tests.scheduler.calendar_files import calendar, only, told, walls

START = "DTSTART:20261124T064500"


@pytest.mark.parametrize(
    "title",
    [
        "Easy run",
        "Rest week: short run",
        "Run - Recovery Shakeout",
        "Run + strength",
        "Run/Walk 5x3 min",
        "8 x 400 m",
        "Long one, with the club",
        "Cross-country race",
        "Parkrun, then coffee and rest",
        "Dauerlauf nach Kraft",
        "Course à pied",
        "Corsa lenta e stretching",
        "Off we go!",
        "",
    ],
)
def test_what_may_be_a_run_is_one(title: str) -> None:
    assert not is_no_run(title)


@pytest.mark.parametrize(
    "title",
    [
        "Rest day",
        "REST",
        "Off",
        "Day off - no run!",
        "Rest day (or easy run)",
        "Bike - Sweet Spot 2x20",
        "Long ride",
        "Strength: lower body",
        "🏊 Swim, easy",
        "Yoga",
        "Ruhetag",
        "Krafttraining",
        "Vélo d'appartement",
        "Repos",
        "Natación",
        "Riposo",
        "Musculação",
        "Fietsen",
        "Spaziergang",
    ],
)
def test_what_plainly_is_no_run_is_none(title: str) -> None:
    assert is_no_run(title)
    assert told(calendar(f"{START}\nSUMMARY:{title}")).left_out == {"other": 1}


def test_the_category_counts_where_the_title_says_nothing() -> None:
    assert told(calendar(f"{START}\nSUMMARY:45 min easy\nCATEGORIES:SWIM")).left_out == {"other": 1}
    assert only(START, "SUMMARY:Easy run", "CATEGORIES:Gym").title == "Easy run"


def test_a_title_is_one_short_line_a_phone_can_show() -> None:
    title = only(START, r"SUMMARY:Tempo\, 3×10\; then\nhome \\o/ <b>").title
    assert title == r"Tempo, 3×10; then home \o/ <b>"
    assert only(START, "SUMMARY:a\u202eb\u200bc\x07d").title == "a b c d"
    assert only(START).title == "Run"
    assert len(title_of("long " * 40)) <= LONGEST
    assert title_of("x" * 61).endswith("…")


def test_an_entry_keeps_its_name_and_one_without_gets_one_that_lasts() -> None:
    assert only("UID:  a b  ", START).uid == "a b"
    assert len(only("UID:" + "u" * 500, START).uid) == 64
    first = told(calendar(f"{START}\nSUMMARY:Easy", f"UID:none\n{START}\nSUMMARY:Long")).runs
    again = told(calendar(f"{START}\nSUMMARY:Long", f"{START}\nSUMMARY:Easy")).runs
    assert len({run.uid for run in first}) == 2
    assert {run.uid for run in first} == {run.uid for run in again}


def test_of_two_versions_the_later_one_counts() -> None:
    versions = [
        f"UID:1\nSEQUENCE:{sequence}\nDTSTART:2026112{sequence}T064500" for sequence in (5, 7, 4)
    ]
    reading = told(calendar(*versions))
    assert walls(reading.runs) == ["27 Nov 06:45"]
    assert reading.left_out == {"double": 2}
    last = told(calendar("UID:1\nDTSTART:20261125T064500", "UID:1\nDTSTART:20261126T064500"))
    assert walls(last.runs) == ["26 Nov 06:45"]


def test_what_is_called_off_is_said_so() -> None:
    assert only(START, "STATUS:cancelled").cancelled
    assert not only(START, "STATUS:CONFIRMED").cancelled
    whole = told(calendar(START, head="METHOD:CANCEL\n"))
    assert [run.cancelled for run in whole.runs] == [True]


def test_dorsis_own_file_is_not_taken_twice() -> None:
    own = calendar(f"UID:7-1-1.abc@dorsi\n{START}", f"UID:7-1-1.xyz@dorsi\n{START}")
    reading = told(own, mine=".abc@dorsi")
    assert [run.uid for run in reading.runs] == ["7-1-1.xyz@dorsi"]
    assert reading.left_out == {"mine": 1}


def test_only_the_first_200_runs_are_taken_the_soonest_first() -> None:
    entries = [f"UID:{n}\nDTSTART:202612{1 + n % 28:02}T{n // 28:02}0000" for n in range(250)]
    reading = told(calendar(*reversed(entries)))
    starts = [run.start for run in reading.runs]
    assert (len(starts), starts) == (MOST, sorted(starts))
    assert reading.left_out == {"many": 50}


def test_folded_lines_and_old_letters_are_read() -> None:
    folded = f"SUM\r\n MARY:Long run with\r\n  the c\r\n\tlub\r\n{START}"
    assert told(calendar(folded)).runs[0].title == "Long run with the club"
    old = calendar(f"{START}\nSUMMARY:Lauf über Hügel").encode("cp1252")
    assert told(old).runs[0].title == "Lauf über Hügel"
    marked = calendar(f"{START}\nSUMMARY:Lauf").encode("utf-8-sig")
    assert told(marked).runs[0].title == "Lauf"


def test_what_is_nested_in_an_entry_is_not_its_own() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Ring\nDTSTART:19700101T000000\nEND:VALARM"
    run = only("UID:1", alarm, START, "SUMMARY:Easy", alarm)
    assert (run.title, walls([run])) == ("Easy", ["24 Nov 06:45"])


@pytest.mark.parametrize(
    "text",
    [
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{START}",
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{START}\nBEGIN:VEVENT\nUID:2\n",
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{START}\nSUMMARY:{'x' * 9_000}\nEND:VEVENT",
        f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID;=x:1\n{START}\nEND:VEVENT",
    ],
)
def test_a_broken_or_cut_entry_is_counted(text: str) -> None:
    reading = told(text)
    assert not reading.runs
    assert set(reading.left_out) == {"unreadable"}
