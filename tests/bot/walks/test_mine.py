"""What is a runner's own, walked: settings, pictures, lessons, export and deletion."""

import json

import pytest

from storage import runners
from storage.reminders import outbox
from tests.bot.assertions import faults
from tests.bot.scenarios import begun
from tests.bot.world import Phone, World

pytestmark = pytest.mark.usefixtures("unhurried")


async def at_home(world: World) -> Phone:
    """Return a runner who is through the first minute."""
    phone = world.phone()
    await phone.come_in()
    return phone


async def test_every_setting_can_be_changed_and_is_shown(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Place", "Outdoors", "What I have", "Roller", "✓ Mat", "Back")
    assert "Usual place: outdoors" in phone.last.text
    assert "You have: wall, roller" in phone.last.text
    await phone.tap("Sorer side", "Right", "Use inches", "Quiet hours", "21 to 7")
    assert "Sorer side: right" in phone.last.text
    assert "Lengths in in" in phone.last.text
    assert "Quiet hours: 21:00–07:00" in phone.last.text
    await phone.tap("Quiet hours", "None", "Sorer side", "Neither", "Use cm", "Pictures off")
    assert "Quiet hours: none" in phone.last.text
    assert "Sorer side: neither" in phone.last.text
    assert "Lengths in cm · pictures off" in phone.last.text
    await phone.tap("Limits", "limits:add:RD3")
    assert "No foam rolling for you in Dorsi." in phone.last.text
    await phone.tap("Back to my limits", "Back", "Zone", "11:00")
    assert "Whose clock do you share?" in phone.last.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("22-6", "22:00–06:00"),
        ("21:30-6:15", "21:30–06:15"),
        ("1 am – 5 am", "01:00–05:00"),
        ("none", "none"),
        ("None", "none"),
    ],
)
async def test_quiet_hours_of_ones_own_are_typed(world: World, typed: str, shown: str) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Quiet hours", "23 to 5", "Quiet hours")
    assert f"Quiet hours: {shown}\n" in (await phone.say(typed)).text


