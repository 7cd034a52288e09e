"""What a world is given instead of a first minute is what walking one comes to."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.world import MONDAY, Phone, running_world

pytestmark = pytest.mark.usefixtures("unhurried")

# What differs by the moment of the walk, in the minute that all of them share.
MOMENT = re.compile(r"2026-11-23[T ]11:00:\d\d[.\d]*")


async def lived(phone: Phone) -> list[str]:
    """Return all that was said so far, all that is kept, and what is said on."""
    said = [str(one.json()) for one in phone.runner.messages]
    kept = MOMENT.sub("now", str(await phone.kept()))
    await phone.say("/plan")
    await phone.say("/today")
    return [*(re.sub(r"'date': \d+|'edit_date': \d+", "now", one) for one in said), kept,
            phone.last.text]  # fmt: skip


async def test_an_arrival_is_what_a_walk_is(tmp_path: Path) -> None:
    found = []
    for name in ("walked", "kept", "given"):
        (tmp_path / name).mkdir()
        async with running_world(tmp_path / name) as whole:
            phone = whole.phone(number=4711)
            await (phone.walk_in() if name == "walked" else phone.come_in())
            calls = {call.method for call in whole.telegram.calls}
            assert ("answerCallbackQuery" in calls) == (name != "given")
            found.append(await lived(phone))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize(
    "other", [{"contact": "me@example.org"}, {"start": MONDAY + timedelta(days=1)}]
)
async def test_on_another_day_or_with_other_settings_it_is_walked_again(
    tmp_path: Path, other: dict[str, object]
) -> None:
    for name, chosen in (("first", {}), ("second", other)):
        (tmp_path / name).mkdir()
        async with running_world(tmp_path / name, **chosen) as whole:  # type: ignore[arg-type]
            await whole.phone(number=4712).come_in()
            methods = {call.method for call in whole.telegram.calls}
            assert name == "first" or "answerCallbackQuery" in methods


async def test_what_becomes_of_the_first_chat_is_not_given_to_the_next(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        async with running_world(tmp_path / name) as whole:
            phone = whole.phone(number=4713)
            await phone.come_in()
            assert "All set." in phone.last.text
            await phone.tap("One-minute try")
            assert "All set." not in phone.last.text
