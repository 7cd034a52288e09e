"""The page of the years is what the coach plans today."""

import pytest

from tests.years import tables
from tests.years.people import EIGHTEEN
from tests.years.runners import patterns
from tests.years.writing import PAGE, page


def test_a_few_rows_of_the_page_are_lived_again() -> None:
    text = PAGE.read_text(encoding="utf-8")
    runner = EIGHTEEN[0]
    rows = (
        tables.pattern_row((0, 2, 5)),
        tables.minutes_row(runner),
        tables.drills_row(runner),
    )
    for row in rows:
        assert tables.table(("",), [row]).splitlines()[-1] in text


def test_the_page_names_every_pattern_and_every_runner() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(patterns()) == 42
    assert all(f"| {runner.name} |" in text for runner in EIGHTEEN)


@pytest.mark.long
def test_the_whole_page_is_written_again_in_the_same_words() -> None:
    assert page() == PAGE.read_text(encoding="utf-8")
