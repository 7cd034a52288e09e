"""The week in words, walked: what is said on Sunday evening, to whom, and how to have no more."""

import pytest

from tests.bot.mornings import finish
from tests.bot.passing_time import diary, passes
from tests.bot.scenarios import start
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")

TITLE = "Your week, in a few words"
SUNDAY = "Sun 29 Nov 18:00"


async def at_home(world: World) -> Phone:
    """Return a runner who came in on Monday 23 November and runs on Tue, Thu and Sat at 06:45."""
    phone = world.phone()
    await phone.come_in()
    return phone


async def runs(world: World, phone: Phone, *deeds: str) -> None:
    """Live through the next runs: "do" the short warm-up, call it "off", or "miss" it."""
    for deed in deeds:
        await world.next_reminder()
        while not phone.last.text.startswith("Run at"):
            await world.next_reminder()
        if deed == "do":
            await phone.tap("1 minute")
            while "Fine, 0–2" in phone.labels:
                await phone.tap("Fine, 0–2")
            await phone.tap("No, or up to 2")
            await finish(phone)
        elif deed == "off":
            await phone.tap("No run today")


async def sunday(world: World, phone: Phone) -> str | None:
    """Let time pass to Sunday night and return what the summary says, None where none came."""
    since = phone.last.message_id
    while (now := world.clock.now()).weekday() != 6:
        await passes(world, hours=24 - now.hour)
    await passes(world, hours=20 - world.clock.now().hour)
    said = [one for one in phone.runner.messages if one.text.startswith(TITLE)]
    return said[-1].text if said and said[-1].message_id > since else None


async def test_a_week_of_all_its_runs_is_kept(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "do", "do")
    said = await sunday(world, phone)
    assert said == f"{TITLE}\nThree sessions for your ankles. That makes it a kept week."
    assert f"{SUNDAY} {TITLE}" in diary(phone)
    assert phone.last.silent
    assert phone.labels == ["My plan", "No more of these"]


async def test_a_missed_run_is_no_reproach(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "miss", "do")
    said = await sunday(world, phone)
    assert said is not None
    assert "Two sessions for your ankles. Each of them counts, and next week starts fresh." in said


async def test_a_session_of_ones_own_makes_up_for_a_missed_one(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "miss", "do")
    await passes(world, hours=30)
    await phone.say("/today")
    await start(phone, "Start")
    await finish(phone)
    assert "kept week" in str(await sunday(world, phone))


async def test_runs_called_off_count_as_kept(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "off", "off", "off")
    said = await sunday(world, phone)
    assert said == f"{TITLE}\nYou rested, and rest is part of it. That makes it a kept week."


async def test_of_a_week_without_anything_nothing_is_said(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Follow-up off")
    await runs(world, phone, "miss", "miss", "miss")
    await phone.say("/plan")
    assert await sunday(world, phone) is None


async def test_paused_days_ask_for_nothing(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/pause")
    await phone.tap("Until a date")
    await phone.say("27 Nov")
    await runs(world, phone, "do")
    said = await sunday(world, phone)
    assert said is not None
    assert "One session for your ankles. That makes it a kept week" in said


async def test_days_with_a_red_flag_count_as_kept(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do")
    await phone.say("/stop")
    await phone.forge("flags:tap:RC1:0")
    await phone.tap("Yes, this is so")
    await passes(world, days=2, hours=12)
    await phone.say("/safety")
    await phone.forge("safety:seen:RC1:today")
    await runs(world, phone, "do")
    assert "kept week" in str(await sunday(world, phone))


async def test_kept_weeks_are_counted_but_not_on_a_sore_day(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "do", "do")
    await sunday(world, phone)
    await passes(world, hours=12)
    await runs(world, phone, "do", "do", "do")
    assert "Kept weeks so far: 2." in str(await sunday(world, phone))
    await passes(world, hours=12)
    await runs(world, phone, "do", "do", "do")
    await passes(world, hours=10)
    await phone.forge("today:walk:before:mat:full:4")
    said = str(await sunday(world, phone))
    assert "kept week" in said
    assert "Kept weeks" not in said
    assert "the next drills stay gentle" in said


async def test_to_ignore_it_is_not_to_ignore_a_reminder(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "do", "do")
    assert await sunday(world, phone)
    before = await phone.kept()
    await passes(world, hours=12)
    assert (await phone.kept())["runner"] == before["runner"]


async def test_no_more_of_these_holds_and_can_be_undone(world: World) -> None:
    phone = await at_home(world)
    await runs(world, phone, "do", "do", "do")
    await sunday(world, phone)
    await phone.tap("No more of these")
    assert phone.last.text == "No more Sunday notes, then."
    await phone.forge("week:off")
    await passes(world, hours=12)
    await runs(world, phone, "do", "do", "do")
    assert await sunday(world, phone) is None
    await phone.forge("week:on")
    assert phone.last.text == "A few words on Sunday evening, as before."
    await passes(world, hours=12)
    await runs(world, phone, "do", "do", "do")
    assert await sunday(world, phone) is not None


async def test_quiet_hours_keep_it_quiet(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Quiet hours")
    await phone.say("17-6")
    await runs(world, phone, "do", "do", "do")
    assert await sunday(world, phone) is None


async def test_progress_says_how_the_week_stands(world: World) -> None:
    phone = await at_home(world)
    assert "This week" not in (await phone.say("/progress")).text
    await runs(world, phone, "do")
    said = (await phone.say("/progress")).text
    assert "This week: one session for your ankles. As it stands, it is a kept week." in said
    assert "One day with a practice in the last seven, 1 in all." in said
