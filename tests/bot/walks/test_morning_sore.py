"""A bad morning, walked: the red flags, what ends with them, and an easy day."""

from typing import cast

import pytest

from bot.screens.running import LATER, NOW
from tests.bot.assertions import faults
from tests.bot.mornings import RIGHT, answers, comes, coming, finish, loaded
from tests.bot.scenarios import FLAGS, found, start
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_sore_six_or_more_opens_the_red_flags(world: World) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    await phone.tap("Sore, 6 or more")
    assert FLAGS in phone.last.text
    assert await answers(phone) == [("left", "very_sore")]
    await phone.none()
    await phone.say("/today")
    await start(phone, "Start")
    assert phone.last.text.startswith(RIGHT)


async def test_sore_six_or_more_ends_the_practice_that_was_left(world: World) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    card = phone.last
    await phone.say("/today")
    await start(phone, "Start", "Ask me another time")
    begun = phone.last
    assert "Done" in phone.labels
    await phone.answered("Sore, 6 or more", card)
    assert FLAGS in card.text
    await phone.answered(":done", begun)
    assert "This practice is over." in begun.text
    practices = cast("list[dict[str, object]]", (await phone.kept())["practices"])
    assert not any(one["open"] for one in practices)


@pytest.mark.parametrize("answer", ["Sore, 3–5", "Stiff over 30 min"])
async def test_an_answer_below_six_leaves_the_practice_as_it_is(world: World, answer: str) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    card = phone.last
    await phone.say("/today")
    await start(phone, "Start", "Ask me another time")
    await phone.answered(answer, card)
    practices = cast("list[dict[str, object]]", (await phone.kept())["practices"])
    assert [one["open"] for one in practices] == [False, True]


@pytest.mark.parametrize("answer", ["Sore, 3–5", "Stiff over 30 min"])
async def test_a_bad_morning_makes_the_drills_smaller_and_the_day_easy(
    world: World, answer: str
) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    await start(phone, answer, "Fine, 0–2")
    await phone.say("/today")
    assert "Heel" not in phone.last.text
    await phone.say("/why")
    await phone.tap("why:heel_walks")
    assert "smaller: the left ankle was" in phone.last.text


@pytest.mark.parametrize("answer", ["Sore, 3–5", "Stiff over 30 min"])
async def test_a_bad_morning_speaks_of_the_run_where_there_is_one(
    world: World, answer: str
) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    card = phone.last
    await phone.tap(answer)
    assert "nothing that loads the ankles" in card.text
    assert "run" not in card.text
    await phone.say("/run")
    await phone.tap("In an hour")
    await phone.answered("Sore, 3–5", card)
    assert card.text.endswith(LATER["easy"])


async def test_a_morning_of_six_or_more_is_no_day_to_run(world: World) -> None:
    phone = await loaded(world)
    await comes(world, "Wed 08:00")
    await phone.tap("Sore, 6 or more")
    assert "No run today" in phone.last.text


async def test_a_bad_morning_told_before_a_run_is_followed_by_the_card_and_the_step(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/today")
    await start(phone, "Start")
    await finish(phone)
    await comes(world, "Tue 06:25")
    await start(phone, "Start", "Stiff over 30 min")
    assert LATER["easy"] in phone.last.text
    await start(phone, "Fine, 0–2", "No, or up to 2")
    assert "Done" in phone.labels
    assert NOW["easy"] in phone.last.text
    assert faults(phone.last) == []


async def test_a_red_flag_keeps_the_question_away(world: World) -> None:
    phone = await loaded(world)
    await phone.say("/stop")
    await phone.tap(await found(phone, "RC1"), "Yes, this is so")
    assert "morning" not in " ".join(await coming(world))
    count = len(phone.runner.messages)
    await world.jump(hours=25)
    assert len(phone.runner.messages) == count
