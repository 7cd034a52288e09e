"""A flag tapped twice, or not meant, walked: one tap is one flag, and ten minutes take it back."""

import pytest

from bot.sandbox.chats import Message
from storage.reminders import outbox
from tests.bot.scenarios import begun, found, meant, raised
from tests.bot.world import World

pytestmark = pytest.mark.usefixtures("unhurried")


async def next_nudge(world: World) -> object:
    """Return when the next nudge would be said, None if none will."""
    return await world.services.db.transaction(outbox.next_due)


async def test_a_mistap_is_taken_back_and_nothing_is_kept(world: World) -> None:
    phone = await begun(world)
    await phone.say("/stop")
    before = await phone.kept()
    number = await found(phone, "RB7")
    page = phone.last.text
    await phone.tap(number)
    assert world.services.library.flags["RB7"].ask in phone.last.text
    await phone.tap("I mis-tapped")
    assert phone.last.text == page
    await phone.none()
    assert "Seated ankle rotation" in phone.last.text
    assert await phone.kept() == before


async def test_a_double_tap_on_yes_is_one_flag_and_one_verdict(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.say("/stop")
    await phone.tap(await found(phone, "RB1"))
    count = len(phone.runner.messages)
    yes = next(one.data for one in phone.last.buttons if one.data.startswith("flags:yes:"))
    page = phone.last
    for query in [phone.runner.forge_nowait(page, yes) for _ in range(2)]:
        await phone.runner.answer(query)
    await world.settled()
    assert len(phone.runner.messages) == count + 1
    events = (await phone.kept())["events"]
    assert [one["kind"] for one in events] == ["flagged"]  # type: ignore[attr-defined]
    await phone.tap("I mis-tapped")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]


async def test_a_verdict_that_was_lost_is_told_again(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await raised(phone, "RB1")
    count = len(phone.runner.messages)
    await world.jump(minutes=1)
    await phone.forge("flags:yes:RB1:all:0")
    assert len(phone.runner.messages) == count + 1
    assert phone.last.text == meant(world, "RB1")


async def test_a_mistap_after_yes_counts_for_ten_minutes(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    due = await next_nudge(world)
    await raised(phone, "RA1")
    await world.jump(minutes=9)
    await phone.tap("I mis-tapped")
    assert phone.last.text.startswith("Taken back")
    assert await next_nudge(world) == due
    await raised(phone, "RA1")
    verdict: Message = phone.last
    await world.jump(minutes=11)
    await phone.answered("I mis-tapped", verdict)
    assert verdict.text == meant(world, "RA1")
    assert "more than ten minutes ago, so I keep it" in phone.last.text
    assert "days without trouble" not in phone.last.text
    assert "No drills right now." in (await phone.say("/today")).text


async def test_a_flag_that_days_lift_says_so_to_a_late_mistap(world: World) -> None:
    phone = await raised(await begun(world), "RC5")
    await world.jump(minutes=11)
    await phone.tap("I mis-tapped")
    assert "It also ends after 7 days without trouble" in phone.last.text


async def test_a_mistap_of_what_is_lifted_says_so(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    verdict = phone.last
    await phone.say("/safety")
    await phone.tap("A doctor checked it", "Today")
    await phone.answered("I mis-tapped", verdict)
    assert verdict.text == "That one pauses nothing any more."


async def test_one_of_two_flags_taken_back_leaves_the_other(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await raised(phone, "RB1")
    await raised(phone, "RC0")
    await phone.tap("I mis-tapped")
    assert phone.last.text == "Taken back. Something else is still paused."
