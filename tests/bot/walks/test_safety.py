"""What is paused, and the question that lifts it, walked: with a day, and never too soon."""

import pytest

from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.scenarios import begun, raised
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

QUESTION = "Has a doctor or physiotherapist seen it and said you can exercise? When?"


async def reminded(world: World) -> bool:
    """Tell whether a reminder is to come, beside the question about a flag."""
    due = await world.services.db.transaction(outbox.next_due)
    return due is not None


async def paused(world: World, *flags: str) -> Phone:
    """Return a runner with these flags, at what is paused."""
    phone = await begun(world)
    for flag in flags:
        await raised(phone, flag)
    await phone.say("/safety")
    return phone


async def test_a_clinicians_word_brings_drills_and_reminders_back_low(world: World) -> None:
    phone = await paused(world, "RB1")
    assert world.services.library.flags["RB1"].label in phone.last.text
    assert phone.labels == ["A doctor checked it", "Something is wrong"]
    await phone.tap("A doctor checked it")
    assert QUESTION in phone.last.text
    assert phone.labels == ["Not yet", "Today", "Yesterday", "Earlier"]
    await phone.tap("Not yet")
    assert world.services.library.flags["RB1"].told("") in phone.last.text
    await phone.tap("What is paused", "A doctor checked it", "Yesterday")
    assert "We start again small, and reminders are back." in phone.last.text
    event = (await phone.kept())["events"][-1]["body"]  # type: ignore[index]
    assert (event["how"], event["seen"]) == ("clinician", "yesterday")
    assert await reminded(world)
    await phone.tap("What's for today")
    assert "coin-size" in phone.last.text


@pytest.mark.parametrize("flag", ["RA1", "RA2", "RA3", "RA4"])
async def test_an_emergency_is_not_called_off_within_two_hours(world: World, flag: str) -> None:
    phone = await paused(world, flag)
    before = await phone.kept()
    await world.jump(hours=1, minutes=50)
    for answer in ("Today", "Yesterday", "Earlier"):
        await phone.tap("A doctor checked it", answer)
        assert "so I keep it a little longer" in phone.last.text
        assert faults(phone.last) == []
        await phone.tap("What is paused")
    assert (await phone.kept())["events"] == before["events"]
    await world.jump(minutes=11)
    await phone.tap("A doctor checked it", "Today")
    assert "reminders are back" in phone.last.text


async def test_two_flags_need_two_words(world: World) -> None:
    phone = await paused(world, "RB1", "RB5")
    assert phone.labels[:2] == ["1: a doctor checked it", "2: a doctor checked it"]
    await phone.tap("1: a doctor checked it", "Today")
    assert "Something else is still paused." in phone.last.text
    await phone.tap("What is paused", "A doctor checked it", "Today")
    assert "reminders are back" in phone.last.text


async def test_every_flag_at_once_still_fits_a_screen(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    for flag in world.services.library.flags.values():
        if flag.tier != "D":
            await phone.forge(f"flags:yes:{flag.id}:0")
    await phone.say("/safety")
    assert "more." in phone.last.text
    assert faults(phone.last) == []
    assert world.services.library.flags["RA1"].label in phone.last.text


async def test_time_is_spoken_of_only_where_time_lifts(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    for flag in world.services.library.flags.values():
        if flag.tier == "D":
            continue
        await raised(phone, flag.id)
        await phone.say("/safety")
        assert ("days without trouble" in phone.last.text) == (flag.days > 0)
        assert ("No trouble today" in phone.labels) == (flag.days > 0)
        await phone.forge("safety:calm")
        await phone.forge(f"safety:calmed:{flag.id}")
        assert "No drills right now." in (await phone.say("/today")).text
        await world.jump(hours=3)
        await phone.forge(f"safety:seen:{flag.id}:today")
        assert "reminders are back" in phone.last.text


async def test_seven_good_days_lift_what_may_lift_so(world: World) -> None:
    phone = await paused(world, "RC5")
    for good in range(1, 8):
        await world.jump(days=1)
        await phone.say("/safety")
        await phone.tap("No trouble today")
        assert (f"{good} so far." in phone.last.text) == (good < 7)
    assert "7 days without trouble: you can lift it now." in phone.last.text
    await phone.tap("7 good days: lift it")
    assert "reminders are back" in phone.last.text
    assert await reminded(world)


async def test_limits_and_flags_stand_side_by_side_each_with_its_way(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.forge("limits:add:RD6")
    await phone.forge("limits:add:RD1")
    await phone.tap("October")
    await raised(phone, "RC5")
    await phone.say("/safety")
    assert "Ends 30 April 2027, or when a doctor says you can exercise." in phone.last.text
    assert "Ends when it is over" in phone.last.text
    assert faults(phone.last) == []
    await phone.tap("3: something has changed")
    assert "What has changed?" in phone.last.text


async def test_buttons_from_before_it_was_asked_when_ask_now(world: World) -> None:
    phone = await paused(world, "RB1")
    before = await phone.kept()
    await phone.forge("safety:cleared:RB1")
    assert QUESTION in phone.last.text
    assert await phone.kept() == before


async def test_what_is_paused_for_hurting_is_lifted_by_the_same_question(world: World) -> None:
    phone = await begun(world)
    await phone.tap("Sharp pull", ":cord", "9")
    await world.jump(days=1)
    await phone.forge("today:walk:before:mat:full:6")
    await phone.say("/safety")
    assert "Standing drills: it kept hurting" in phone.last.text
    await phone.tap("A doctor checked it", "Not yet")
    assert "physiotherapist or doctor" in phone.last.text
    await phone.tap("What is paused", "A doctor checked it", "Today")
    assert "Noted with today's date." in phone.last.text


async def test_nobody_grows_older_by_a_clinicians_word(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.forge("limits:add:RD5")
    for forged in ("safety:cleared:RD5", "safety:clear:RD5", "safety:seen:RD5:today"):
        await phone.forge(forged)
        assert "No drills right now." in (await phone.say("/today")).text
    await phone.say("/safety")
    await phone.tap("Something has changed", "I'm 18 now")
    assert "Start" in [one.text for one in (await phone.say("/today")).buttons]
