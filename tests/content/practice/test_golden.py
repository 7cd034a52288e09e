"""The golden practices of `golden.md`, lived tap by tap."""

import pytest

from tests.content.practice.golden import BEGIN, Row, becomes, beginnings, rows

ROWS = rows()


@pytest.mark.parametrize("name", BEGIN)
def test_a_golden_practice_begins_with_the_steps_of_its_table(name: str) -> None:
    assert BEGIN[name]().left() == beginnings()[name]


@pytest.mark.parametrize("row", ROWS, ids=[f"{one.section[:24]}-{one.told}" for one in ROWS])
def test_a_golden_practice_goes_on_as_its_row_says(row: Row) -> None:
    assert becomes(row) == (row.left, row.said, row.asked)


def test_there_are_golden_practices_of_every_kind() -> None:
    assert len({one.section for one in ROWS}) == 16
    assert {one.practice for one in ROWS} == BEGIN.keys()
