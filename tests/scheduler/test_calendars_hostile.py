"""Calendar files made to hurt: each is read or refused with a sentence, soon and in little room."""

import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from scheduler.calendars import LARGEST, BadCalendarError, Reading
from tests.scheduler.calendar_files import calendar, told

# The slowest of these takes 0.3 to 0.5 s on one core that is shared; a bomb would take minutes.
# Counted in CPU time, so that a busy machine does not matter.
SECONDS = 2.0
MEGABYTES = 16
START = "DTSTART:20261124T064500\n"


def filled(line: str, before: str = "") -> str:
    """Return a file as big as is allowed, full of one line, inside an entry."""
    head = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{before}"
    return head + line * ((LARGEST - len(head)) // len(line.encode(errors="surrogateescape")))


def thousand(entry: str) -> str:
    """Return a calendar of as many entries as are allowed."""
    return calendar(*(f"UID:{number}\n{entry}" for number in range(1_000)))


def from_the_year_one(rule: str) -> str:
    return thousand(f"DTSTART:00010101T000000\nRRULE:FREQ={rule}")


BOMBS: dict[str, Callable[[], str]] = {
    "ten megabytes": lambda: "A" * 10 * LARGEST,
    "100,000 entries": lambda: "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 70_000,
    "every day since the year one": lambda: from_the_year_one("DAILY"),
    "two billion days": lambda: from_the_year_one("DAILY;COUNT=2147483647"),
    "two billion weeks": lambda: from_the_year_one("WEEKLY;INTERVAL=2147483647"),
    "a day that never comes": lambda: from_the_year_one("DAILY;INTERVAL=7;BYDAY=TU"),
    "every second": lambda: from_the_year_one("SECONDLY"),
    "every 30 February": lambda: from_the_year_one("YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "days taken out, in lines": lambda: filled("EXDATE:20261201\n", START),
    "days taken out, in lists": lambda: filled("EXDATE:" + "20261201," * 800 + "\n", START),
    "boxes in boxes": lambda: "BEGIN:VCALENDAR\n" + "BEGIN:A\n" * 130_000,
    "boxes in an entry": lambda: filled("BEGIN:A\n"),
    "line breaks": lambda: filled("\n"),
    "folds": lambda: filled("\n ", "SUMMARY:"),
    "one line": lambda: filled("x", "SUMMARY:"),
    "an attachment": lambda: filled("QUJD", "ATTACH;ENCODING=BASE64;VALUE=BINARY:"),
    "parameters": lambda: filled("UID" + ";A=1" * 1_900 + ":x\n"),
    "parameters in lists": lambda: filled("UID;A=" + "," * 7_900 + ":x\n"),
    "open quotes": lambda: filled("UID;A=" + '"' * 7_899 + "\n"),
    "backslashes": lambda: filled("SUMMARY;A=\\\\:" + "\\" * 7_900 + "\n"),
    "spaces": lambda: filled("UID;A" + " " * 7_900 + "=b:x\n"),
    "spaces after begin": lambda: filled("BEGIN:" + " " * 7_900 + "VEVENT\n"),
    "zone definitions": lambda: filled(
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\n",
        "END:VEVENT\nBEGIN:VTIMEZONE\nTZID:X\n",
    ),
    "long zone names": lambda: thousand(f"DTSTART;TZID=/{'a/' * 200}:20261124T064500"),
    "long numbers": lambda: thousand(f"{START}RRULE:FREQ=DAILY;COUNT={'9' * 180}"),
    "NULs": lambda: filled("\0"),
    "bytes that are no letters": lambda: filled("\udcff"),
}


def outcome(text: str) -> Reading | BadCalendarError:
    try:
        return told(text.encode("utf-8", "surrogateescape"))
    except BadCalendarError as error:
        return error


@pytest.fixture
def in_little_room() -> Iterator[None]:
    """See that reading took little memory beside the file itself."""
    tracemalloc.start()
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEGABYTES * 2**20


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_answered_soon(bomb: str) -> None:
    text = BOMBS[bomb]()
    began = time.process_time()
    answer = outcome(text)
    assert time.process_time() - began < SECONDS
    if isinstance(answer, BadCalendarError):
        assert str(answer)[0].isupper()
        assert str(answer).endswith(".")
    else:
        assert len(answer.runs) <= 200


@pytest.mark.parametrize(
    "bomb", ["two billion days", "days taken out, in lists", "line breaks", "folds"]
)
@pytest.mark.usefixtures("in_little_room")
def test_a_bomb_takes_little_room(bomb: str) -> None:
    outcome(BOMBS[bomb]())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "can't find a calendar"),
        ("%PDF-1.7", "can't find a calendar"),
        ("<html>BEGIN:VEVENT</html>", "can't find a calendar"),
        ("BEGIN:VCALENDAR" + " " * LARGEST, "too big"),
        (calendar(*["UID:1"] * 1_001), "more in that calendar"),
        (thousand(START + "RRULE:FREQ=DAILY"), "more in that calendar"),
        (filled("UID:" + "x" * 1_000 + "\n"), "more in that calendar"),
    ],
    ids=["empty", "pdf", "html", "big", "entries", "series", "lines"],
)
def test_what_is_refused_gets_a_sentence(text: str, why: str) -> None:
    with pytest.raises(BadCalendarError, match=why):
        told(text)


def test_a_thousand_entries_and_a_hundred_series_are_still_read() -> None:
    many = told(thousand(START))
    assert (len(many.runs), many.left_out) == (200, {"many": 800})
    series = [f"UID:{number}\n{START}RRULE:FREQ=WEEKLY" for number in range(100)]
    assert len(told(calendar(*series)).runs) == 200


def test_a_calendar_with_nothing_in_it_is_read() -> None:
    assert told(calendar()).runs == ()
    assert told("begin:vcalendar\nend:vcalendar").left_out == {}
