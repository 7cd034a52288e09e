"""What today's answers mean for today's run, walked: on the card, on /today, on the first step."""

import re

import pytest

from bot.screens.running import NOW
from tests.bot.mornings import comes
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_the_minutes_on_the_card_are_those_of_the_drills_behind_it(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await comes(world, "Tue 06:25")
    (told,) = re.findall(r"(\d+) minutes? for the ankles", phone.last.text)
    await phone.say("/today")
    assert phone.last.text.startswith(f"Before your 06:45 run · {told} min")


async def walked(world: World, answer: str) -> Phone:
    """Return a runner who told an hour before the card how walking is."""
    phone = world.phone()
    await phone.come_in()
    await world.jump(hours=17)  # Tuesday, five in the morning
    await phone.say("/today")
    await start(phone, "Start", answer)
    return phone


async def test_pain_of_three_to_five_on_walking_makes_the_run_an_easy_one(world: World) -> None:
    phone = await walked(world, "3 to 5")
    assert NOW["easy"] in phone.last.text
    assert "Done" in phone.labels
    await phone.tap("Stop", "Stop here")
    await phone.say("/today")
    assert phone.last.text.endswith(NOW["easy"])


@pytest.mark.parametrize("answer", ["6 or more", "I'm limping"])
async def test_a_limp_or_six_and_more_is_no_day_to_run_and_the_card_says_so(
    world: World, answer: str
) -> None:
    phone = await walked(world, answer)
    assert "No run" in phone.last.text
    await phone.tap("None of these", "None of these")
    await comes(world, "Tue 06:25")
    assert phone.last.text == f"Run at 06:45\n\n{NOW['none']}"
    assert "Start" not in phone.labels
    await phone.tap("It is better now")
    assert "Any pain when you walk right now?" in phone.last.text
    await start(phone, "No, or up to 2")
    assert "Done" in phone.labels


async def test_after_a_limp_the_red_flags_are_asked_once_and_there_is_a_way_out(
    world: World,
) -> None:
    phone = await walked(world, "I'm limping")
    await phone.none()
    for _ in range(2):
        assert "Tomorrow I ask again." in phone.last.text
        assert "Is any of this true" not in phone.last.text
        await phone.say("/today")
    assert {"My plan", "Something is wrong"} <= set(phone.labels)
    await start(phone, "It is better now", "No, or up to 2")
    assert "Done" in phone.labels