async def test_a_reminder_of_an_early_run_may_come_in_the_quiet_hours(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Quiet hours")
    await phone.say("22-7")
    assert "warm-up" not in (await phone.say("/plan")).text
    await phone.say("/settings")
    await phone.tap("Quiet hours", "Ring for early runs", "Back")
    assert "Quiet hours: 22:00–07:00, but for early runs" in phone.last.text
    assert "Tue 24 · 06:25 warm-up" in (await phone.say("/plan")).text
    await phone.say("/settings")
    await phone.tap("Quiet hours", "21 to 7")
    assert "Quiet hours: 21:00–07:00, but for early runs" in phone.last.text
    await phone.tap("Quiet hours", "✓ Ring for early runs", "Back")
    assert "Quiet hours: 21:00–07:00\n" in phone.last.text


@pytest.mark.parametrize(
    ("off", "on", "field", "shown"),
    [
        ("Follow-up off", "Follow-up on", "follow_up", "Follow-up off"),
        ("Summary off", "Summary on", "summary", "Sunday summary off"),
    ],
)
async def test_what_comes_by_itself_can_be_switched_off_and_on(
    world: World, off: str, on: str, field: str, shown: str
) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap(off)
    assert shown in phone.last.text
    assert (await phone.kept())["runner"][field] is False  # type: ignore[index]
    await phone.tap(on)
    assert shown not in phone.last.text
    assert (await phone.kept())["runner"][field] is True  # type: ignore[index]


async def test_the_quiet_hours_hold_reminders_back(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Quiet hours")
    await phone.say("22-6:30")
    await phone.say("/plan")
    assert "Tue 24 · 06:30 warm-up" in phone.last.text


async def test_the_sorer_side_goes_first(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Sorer side", "Right")
    await phone.say("/today")
    assert "because your right ankle was the more sore one" in phone.last.text
    await phone.tap("Place", "At a desk", "Start")
    assert "Seated ankle rotation · Right" in phone.last.text


async def test_with_pictures_off_a_practice_is_words_only(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/settings")
    await phone.tap("Pictures off")
    await phone.say("/today")
    await phone.tap("Start", ":done", ":pinch")
    assert phone.last.media is None
    assert world.telegram.uploads == []


async def test_a_picture_is_uploaded_once_for_everyone_and_across_a_restart(
    world: World,
) -> None:
    for number in range(1, 4):
        phone = world.phone(number, "Ada")
        await phone.come_in()
        for _ in range(2):
            await phone.say("/today")
            await phone.tap("Start")
            assert phone.last.media is not None
            while "Done" in phone.labels:
                await phone.tap(":done")
            await phone.tap("Nothing")
        await world.restart()
    uploads = [upload.data for upload in world.telegram.uploads]
    assert len(uploads) > 3
    assert len(uploads) == len(set(uploads))


async def test_the_export_is_one_file_with_everything(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":pinch", ":pinch", ":front", ":2")
    await phone.say("/check")
    await phone.tap("check:squat", "check:squat:easy")
    await phone.say("/export")
    file = phone.last.media
    assert file is not None
    assert file.name == "dorsi-2026-11-23.json"
    told = json.loads(file.data)
    assert told["runner"]["name"] == "Ada"
    assert told["runner"]["plan"]["days"] == {day: [["06:45", None]] for day in "135"}
    assert told["events"][0]["body"]["pinched"] == [2, 1]
    assert [one["name"] for one in told["checks"]] == ["squat"]
    assert len(told["practices"]) == 1
    assert {one["kind"] for one in told["nudges"]} == {"pre", "post", "week"}
    assert len(told["runs"]) == 1


async def test_delete_asks_once_and_leaves_nothing(world: World) -> None:
    phone = await begun(world)
    await phone.tap(":pinch")
    await phone.say("/delete")
    await phone.tap("Keep it")
    assert phone.last.text == "Nothing was deleted."
    await phone.say("/delete")
    await phone.tap("Yes, delete it all")
    kept = await phone.kept()
    assert kept.pop("runner") == {"last_seen": None}
    assert not any(kept.values())
    assert await world.services.db.transaction(runners.ids) == ()
    assert await world.services.db.transaction(outbox.next_due) is None
    assert "I keep nothing about you yet." in (await phone.say("/export")).text
    await phone.tap("Begin")
    assert "Hello Ada, I'm Dorsi." in phone.last.text


async def test_every_lesson_leads_to_the_next_and_back_to_the_list(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/learn")
    labels = list(phone.labels)
    titles = labels[: len(world.services.library.lessons)]
    await phone.tap(titles[0])
    for title in [*titles[1:], titles[0]]:
        await phone.tap("Next")
        assert phone.last.text.startswith(title)
    await phone.tap("All lessons")
    assert phone.labels == labels


async def test_every_drill_tells_why_it_is_where_it_is(world: World) -> None:
    phone = await at_home(world)
    await phone.say("/why")
    for drill in world.services.library.drills.values():
        await phone.tap(drill.short)
        assert phone.last.text.startswith(drill.name)
        assert "The rule:" in phone.last.text
        await phone.tap("All drills")
    assert "Where your drills are, and why" in phone.last.text


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("/help", "What I do"),
        ("/privacy", "What I keep"),
        ("/safety", "Nothing is paused."),
        ("/progress", "No self-check yet."),
    ],
)
async def test_every_page_of_the_menu_says_what_it_is_for(
    world: World, command: str, said: str
) -> None:
    phone = await at_home(world)
    told = await phone.say(command)
    assert said in told.text
    assert faults(told) == []


async def test_a_double_tap_on_a_switch_is_one(world: World) -> None:
    phone = await at_home(world)
    settings = await phone.say("/settings")
    for button, said in (("Follow-up off", "Follow-up off"), ("Use inches", "Lengths in in")):
        data = settings.button(button).data
        for _ in range(2):
            assert said in (await phone.forge(data, settings)).text
