"""The page of the months is what the bot says today."""

import pytest

from tests.months.people import PEOPLE
from tests.months.writing import HEAD, PAGE, month, section

NUMBERED = list(enumerate(PEOPLE, start=1))


def test_the_page_has_a_part_for_each_and_nothing_else() -> None:
    page = PAGE.read_text(encoding="utf-8")
    parts = page.split("\n## ")
    assert parts[0] == HEAD
    assert [part.splitlines()[0] for part in parts[1:]] == [
        f"{number}. {person.name}" for number, person in NUMBERED
    ]


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(
    "number",
    # One of them in every run: the one with a red flag.
    [pytest.param(number, marks=[pytest.mark.long] * (number != 5)) for number, _ in NUMBERED],
)
async def test_a_month_lived_again_is_told_in_the_same_words(number: int) -> None:
    person = PEOPLE[number - 1]
    told = section(number, person, await month(person))
    assert told in PAGE.read_text(encoding="utf-8")
