"""Typed times, walked: read as they are written in many countries, asked about where unclear."""

import pytest

from tests.bot.assertions import faults
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")

# Typed where a run's time is asked; it is Monday noon in Paris.
TYPED = {
    "18:30 Uhr": "today 18:30",
    "18 Uhr": "today 18:00",
    "６：３０": "tomorrow 06:30",  # noqa: RUF001
    "6：30": "tomorrow 06:30",  # noqa: RUF001
    "24:00": "tomorrow 00:00",
    "noon": "tomorrow 12:00",
    "Sat 8:00": "Saturday 08:00",
    "in 2 hours": "today 14:00",
    "6 30": "tomorrow 06:30",
    "kl. 18.30": "today 18:30",
    "18時30分": "today 18:30",
    "12 Dec 8:00": "12 December 08:00",
}


async def test_a_runs_time_is_read_as_it_is_written_in_many_countries(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    for typed, told in TYPED.items():
        await phone.say("/run")
        await phone.tap("Type a time")
        assert f"Run: {told}" in (await phone.say(typed)).text, typed


async def test_half_six_is_a_question_with_every_answer_as_a_button(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/run")
    await phone.tap("Type a time")
    told = await phone.say("half six")
    answers = ["Today 17:30", "Today 18:30", "Tomorrow 05:30", "Tomorrow 06:30"]
    assert phone.labels[:4] == answers
    assert faults(told) == []
    await phone.tap("Today 18:30")
    assert "Run: today 18:30" in phone.last.text


async def test_half_six_is_asked_about_in_the_plan_too(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/plan")
    await phone.tap("Times", "All of them")
    await phone.say("half six")
    assert phone.labels[:4] == ["05:30", "06:30", "17:30", "18:30"]
    await phone.tap("17:30")
    assert "Tue, Thu, Sat 17:30" in phone.last.text
