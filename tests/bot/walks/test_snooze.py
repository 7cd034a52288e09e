"""Putting a card off, walked: 15 minutes, an hour, after the run; the third time is not today."""

import pytest

from tests.bot.scenarios import CALF
from tests.bot.walks.test_run import cards, comes, ran_into
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


async def test_a_double_tap_puts_off_once(world: World) -> None:
    phone = await ran_into(world, "post")
    card = phone.last
    for query in [phone.runner.tap_nowait(card, "Snooze 15") for _ in range(2)]:
        assert await phone.runner.answer(query)
    await world.settled()
    assert card.text == "I'm back at 07:40."
    await comes(world, "Tue 07:40")
    await phone.tap("Snooze 15")
    assert "When shall I come back?" in phone.last.text


async def test_the_second_snooze_may_wait_for_an_hour(world: World) -> None:
    phone = await ran_into(world, "post")
    await phone.tap("Snooze 15")
    await comes(world, "Tue 07:40")
    await phone.tap("Snooze 15")
    assert phone.labels == ["1-minute version", "In 15 min", "In an hour", "Not today"]
    await phone.tap("In an hour")
    assert "I'm back at 08:40." in phone.last.text
    await comes(world, "Tue 08:40")


async def test_leaving_the_warm_up_out_does_not_call_the_run_off(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("Snooze 15")
    await comes(world, "Tue 06:40")
    await phone.tap("Snooze 15", "Not today")
    assert phone.last.text == "All right, not today. See you next time."
    await comes(world, "Tue 07:25")


async def test_a_card_put_off_and_let_go_on_its_first_message_does_not_come_again(
    world: World,
) -> None:
    phone = await ran_into(world, "post")
    await phone.tap("Snooze 15")
    await comes(world, "Tue 07:40")
    await phone.tap("Snooze 15", "In 15 min")
    await phone.forge(phone.last.buttons[0].data.replace("start", "let"))
    assert phone.last.text == "All right, not today. See you next time."
    await comes(world, "Thu 06:25")


async def test_a_card_of_another_day_is_let_go(world: World) -> None:
    phone = await ran_into(world, "post")
    card = phone.last
    await world.jump(days=1)
    await phone.answered("Snooze 15", card)
    assert "That reminder is from another day" in card.text
    await phone.tap("What's for today")
    assert "Start" in phone.labels


async def test_a_card_of_another_day_starts_what_is_for_now(world: World) -> None:
    phone = await ran_into(world, "post")
    card = phone.last
    await comes(world, "Thu 06:25")
    await phone.answered("Start", card)
    assert "Any pain when you walk right now?" in card.text


@pytest.mark.parametrize("card", ["pre", "post"])
async def test_a_card_nobody_taps_is_followed_up_once(world: World, card: str) -> None:
    phone = await ran_into(world, "pre")
    if card == "post":
        await phone.tap("1 minute", "No, or up to 2")
        await comes(world, "Tue 07:25")
    first, count = phone.last, len(cards(phone))
    await world.jump(minutes=10 if card == "pre" else 61)
    await world.jump(seconds=2)
    assert len(cards(phone)) == count + 1
    assert phone.last is not first
    assert not first.buttons
    assert phone.labels[0] == "1-minute version"
    assert len(phone.labels) <= 4
    await phone.tap("1-minute version")
    asked = "Any pain when you walk" if card == "pre" else CALF
    assert asked in phone.last.text


async def test_not_today_on_the_second_card_after_a_run_is_the_end_of_it(world: World) -> None:
    phone = await ran_into(world, "pre")
    await phone.tap("1 minute", "No, or up to 2")
    await comes(world, "Tue 07:25")
    await world.jump(minutes=61)
    await world.jump(seconds=2)
    await phone.tap("Not today")
    assert phone.last.text == "All right, not today. See you next time."
    await comes(world, "Thu 06:25")
