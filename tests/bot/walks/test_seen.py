"""The day after an urgent flag, walked: one question, whatever else is quiet, and its answers."""

from datetime import datetime

import pytest

from content.flag import Flag
from content.library import load
from scheduler.wall_clock import local
from tests.bot.assertions import faults
from tests.bot.scenarios import begun, raised
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

ASKED = "Have you been seen?"
RED = [flag for flag in load().flags.values() if flag.tier != "D"]


async def days(world: World, phone: Phone, count: int) -> list[tuple[datetime, str]]:
    """Live some days hour by hour; return what came by itself, with its local time."""
    there = len(phone.runner.messages)
    came = []
    for _ in range(24 * count):
        await world.jump(hours=1)
        new = phone.runner.messages[there:]
        there += len(new)
        came += [(local(world.clock.now(), "Europe/Paris"), one.text) for one in new]
    return came


@pytest.mark.parametrize("flag", RED, ids=lambda flag: flag.id)
async def test_an_urgent_flag_is_asked_about_once_the_day_after(world: World, flag: Flag) -> None:
    phone = await raised(await begun(world), flag.id)
    came = await days(world, phone, 3)
    if flag.tier == "C":
        assert came == []
        return
    ((at, text),) = came
    assert ASKED in text
    assert flag.label in text
    assert (f"{at:%a}", at.hour) == ("Tue", 10)
    assert phone.labels == ["Seen, I can exercise", "Seen, still resting", "Not yet"]
    assert faults(phone.last) == []


async def test_whoever_was_seen_and_may_exercise_is_asked_when(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    await days(world, phone, 1)
    await phone.tap("Seen, I can exercise", "Yesterday")
    assert "reminders are back" in phone.last.text


async def test_whoever_rests_goes_on_resting(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    await days(world, phone, 1)
    await phone.tap("Seen, still resting")
    assert "tell me then in /safety" in phone.last.text
    assert "No drills right now." in (await phone.say("/today")).text


async def test_whoever_was_not_seen_reads_again_whom_to_see_and_how_soon(world: World) -> None:
    phone = await raised(await begun(world), "RA1")
    await days(world, phone, 1)
    await phone.tap("Not yet")
    assert "Call your local emergency number now" in phone.last.text
    assert faults(phone.last) == []


async def test_what_was_lifted_or_taken_back_meanwhile_is_not_asked_about(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    await phone.tap("I mis-tapped")
    assert ASKED not in str(await days(world, phone, 2))
    await raised(phone, "RB5")
    await phone.say("/safety")
    await phone.tap("A doctor checked it", "Today")
    assert ASKED not in str(await days(world, phone, 2))


async def test_it_comes_in_a_pause_too_but_in_no_quiet_hours(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await raised(phone, "RB1")
    await phone.say("/settings")
    await phone.tap("Quiet hours")
    await phone.say("5-14")
    await phone.say("/pause")
    await phone.tap("2 weeks")
    ((at, text),) = await days(world, phone, 3)
    assert ASKED in text
    assert (f"{at:%a}", at.hour) == ("Tue", 14)


async def test_it_does_not_come_to_whoever_blocked_the_bot(world: World) -> None:
    phone = await raised(await begun(world), "RB1")
    phone.runner.block()
    assert await days(world, phone, 2) == []


async def test_two_flags_of_a_day_are_one_question_about_the_worse(world: World) -> None:
    phone = await raised(await begun(world), "RB5")
    await raised(phone, "RA2")
    ((_, text),) = await days(world, phone, 2)
    assert world.services.library.flags["RA2"].label in text


async def test_after_a_flag_in_the_first_minute_it_comes_a_day_later(world: World) -> None:
    phone = world.phone()
    await phone.say("/start")
    await phone.tap("I understand", "Yes, keep my answers")
    while "true right now" not in phone.last.text:
        await phone.tap("None of these")
    await phone.tap("1", "Yes, this is so")
    ((at, text),) = await days(world, phone, 3)
    assert ASKED in text
    assert (f"{at:%a}", at.hour) == ("Tue", 12)
    await phone.tap("Not yet")
    assert "Call your local emergency number now" in phone.last.text
