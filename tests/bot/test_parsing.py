"""What a runner types is read in every usual way of writing it, and nothing else is."""

from datetime import time

import pytest

from bot.parsing import NO_HOURS, read_hours, read_minutes


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("22-6", (time(22), time(6))),
        ("21:30 – 6:15", (time(21, 30), time(6, 15))),
        (" None ", NO_HOURS),
        ("off", NO_HOURS),
        ("from 22 to 6", (time(22), time(6))),
        ("von 21:30 bis 6 Uhr", (time(21, 30), time(6))),
        ("٢٢-٦", (time(22), time(6))),
        ("22", None),
        ("22-", None),
        ("22-6-7", None),
    ],
)
def test_hours_are_read_from_and_up_to(text: str, hours: object) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("75", 75),
        ("75 min", 75),
        ("90'", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("2 hours", 120),
        ("10 h", 600),
        ("1 Std 30", None),
        ("1 Stunde 30 Minuten", 90),
        ("７５", 75),  # noqa: RUF001
        ("5", 5),
        ("4", None),
        ("10h01", None),
        ("0h0", None),
        ("10 km", None),
        ("1h 30h", None),
        ("", None),
    ],
)
def test_a_runs_length_is_read_in_minutes(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes
