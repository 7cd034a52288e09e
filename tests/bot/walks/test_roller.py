"""A roller is asked for once: at the end of a runner's second practice after a run."""

from typing import cast

import pytest

from tests.bot.assertions import faults
from tests.bot.mornings import finish
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

ASKED = "Do you have a foam roller?"


async def after_a_run(phone: Phone) -> None:
    """Do a practice after a run, to its end."""
    await phone.say("/today")
    if "After a run" in phone.labels:
        await phone.tap("After a run")
    await start(phone, "Start")
    while "Ask me another time" in phone.labels:
        await start(phone, "Ask me another time")
    await finish(phone)


async def gear(phone: Phone) -> str:
    """Return what the runner has, as it is kept."""
    return cast("dict[str, str]", (await phone.kept())["runner"])["gear"]


async def second(world: World) -> Phone:
    """Return a runner at the end of their second practice after a run."""
    phone = world.phone()
    await phone.come_in()
    for _ in range(2):
        await after_a_run(phone)
        await world.jump(days=2)
    return phone


async def test_it_is_asked_once_at_the_end_of_the_second_practice_after_a_run(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    asked = []
    for _ in range(4):
        await after_a_run(phone)
        asked.append(ASKED in phone.last.text)
        assert faults(phone.last) == []
        await world.jump(days=2)
    assert asked == [False, True, False, False]


@pytest.mark.parametrize(("answer", "kept"), [("Yes", "mat,wall,roller"), ("No", "mat,wall")])
async def test_the_answer_is_kept_where_it_changes_something(
    world: World, answer: str, kept: str
) -> None:
    phone = await second(world)
    card = next(one for one in reversed(phone.runner.messages) if ASKED in one.text)
    await phone.answered(answer, card)
    assert await gear(phone) == kept
    assert ("Calf rolling takes its turn" in card.text) == (answer == "Yes")
    await phone.forge(f"roller:{answer.lower()}", card)
    assert await gear(phone) == kept


async def test_who_has_one_is_not_asked(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/settings")
    await phone.tap("What I have", "Roller")
    for _ in range(2):
        await phone.say("/today")
        await start(phone, "After a run", "Start")
        while any(label in phone.labels for label in ("Ask me another time", "No")):
            await start(phone, "No" if "No" in phone.labels else "Ask me another time")
        await finish(phone)
        assert ASKED not in phone.last.text
        await world.jump(days=2)
