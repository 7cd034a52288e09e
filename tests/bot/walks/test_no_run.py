"""Walking that hurts too much, walked: the flags once, a day without a run, and the ways out."""

import pytest

from tests.bot.assertions import faults
from tests.bot.scenarios import FLAGS, begun
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def asked_by_walking(world: World, answer: str = "6 or more") -> Phone:
    """Return a runner whose walking hurts too much for a run, at the flags."""
    phone = world.phone()
    await phone.come_in()
    await world.next_reminder()
    await phone.tap("Start", answer)
    assert phone.last.text.startswith("No run and no drills today")
    assert FLAGS in phone.last.text
    return phone


@pytest.mark.parametrize("answer", ["6 or more", "I'm limping"])
async def test_strong_walking_pain_asks_the_flags_once_and_leaves_a_way_out(
    world: World, answer: str
) -> None:
    phone = await asked_by_walking(world, answer)
    assert faults(phone.last) == []
    await phone.none()
    for _ in range(2):
        assert phone.last.text.startswith("No run, no drills today.")
        assert "Tomorrow I ask again." in phone.last.text
        assert phone.labels == ["It is better now", "My plan", "Something is wrong"]
        await phone.say("/today")
    await phone.tap("Something is wrong")
    assert FLAGS in phone.last.text


async def test_walking_that_got_better_is_asked_again(world: World) -> None:
    phone = await asked_by_walking(world)
    await phone.none()
    await phone.tap("It is better now", "I'm limping")
    assert FLAGS in phone.last.text
    await phone.none()
    await phone.tap("It is better now", "No, or up to 2")
    assert "Done" in phone.labels


async def test_the_next_day_it_is_a_day_like_others(world: World) -> None:
    phone = await asked_by_walking(world)
    await phone.none()
    await world.jump(days=1)
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_practice_that_was_left_ends_with_strong_walking_pain(world: World) -> None:
    phone = await begun(world)
    step = phone.last
    await world.next_reminder()
    await phone.tap("Start", "6 or more")
    assert FLAGS in phone.last.text
    assert (await phone.answered(":done", step)).text == "This practice is over."


async def test_walking_pain_of_three_to_five_makes_an_easy_day(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await world.next_reminder()
    await phone.tap("Start", "3 to 5")
    assert "Keep this run short and flat" in phone.last.text
    assert "coin-size" in phone.last.text
